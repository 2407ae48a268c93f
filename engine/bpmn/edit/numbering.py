"""Printed numbers after an edit: 1, 2, 3 … stay so; other numbers stay, and a new step gets one between."""

from __future__ import annotations

import string

from engine.bpmn import table
from engine.bpmn.definition import Definition
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.trees import tthc


def numbers(definition: Definition) -> list[tuple[str, str | None]]:
    """Steps in the order of the table with their printed numbers."""
    found = []
    for key in table.ordered(definition):
        step = definition.nodes[key].step
        if step is not None:
            found.append((key, step.no))
    return found


def renumber(draft: Draft, before: Definition) -> None:
    """Number the steps of ``draft`` as those of ``before`` were numbered."""
    rows = numbers(draft.definition)
    was = numbers(before)
    if [key for key, _ in rows] == [key for key, _ in was]:
        return
    if [no for _, no in was] == [str(place) for place in range(1, len(was) + 1)]:
        number_all(draft)
        return
    used = {no for _, no in rows if no}
    for place, (key, no) in enumerate(rows):
        if no is None and key not in before.nodes:
            previous = rows[place - 1][1] if place else None
            number = _between(previous, used, last=place == len(rows) - 1)
            rows[place] = key, number
            used.add(number)
            _write(draft, key, number)


def number_all(draft: Draft) -> None:
    """1, 2, 3 … in the order of the table."""
    for place, (key, no) in enumerate(numbers(draft.definition), 1):
        if no != str(place):
            _write(draft, key, str(place))


def _between(previous: str | None, used: set[str], *, last: bool) -> str:
    base = (previous or "0").rstrip(string.ascii_lowercase) or "0"
    if base.isdecimal() and (last or base == "0"):
        following = str(int(base) + 1)
        if following not in used:
            return following
    for suffix in (*string.ascii_lowercase, *(f".{number}" for number in range(1, len(used) + 3))):
        if f"{base}{suffix}" not in used:
            return f"{base}{suffix}"
    return base


def _write(draft: Draft, key: str, number: str) -> None:
    for step in draft.element(key).iter(tthc("step")):
        step.set("no", number)
        break
    draft.changed()
