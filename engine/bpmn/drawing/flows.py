"""Flows of a picture: lines with an arrow head, and their labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from engine.bpmn.definition import Bounds, Definition, Flow, Point
from engine.bpmn.drawing.state import States
from engine.bpmn.drawing.text import MAX_LABEL, label_room, number, spread, width, wrap
from engine.bpmn.wording import said

_DONE: Final = ' stroke="#2f7d50" stroke-width="2"'
_MISSED: Final = {
    "forbidden": ' stroke="#a3322a" stroke-width="2" stroke-dasharray="3 3"',
    "unpassed": ' stroke="#5d4a9c" stroke-width="2" stroke-dasharray="8 4"',
}
_HEAD: Final = 8


def draw_flow(points: Sequence[Point], flow: Flow, states: States) -> str:
    """The line of one flow with its arrow head."""
    passed, missed = states.passed(flow.id), states.missed(flow.id)
    line = "M" + " ".join(f"{number(point.x)} {number(point.y)}" for point in _shortened(points))
    look = _DONE if passed else _MISSED.get(missed, "")
    classes = "dg-flow is-done" if passed else f"dg-flow is-{missed}" if missed else "dg-flow"
    return f'<path class="{classes}" d="{line}"{look}/>{_head(points, passed)}'


def draw_label(definition: Definition, flow: Flow, points: Sequence[Point], language: str) -> str:
    """The name of a flow where the file puts it, else beside its longest part; with a halo, so lines stay readable."""
    name = said(definition, flow.id, flow.name, language)
    if not name:
        return ""
    label = definition.edge_labels.get(flow.id)
    if label is None:
        label = _beside(points, name)
    lines = wrap(name, label_room(label.width, name), 3)
    return spread(lines, label.x + label.width / 2, label.y + 11)


def _beside(points: Sequence[Point], name: str) -> Bounds:
    start, end = max(zip(points, points[1:], strict=False), key=lambda pair: _length(*pair))
    room = min(width(name), MAX_LABEL)
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    if abs(end.x - start.x) >= abs(end.y - start.y):
        return Bounds(x - room / 2, y - 18, room, 14)
    return Bounds(x + 5, y - 7, room, 14)


def _shortened(points: Sequence[Point]) -> list[Point]:
    """The points with the last one drawn back under the arrow head."""
    before, last = points[-2], points[-1]
    length = _length(before, last)
    if length <= _HEAD:
        return list(points)
    part = (length - _HEAD + 2) / length
    back = Point(before.x + (last.x - before.x) * part, before.y + (last.y - before.y) * part)
    return [*points[:-1], back]


def _head(points: Sequence[Point], passed: bool) -> str:
    before, last = points[-2], points[-1]
    length = _length(before, last) or 1
    dx, dy = (last.x - before.x) / length, (last.y - before.y) / length
    x, y = last.x - dx * _HEAD, last.y - dy * _HEAD
    corners = [(last.x, last.y), (x - dy * 4, y + dx * 4), (x + dy * 4, y - dx * 4)]
    path = "M" + " ".join(f"{number(a)} {number(b)}" for a, b in corners)
    colour = "#2f7d50" if passed else "#5b6b7c"
    classes = "dg-head is-done" if passed else "dg-head"
    return f'<path class="{classes}" d="{path}z" fill="{colour}" stroke="none"/>'


def _length(start: Point, end: Point) -> float:
    return math.hypot(end.x - start.x, end.y - start.y)
