"""The names a procedure's expressions may read, kept once per dossier and written in one place."""

from __future__ import annotations

from bisect import bisect
from collections import ChainMap
from collections.abc import Mapping, MutableMapping
from typing import Any

from engine.spiff.elements.each import ANSWERED, ITEM
from engine.spiff.names import Entry, Names
from engine.spiff.task import Token

Scope = Mapping[str, Entry]
Written = MutableMapping[str, Entry]


class Variables:
    """``don``, ``ho_so``, ``phi`` and one entry per step; items of a repeated sub-process have their own names."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.changed: set[str] = set()

    def merge(self, facts: Mapping[str, Mapping[str, Any]]) -> None:
        """Take over facts, key by key, leaving other keys as they are."""
        for name, values in facts.items():
            self.names[name] = {**self.names.get(name, {}), **values}
            self.changed.add(name)

    def seen_by(self, task: Token) -> Scope:
        """What an expression at this token may read: the dossier's names, over them those of the item it lives in."""
        inner = _local_names(task)
        return ChainMap(*inner, self.names) if inner else self.names

    def units_seen_by(self, task: Token) -> dict[str, Any]:
        """Which unit did each step this token may read of."""
        units = {name: self.names.peek(name, "unit") for name in self.names}
        for local in reversed(_local_names(task)):
            units.update({name: entry.get("unit") for name, entry in local.items()})
        return {name: unit for name, unit in units.items() if unit is not None}

    def answer(self, task: Token, values: Mapping[str, Any]) -> None:
        """Write what a step answered; an item's answer also takes its place in ``all``, in item order."""
        everyone = self._answers(task)
        if everyone is not None:
            place = bisect(task.parent.internal_data[ANSWERED], task.internal_data[ITEM])
            everyone.insert(place, dict(values))
        self._write(task, values, everyone)

    def fail(self, task: Token, values: Mapping[str, Any]) -> None:
        """Write why a call failed; a failed item has no place among the answers."""
        self._write(task, values, self._answers(task))

    def begin_all(self, task: Token) -> None:
        """A multi-instance begins: this pass has no answers yet."""
        self._write(task, {}, [])

    def _answers(self, task: Token) -> list[Any] | None:
        """The answers of the other items so far; None for a step that is not repeated."""
        if ITEM not in task.internal_data:
            return None
        return list(self._written_by(task)[task.task_spec.node.id]["all"])

    def _write(self, task: Token, values: Mapping[str, Any], everyone: list[Any] | None) -> None:
        name = task.task_spec.node.id
        self._written_by(task)[name] = dict(values) if everyone is None else {**values, "all": everyone}
        self.changed.add(name)

    def _written_by(self, task: Token) -> Written:
        inner = _local_names(task)
        return inner[0] if inner else self.names


def items_of(task: Token) -> tuple[int, ...]:
    """The items a token works on, outermost multi-instance first; empty when nothing around it is repeated."""
    items: list[int] = []
    token: Token | None = task
    while token is not None:
        if ITEM in token.internal_data:
            items.insert(0, token.internal_data[ITEM])
        token = getattr(token.workflow, "owner", None)
    return tuple(items)


def item_of(task: Token) -> int | None:
    """The item a token works on: its own, or that of the nearest multi-instance around its sub-process."""
    items = items_of(task)
    return items[-1] if items else None


def _local_names(task: Token) -> list[Written]:
    """Names of the items this token lives in, innermost first."""
    found = []
    owner = getattr(task.workflow, "owner", None)
    while owner is not None:
        local = owner.workflow.top_workflow.subprocesses[owner.id].local
        if local is not None:
            found.append(local)
        owner = getattr(owner.workflow, "owner", None)
    return found
