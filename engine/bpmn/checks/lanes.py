"""Lanes follow the steps: one lane per unit and post. Where the drawing says otherwise, the step is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, named
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Lane, Node
from engine.text import Text

MIXED: Final = advice("lane_mixed")
SPLIT: Final = advice("lane_split")
OUTSIDE: Final = advice("lane_missing")

_HINT: Final = Text("Hãy sắp xếp lại sơ đồ tự động, hoặc chuyển bước sang làn đúng.", "Lay the diagram out again.")

Who = tuple[str | None, str | None]


def check(subject: Subject) -> Iterator[Raised]:
    """Lanes with steps of several posts, posts in several lanes, steps in no lane."""
    lanes = {lane.id: lane for lane in subject.definition.lanes.values() if lane.nodes}
    if not lanes:
        return
    home = {key: lane for lane in lanes.values() for key in lane.nodes}
    first_of_lane: dict[str, Node] = {}
    lane_of_who: dict[Who, Lane] = {}
    for node in subject.main.nodes.values():
        if node.step is None or node.kind != "user":
            continue
        lane = home.get(node.id)
        if lane is None:
            yield OUTSIDE.at(
                node.id,
                Text(f"Bước {named(node)} không nằm trong làn nào.", f"Step {named(node)} lies in no lane."),
                _HINT,
            )
            continue
        first = first_of_lane.setdefault(lane.id, node)
        if _who(first) != _who(node):
            yield MIXED.at(
                node.id,
                Text(
                    f"Bước {named(node)} cùng làn “{lane.name}” với {named(first)} nhưng khác đơn vị hoặc chức danh.",
                    f"Step {named(node)} shares lane “{lane.name}” with {named(first)} but not its unit and post.",
                ),
                _HINT,
            )
            continue
        other = lane_of_who.setdefault(_who(node), lane)
        if other.id != lane.id:
            yield SPLIT.at(
                node.id,
                Text(
                    f"Bước {named(node)} nằm ở làn “{lane.name}”, các bước cùng chức danh nằm ở làn “{other.name}”.",
                    f"Step {named(node)} lies in lane “{lane.name}”, its post's other steps in “{other.name}”.",
                ),
                _HINT,
            )


def _who(node: Node) -> Who:
    return (node.step.unit, node.step.post) if node.step else (None, None)
