"""How long a wait lasts, as a table can say it: a number of days, and where the work goes when nothing has come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from engine.bpmn.definition import Definition, Node
from engine.bpmn.table_branches import goal_of

_DAYS: Final = re.compile(r"P([1-9][0-9]{0,3})D")


@dataclass(frozen=True)
class Lapse:
    """The end of one wait's patience: after how many calendar days, its flow and the elements it leads to."""

    event: str
    days: int
    flow: str
    goal: tuple[str, ...]


def is_lapse(definition: Definition, node: Node) -> bool:
    """Whether a boundary event only ends a wait of the table after whole days and leads to one place."""
    host = definition.nodes.get(node.attached_to or "")
    fits = node.events == ("timer",) and node.interrupting and len(node.outgoing) == 1
    return fits and _days(node) is not None and host is not None and host.kind == "receive" and host.parent is None


def lapsed(definition: Definition, wait: str) -> list[Lapse]:
    """How a wait lapses, in the order of the file."""
    found = []
    for node in definition.nodes.values():
        days = _days(node)
        if days is not None and node.attached_to == wait and is_lapse(definition, node):
            flow = definition.flows[node.outgoing[0]]
            found.append(Lapse(node.id, days, flow.id, goal_of(definition, flow)))
    return found


def _days(node: Node) -> int | None:
    timer = node.timer
    found = _DAYS.fullmatch(timer.expression.strip()) if timer is not None and timer.kind == "duration" else None
    return int(found[1]) if found else None
