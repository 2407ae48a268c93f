"""Functions that give a changed copy of a list: append, insert before, remove, replace, reverse, sublist."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.feel.builtins.text import end_index, start_index
from engine.feel.calling import call
from engine.feel.run import Run
from engine.feel.signature import NoResult, builtin
from engine.feel.values.functions import Function


@builtin("sublist", "list: list, start position: number, length?: number?", "list")
def sublist(run: Run, items: list[Any], position: Decimal, length: Decimal | None = None) -> list[Any]:
    """The part of a list from a position on."""
    start = start_index(position, len(items))
    if length is not None and start + int(length) > len(items):
        raise NoResult("không đủ phần tử", "there are not so many elements")
    run.allow_list(len(items))
    return items[start : end_index(start, length, len(items))]


@builtin("append", "list: list, item: any…", "list")
def append(run: Run, items: list[Any], *more: Any) -> list[Any]:
    """The list with more elements at its end."""
    run.allow_list(len(items) + len(more))
    return [*items, *more]


@builtin("insert before", "list: list, position: number, newItem: any", "list")
def insert_before(run: Run, items: list[Any], position: Decimal, item: Any) -> list[Any]:
    """The list with one more element before a position."""
    index = start_index(position, len(items))
    run.allow_list(len(items) + 1)
    return [*items[:index], item, *items[index:]]


@builtin("remove", "list: list, position: number", "list")
def remove(run: Run, items: list[Any], position: Decimal) -> list[Any]:
    """The list without the element at a position."""
    index = start_index(position, len(items))
    run.allow_list(len(items))
    return items[:index] + items[index + 1 :]


@builtin("reverse", "list: list", "list")
def reverse(run: Run, items: list[Any]) -> list[Any]:
    """The list from its end to its beginning."""
    run.allow_list(len(items))
    return items[::-1]


@builtin("list replace", "list: list, position: number, newItem: any", "list")
def replace_at(run: Run, items: list[Any], position: Decimal, item: Any) -> list[Any]:
    """The list with another element at a position."""
    index = start_index(position, len(items))
    run.allow_list(len(items))
    return [*items[:index], item, *items[index + 1 :]]


@builtin("list replace", "list: list, match: function, newItem: any", "list")
def replace_matching(run: Run, items: list[Any], match: Function, new: Any) -> list[Any]:
    """The list with another element wherever ``match(element, new element)`` is true."""
    if len(match.names) != 2:
        raise NoResult("hàm so khớp phải có hai tham số", "the matching function must have two parameters")
    run.allow_list(len(items))
    replaced: list[Any] = []
    for item in items:
        verdict = call(run, match, [item, new], (), 0)
        if not isinstance(verdict, bool):
            raise NoResult("hàm so khớp phải cho đúng hoặc sai", "the matching function must give true or false")
        replaced.append(new if verdict else item)
    return replaced
