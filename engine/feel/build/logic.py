"""Closures of "and", "or" and "if", with three truth values: anything but true and false counts as neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.feel.build.builder import Builder, Code, Local
from engine.feel.tree import If, Logic
from engine.feel.values.kinds import kind_of
from engine.feel.warnings import Kind

if TYPE_CHECKING:
    from engine.feel.run import Run


def logic(node: Logic, builder: Builder) -> Code:
    """The closure of operands joined by "and" or "or"; the first one that settles the matter ends it."""
    codes = tuple(builder.code(operand) for operand in node.operands)
    settled: bool = node.operator == "or"
    word, at = node.operator, node.at
    if len(codes) == 2:
        return _of_two(codes[0], codes[1], settled, word, at)

    def code(run: Run, local: Local) -> Any:
        doubtful = False
        for each in codes:
            value = each(run, local)
            if value is settled:
                return settled
            if value is not True and value is not False:
                doubtful = True
                _complain(run, word, value, at)
        return None if doubtful else not settled

    return code


def _of_two(first: Code, second: Code, settled: bool, word: str, at: int) -> Code:
    other = not settled

    def code(run: Run, local: Local) -> Any:
        x = first(run, local)
        if x is settled:
            return settled
        y = second(run, local)
        if y is settled:
            return settled
        if x is other and y is other:
            return other
        for value in (x, y):
            if value is not other:
                _complain(run, word, value, at)
        return None

    return code


def _complain(run: Run, word: str, value: Any, at: int) -> None:
    if value is not None:
        run.warn("logic.kind", at, word, Kind(kind_of(value)))


def conditional(node: If, builder: Builder) -> Code:
    """The closure of ``if``: only true takes the first way."""
    condition, yes, no = builder.code(node.condition), builder.code(node.yes), builder.code(node.no)
    at = node.condition.at

    def code(run: Run, local: Local) -> Any:
        value = condition(run, local)
        if value is True:
            return yes(run, local)
        if value is not False:
            run.warn("condition.kind", at, Kind(kind_of(value)))
        return no(run, local)

    return code
