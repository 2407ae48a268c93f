"""Nodes of a picture: steps, gateways and events with their names."""

from __future__ import annotations

from html import escape
from typing import Final

from engine.bpmn.definition import Bounds, Definition, Node
from engine.bpmn.drawing.state import WORDS, States, look, mark
from engine.bpmn.drawing.text import INK, LINE, MAX_LABEL, block, label_room, number, spread, title, wrap
from engine.bpmn.wording import node_name

_GATEWAYS: Final = {
    "exclusive": "m-6-6 12 12m0-12-12 12",
    "parallel": "m-8 0h16m-8-8v16",
    "inclusive": "m-8 0a8 8 0 1 0 16 0 8 8 0 1 0-16 0",
    "complex": "m-8 0h16m-8-8v16m-6-14 12 12m0-12-12 12",
    "event_gateway": "m-9 0a9 9 0 1 0 18 0 9 9 0 1 0-18 0m3-1 6-4 6 4-2 7h-8z",
}
_EVENTS: Final = ("start", "end", "catch", "throw", "boundary")
_ICONS: Final = {
    "receive": "m0 0h14v10h-14zl7 6 7-6",
    "service": "m0 5h3m8 0h3m-7-7v3m0 8v3m-4-7a4 4 0 1 0 8 0 4 4 0 1 0-8 0",
    "rule": "m0 0h14v10h-14zm0 3h14m-9-3v10",
    "subprocess": "m1 0h10v10h-10zm5 2v6m-3-3h6",
    "call": "m1 0h10v10h-10zm5 2v6m-3-3h6",
}


def draw_node(definition: Definition, node: Node, bounds: Bounds, states: States, language: str) -> str:
    """One node as a group with a title that says its name and state."""
    name = node_name(definition, node, language)
    state = states.of(node)
    kind = "gateway" if node.kind in _GATEWAYS else "event" if node.kind in _EVENTS else "task"
    if kind == "task":
        inner = _task(node, bounds, _above_events(definition, node, bounds), state, name)
    else:
        inner = (_gateway if kind == "gateway" else _event)(node, bounds, state, name)
    told = f"{name or node.id} – {WORDS[state].said_in(language)}" if state else name
    classes = f"dg-{kind} is-{state}" if state else f"dg-{kind}"
    return f'<g class="{classes}"{look(state)}>{title(told) if told else ""}{inner}</g>'


def _above_events(definition: Definition, node: Node, bounds: Bounds) -> Bounds:
    """Where a task's name stands: above the events that sit on its lower edge."""
    shapes, bottom = definition.shapes, bounds.y + bounds.height
    sitting = [shapes[one.id] for one in definition.nodes.values() if one.attached_to == node.id and one.id in shapes]
    top = min((one.y for one in sitting if one.y < bottom < one.y + one.height), default=bottom)
    return Bounds(bounds.x, bounds.y, bounds.width, max(top - bounds.y, bounds.height / 2))


def linked(drawn: str, key: str, address: str | None, lit: str) -> str:
    """A drawn node as a link, off the way of the tab key: the same place can be reached in the table beside it."""
    if address is None:
        return drawn
    mark = ' class="is-lit"' if key == lit else ""
    return f'<a href="{escape(address)}" data-element="{escape(key)}"{mark} tabindex="-1">{drawn}</a>'


def draw_frame(definition: Definition, node: Node, bounds: Bounds, language: str) -> str:
    """An open sub-process: a frame with its name at the top."""
    name = wrap(node_name(definition, node, language), bounds.width - 20, 1)
    label = spread(name, bounds.x + bounds.width / 2, bounds.y + 16)
    frame = _rectangle(bounds, ' rx="10" fill="#fff"')
    return f'<g class="dg-frame">{frame}{label}</g>'


def _task(node: Node, bounds: Bounds, room: Bounds, state: str, name: str) -> str:
    lines = wrap(name, room.width - 14, max(1, int((room.height - 16) // LINE)))
    no = node.step.no if node.step else None
    parts = [_rectangle(bounds, ' rx="8"')]
    x, y = room.x + room.width / 2, room.y + room.height / 2
    parts.append(block(lines, x, y + (4 if no or node.kind in _ICONS else 0)))
    if no:
        parts.append(
            f'<text class="dg-no" x="{number(bounds.x + 7)}" y="{number(bounds.y + 14)}" text-anchor="start" '
            f'font-size="10"{INK}>{escape(no)}</text>'
        )
    if node.kind in _ICONS:
        parts.append(_path(bounds.x + 6, bounds.y + 6, _ICONS[node.kind]))
    if node.loop:
        parts.append(_path(x - 5, bounds.y + bounds.height - 12, "v9m4-9v9m4-9v9"))
    parts.append(mark(state, bounds.x + bounds.width - 4, bounds.y + 4))
    return "".join(parts)


def _gateway(node: Node, bounds: Bounds, _state: str, name: str) -> str:
    x, y = bounds.x + bounds.width / 2, bounds.y + bounds.height / 2
    w, h = number(bounds.width / 2), number(bounds.height / 2)
    diamond = f'<path d="M{number(x)} {number(bounds.y)}l{w} {h}-{w} {h}-{w}-{h}z"/>'
    return diamond + _path(x, y, _GATEWAYS[node.kind]) + _label(bounds, name)


def _event(node: Node, bounds: Bounds, state: str, name: str) -> str:
    x, y = bounds.x + bounds.width / 2, bounds.y + bounds.height / 2
    radius = min(bounds.width, bounds.height) / 2
    parts = [_circle(x, y, radius, ' stroke-width="3.5"' if node.kind == "end" else "")]
    if node.kind in ("catch", "throw", "boundary"):
        parts.append(_circle(x, y, radius - 4, ' fill="none"'))
    if "timer" in node.events:
        parts.append(_path(x, y, "m0-6v6h5"))
    elif "message" in node.events:
        parts.append(_path(x - 7, y - 5, _ICONS["receive"]))
    elif "terminate" in node.events:
        parts.append(_circle(x, y, radius - 6, ' fill="#46566a"'))
    elif node.end_result == "granted":
        parts.append(_path(x, y, "m-6 0 4 5 8-10"))
    elif node.end_result in ("refused", "stopped"):
        parts.append(_path(x, y, "m-5-5 10 10m0-10-10 10"))
    if node.kind != "end":
        parts.append(mark(state if state != "done" else "", x + radius, y - radius))
    return "".join(parts) + _label(bounds, name)


def _label(bounds: Bounds, name: str) -> str:
    if not name:
        return ""
    if bounds.label is None:
        lines = wrap(name, MAX_LABEL, 3)
        return spread(lines, bounds.x + bounds.width / 2, bounds.y + bounds.height + 14)
    label = bounds.label
    lines = wrap(name, label_room(label.width, name), max(3, int(label.height // LINE)))
    return spread(lines, label.x + label.width / 2, label.y + 11)


def _rectangle(bounds: Bounds, more: str) -> str:
    x, y, w, h = (number(one) for one in (bounds.x, bounds.y, bounds.width, bounds.height))
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}"{more}/>'


def _circle(x: float, y: float, radius: float, more: str) -> str:
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(max(radius, 1))}"{more}/>'


def _path(x: float, y: float, steps: str) -> str:
    place = f"M{number(x)} {number(y)}{steps}"
    return f'<path class="dg-icon" d="{place}" fill="none" stroke-width="1.4" stroke-dasharray="none"/>'
