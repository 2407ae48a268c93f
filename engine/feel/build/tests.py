"""Closures of "in" and of the cells of decision tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.feel.build.builder import Builder, Code, Local
from engine.feel.build.comparisons import ordered, same
from engine.feel.inference import ALWAYS_BOOLEAN
from engine.feel.names import mentions
from engine.feel.tree import Call, In, InstanceOf, Limit, Node, RangeLiteral, UnaryTests
from engine.feel.values.comparing import contains, equal
from engine.feel.values.kinds import kind_of
from engine.feel.values.ranges import Range
from engine.feel.values.types import NULL, belongs
from engine.feel.warnings import Kind

if TYPE_CHECKING:
    from engine.feel.run import Run

Test: TypeAlias = "Callable[[Run, Local, Any], bool | None]"
INPUT = "?"


def inclusion(node: In, builder: Builder) -> Code:
    """The closure of ``value in tests``."""
    value = builder.code(node.value)
    tests = tuple(_test(test, builder) for test in node.tests)

    def code(run: Run, local: Local) -> bool | None:
        given = value(run, local)
        return _any(run, local, tests, given)

    return code


def unary_tests(node: UnaryTests, builder: Builder) -> Code:
    """The closure of a cell; the value tested is the name ``?``."""
    if not node.tests:
        return lambda run, local: True
    tests = tuple(_test(test, builder, declared=True) for test in node.tests)
    negated = node.negated

    def code(run: Run, local: Local) -> bool | None:
        verdict = _any(run, local, tests, local[0][INPUT])
        return (None if verdict is None else not verdict) if negated else verdict

    return code


def _any(run: Run, local: Local, tests: tuple[Test, ...], given: Any) -> bool | None:
    verdict: bool | None = False
    for test in tests:
        answer = test(run, local, given)
        if answer is True:
            return True
        if answer is None:
            verdict = None
    return verdict


def _test(node: Node, builder: Builder, *, declared: bool = False) -> Test:
    if isinstance(node, Limit):
        return _limit(node, builder.code(node.endpoint))
    asks = mentions(node, INPUT)
    code = builder.code(node) if declared or not asks else builder.inside(node, (INPUT,))
    at, ranged, judges = node.at, isinstance(node, RangeLiteral), isinstance(node, (*ALWAYS_BOOLEAN, Call))

    def test(run: Run, local: Local, given: Any) -> bool | None:
        wanted = code(run, local if declared or not asks else ({INPUT: given}, local))
        if isinstance(wanted, bool) and (asks or (judges and not isinstance(given, bool))):
            return wanted
        if wanted is None and ranged:
            return None
        return satisfies(run, given, wanted, at)

    return test


def _limit(node: Limit, endpoint: Code) -> Test:
    operator, at = node.operator, node.at
    if operator in ("=", "!="):
        return lambda run, local, given: same(run, operator, given, endpoint(run, local), at)
    return lambda run, local, given: ordered(run, operator, given, endpoint(run, local), at)


def satisfies(run: Run, given: Any, wanted: Any, at: int) -> bool | None:
    """Whether a value passes a test: within a range, one of a list, or equal (DMN 1.5, table 55)."""
    if isinstance(wanted, Range):
        if isinstance(given, Range):
            return equal(given, wanted)
        return _within(run, given, wanted, at)
    if isinstance(wanted, list):
        return _one_of(run, given, wanted, at)
    run.weigh(given)
    verdict = equal(given, wanted)
    if verdict is None:
        run.warn("compare.kinds", at, "in", Kind(kind_of(given)), Kind(kind_of(wanted)))
    return verdict


def _within(run: Run, given: Any, wanted: Range, at: int) -> bool | None:
    verdict = contains(wanted, given)
    if verdict is None:
        if given is None:
            run.warn("compare.null", at, "in")
        else:
            end = wanted.end if wanted.start is None else wanted.start
            run.warn("compare.kinds", at, "in", Kind(kind_of(given)), Kind(kind_of(end)))
    return verdict


def _one_of(run: Run, given: Any, wanted: list[Any], at: int) -> bool:
    run.weigh(given)
    run.weigh(wanted)
    if isinstance(given, list) and equal(given, wanted):
        return True
    for item in wanted:
        inside = isinstance(item, Range) and not isinstance(given, Range)
        if (contains(item, given) if inside else equal(given, item)) is True:
            return True
    return False


def instance_of(node: InstanceOf, builder: Builder) -> Code:
    """The closure of ``value instance of type``; null when nobody knows the type."""
    value, kind, name, at = builder.code(node.value), node.kind, node.name, node.at
    if kind is None:
        return lambda run, local: run.warn("type.unknown", at, name)

    def code(run: Run, local: Local) -> bool:
        given = value(run, local)
        run.weigh(given)
        return kind == NULL if given is None else belongs(given, kind)

    return code
