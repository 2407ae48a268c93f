"""The public face of the language: compile once, evaluate as often as you like, on as many threads as you like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from engine.feel.build.builder import Code, Local
from engine.feel.build.makers import build
from engine.feel.build.tests import INPUT
from engine.feel.builtins import BUILTINS
from engine.feel.errors import FeelError, Said
from engine.feel.names import names_read
from engine.feel.parse.reader import read_expression, read_tests
from engine.feel.portable import NotPortable, portable
from engine.feel.run import Run, Stopped
from engine.feel.tree import Node, UnaryTests
from engine.feel.values.incoming import incoming
from engine.feel.values.types import Type
from engine.feel.warnings import Warning_

_BUILTIN_NAMES = frozenset(BUILTINS)
_LOOKED_AT = 2000
_NO_TYPES: Mapping[str, Type] = {}


class Result(NamedTuple):
    """What an evaluation gave, and why parts of it became null."""

    value: Any
    warnings: tuple[Warning_, ...] = ()


class Expression:
    """A compiled expression or cell; immutable and safe to share between threads.

    ``names_read`` are the paths it reads from outside, ``tree`` is its syntax tree.
    """

    __slots__ = ("_code", "_names", "_read", "source", "tree")

    def __init__(self, source: str, tree: Node, code: Code, names: frozenset[str]) -> None:
        self.source = source
        self.tree = tree
        self._code = code
        self._names = names
        self._read: frozenset[tuple[str, ...]] | None = None

    @property
    def names_read(self) -> frozenset[tuple[str, ...]]:
        """The paths read from outside, such as ("tham_dinh", "outcome")."""
        if self._read is None:
            self._read = names_read(self.tree, _BUILTIN_NAMES, self._names)
        return self._read

    def evaluate(self, context: Mapping[str, Any], *, now: datetime | None = None) -> Result:
        """Evaluate with the names in ``context``; ``now`` is what now() and today() say.

        Never raises for what the expression does: a null and a warning come back instead. Raises TypeError when the
        context holds an object the language has no notion of.
        """
        run = Run(context, now)
        try:
            value = self._code(run, None)
            run.weigh(value)
        except Stopped as stop:
            return _stopped(run, stop)
        except RecursionError:
            return _stopped(run, Stopped("limit.calls", run.depth))
        return Result(value, tuple(run.warnings) if run.warnings is not None else ())

    def to_json(self) -> Any:
        """The expression as data a browser can run (see portable.py), or None when it needs the server.

        A literal null has the same form; nobody shows or hides anything by it.
        """
        try:
            return portable(self.tree)
        except NotPortable:
            return None

    def run(self, run: Run, local: Local = None) -> Any:
        """Evaluate within a larger evaluation (a decision model), sharing its budget and warnings."""
        return self._code(run, local)

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"


def _stopped(run: Run, stop: Stopped) -> Result:
    run.warnings = [Warning_(stop.code, 0, stop.details), *(run.warnings or ())]
    return Result(None, tuple(run.warnings))


def compile(expression: str, names: Iterable[str] = ()) -> Expression:
    """Compile an expression; raises FeelError (a ValueError with position and wording in two languages).

    ``names`` are the names that may be read; they matter for names of several words or with signs in them, and they
    let a missing operator be noticed. A name with dots counts as a path: its parts become known names of entries.
    """
    return _compiled(expression, *_split(names))


@lru_cache(maxsize=4096)
def _compiled(source: str, names: frozenset[str], entries: frozenset[str]) -> Expression:
    return compile_with(source, names, _NO_TYPES, entries)


@lru_cache(maxsize=1024)
def _compiled_tests(source: str, names: frozenset[str], entries: frozenset[str]) -> Expression:
    return compile_tests_with(source, names, _NO_TYPES, entries)


def compile_with(
    source: str, names: frozenset[str], types: Mapping[str, Type], entries: Iterable[str] = ()
) -> Expression:
    """Compile with types and names of entries known, uncached; for decision models."""
    tree = read_expression(source, sorted(names), types, entries)
    return Expression(source, tree, _built(tree, (), source), names)


def compile_tests_with(
    source: str, names: frozenset[str], types: Mapping[str, Type], entries: Iterable[str] = ()
) -> Expression:
    """Compile a cell of a decision table, whose local name ``?`` is the value tested; uncached."""
    tree = read_tests(source, sorted(names), types, entries)
    return Expression(source, tree, _built(tree, (INPUT,), source), names)


def separate(tests: Expression) -> tuple[Expression, ...]:
    """Each test of a cell as a cell of its own, in order."""
    if not isinstance(tests.tree, UnaryTests):
        return (tests,)
    cells = (UnaryTests((test,), False, test.at) for test in tests.tree.tests)
    return tuple(Expression(tests.source, cell, _built(cell, (INPUT,), tests.source), frozenset()) for cell in cells)


def _split(names: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    paths = [name.split(".") for name in names]
    return frozenset(path[0] for path in paths), frozenset(part for path in paths for part in path[1:])


def _built(tree: Node, local: tuple[str, ...], source: str) -> Code:
    try:
        return build(tree, local)
    except RecursionError:
        said = Said("Biểu thức quá phức tạp; hãy tách nhỏ ra", "The expression is too complicated; please split it")
        raise FeelError(said, 0, code="limit.nesting", source=source) from None


def evaluate(expression: str, context: Mapping[str, Any] | None = None, *, now: datetime | None = None) -> Result:
    """Compile and evaluate; the names in ``context`` are known while reading. Raises FeelError."""
    given = {} if context is None else context
    return _compiled(expression, *names_in(given)).evaluate(given, now=now)


def unary_test(
    expression: str, value: Any, context: Mapping[str, Any] | None = None, *, now: datetime | None = None
) -> Result:
    """Test a value against a cell such as ``> 18, null`` or ``not("A", "B")``; raises FeelError."""
    given = {} if context is None else context
    compiled = _compiled_tests(expression, *names_in(given))
    run = Run(given, now)
    try:
        verdict = compiled.run(run, ({INPUT: incoming(value)}, None))
    except Stopped as stop:
        return _stopped(run, stop)
    return Result(verdict, tuple(run.warnings or ()))


def names_in(context: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """The names in data: (those on the first level, those of entries further down that are not one plain word)."""
    first = frozenset(str(key) for key in context)
    entries: set[str] = set()
    waiting = list(context.values())[:_LOOKED_AT]
    seen = 0
    while waiting and seen < _LOOKED_AT:
        value = waiting.pop()
        if isinstance(value, (list, tuple)) and value:
            value = value[0]
        if isinstance(value, Mapping):
            seen += len(value)
            entries.update(str(key) for key in value if not str(key).isidentifier())
            waiting.extend(value.values())
    return first, frozenset(entries)
