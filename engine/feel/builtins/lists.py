"""Functions that look at lists: list contains, count, index of, all, any, and flatten and friends."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.feel.run import Run
from engine.feel.signature import NoResult, builtin
from engine.feel.values.comparing import equal


def holds(run: Run, items: list[Any], wanted: Any) -> bool:
    """Whether an equal element is in the list; null is found when null is looked for."""
    run.spend(1 + len(items) // 16)
    run.weigh(wanted)
    for item in items:
        run.weigh(item)
    return any(equal(item, wanted) is True for item in items)


@builtin("list contains", "list: list, element: any", "boolean")
def list_contains(run: Run, items: list[Any], element: Any) -> bool:
    """Whether the list has such an element."""
    return holds(run, items, element)


@builtin("count", "list: list", "number")
def count(run: Run, items: list[Any]) -> Decimal:
    """How many elements the list has."""
    return Decimal(len(items))


@builtin("index of", "list: list, match: any", "list")
def index_of(run: Run, items: list[Any], match: Any) -> list[Any]:
    """The positions of the equal elements, from 1."""
    run.allow_list(len(items))
    run.weigh(items)
    return [Decimal(place) for place, item in enumerate(items, 1) if equal(item, match) is True]


def _over(items: list[Any], settled: bool) -> bool | None:
    if any(item is settled for item in items):
        return settled
    if any(item is not None and not isinstance(item, bool) for item in items):
        raise NoResult("chỉ nhận giá trị đúng hoặc sai", "only true and false are accepted")
    return None if None in items else not settled


@builtin("all", "list: list", "boolean")
def all_of(run: Run, items: list[Any]) -> bool | None:
    """Whether every element is true."""
    return _over(items, False)


@builtin("all", "b: any, b: any…", "boolean")
def all_of_many(run: Run, *items: Any) -> bool | None:
    """Whether every argument is true."""
    return _over(list(items), False)


@builtin("any", "list: list", "boolean")
def any_of(run: Run, items: list[Any]) -> bool | None:
    """Whether some element is true."""
    return _over(items, True)


@builtin("any", "b: any, b: any…", "boolean")
def any_of_many(run: Run, *items: Any) -> bool | None:
    """Whether some argument is true."""
    return _over(list(items), True)


@builtin("flatten", "list: list", "list")
def flatten(run: Run, items: list[Any]) -> list[Any]:
    """The elements of the list and of every list inside it, in order."""
    flat: list[Any] = []
    waiting = [iter(items)]
    while waiting:
        for item in waiting[-1]:
            run.spend()
            if isinstance(item, list):
                waiting.append(iter(item))
                break
            flat.append(item)
        else:
            waiting.pop()
    run.allow_list(len(flat))
    return flat


def _distinct(run: Run, items: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for item in items:
        if not holds(run, kept, item):
            kept.append(item)
    return kept


@builtin("distinct values", "list: list", "list")
def distinct_values(run: Run, items: list[Any]) -> list[Any]:
    """The list without repetitions, each element where it first stood."""
    return _distinct(run, items)


@builtin("union", "list: list…", "list")
def union(run: Run, *lists: list[Any]) -> list[Any]:
    """The lists one after the other, without repetitions."""
    return _distinct(run, concatenated(run, lists))


@builtin("concatenate", "list: list…", "list")
def concatenate(run: Run, *lists: list[Any]) -> list[Any]:
    """The lists one after the other."""
    return concatenated(run, lists)


def concatenated(run: Run, lists: tuple[list[Any], ...]) -> list[Any]:
    """One list of all elements."""
    run.allow_list(sum(map(len, lists)))
    return [item for each in lists for item in each]
