"""sort: a list in the order a function says, or in its natural order."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from engine.feel.calling import call
from engine.feel.run import Run
from engine.feel.signature import NoResult, builtin
from engine.feel.values.comparing import compare
from engine.feel.values.functions import Function


@builtin("sort", "list: list, precedes: function", "list")
def sort_by(run: Run, items: list[Any], precedes: Function) -> list[Any]:
    """The list ordered by ``precedes(x, y)``; equal elements keep their places."""
    if len(precedes.names) != 2:
        raise NoResult("hàm sắp xếp phải có hai tham số", "the ordering function must have two parameters")

    def order(left: Any, right: Any) -> int:
        return -1 if call(run, precedes, [left, right], (), 0) is True else 0

    run.allow_list(len(items))
    return sorted(items, key=cmp_to_key(order))


@builtin("sort", "list: list", "list")
def sort_naturally(run: Run, items: list[Any]) -> list[Any]:
    """The list from the smallest to the greatest; only values of one ordered kind."""

    def order(left: Any, right: Any) -> int:
        found = compare(left, right)
        if found is None:
            raise NoResult("các giá trị không so sánh được", "the values cannot be compared")
        return found

    run.allow_list(len(items))
    return sorted(items, key=cmp_to_key(order))
