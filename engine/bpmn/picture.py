"""A calm SVG picture of a diagram, drawn from the file's own coordinates, and its twin in words.

No style attribute and no style element (they would need a weaker CSP): presentation attributes make it readable and
printable on their own, the classes ``dg-*`` let a style sheet restyle it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from engine.bpmn.definition import Bounds, Definition, Node, Point
from engine.bpmn.drawing.flows import draw_flow, draw_label
from engine.bpmn.drawing.lanes import draw_lanes
from engine.bpmn.drawing.nodes import draw_frame, draw_node, linked
from engine.bpmn.drawing.state import States
from engine.bpmn.drawing.text import FONT_SIZE, number, title
from engine.bpmn.drawing.words import steps_in_words
from engine.bpmn.wording import procedure_name
from engine.text import Text

__all__ = ["steps_in_words", "svg"]

_MARGIN: Final = 12
_EMPTY: Final = Text("Sơ đồ này chưa có hình vẽ.", "This diagram has not been drawn.")
_TITLE: Final = Text("Sơ đồ quy trình", "Process diagram")


def svg(
    definition: Definition,
    *,
    done: Collection[str] = (),
    current: Collection[str] = (),
    forbidden: Collection[str] = (),
    unpassed: Collection[str] = (),
    links: Mapping[str, str] | None = None,
    lit: str = "",
    language: str = "vi",
) -> str:
    """Return the picture as an ``<svg>`` element.

    ``done`` are ids of nodes and flows already passed, ``current`` ids of open nodes (waits are shown as waiting).
    Of a rehearsal ``forbidden`` and ``unpassed`` are nodes and flows no dossier came to.
    ``links`` are addresses by node id: such a node can be clicked, and names itself in ``data-element``;
    ``lit`` is the one to be seen first among them.
    """
    states = States(frozenset(done), frozenset(current), frozenset(forbidden), frozenset(unpassed))
    name = title(f"{_TITLE.said_in(language)}: {procedure_name(definition, language)}")
    nodes = _nodes(definition, states, links or {}, lit, language)
    parts = [
        _group("dg-lanes", draw_lanes(definition, language), 'fill="none" stroke="#c9d2db"'),
        _group("dg-frames", _frames(definition, language), 'stroke="#8a97a5"'),
        _group("dg-flows", _flows(definition, states), 'fill="none" stroke="#5b6b7c" stroke-width="1.4"'),
        _group("dg-nodes", nodes, 'fill="#fff" stroke="#46566a" stroke-width="1.4"'),
        _group("dg-labels", _labels(definition, language), ""),
    ]
    inner = "".join(parts)
    if not definition.shapes:
        inner = f'<text x="10" y="30" text-anchor="start">{_EMPTY.said_in(language)}</text>'
    x, y, width, height = _window(definition)
    role = "group" if links else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dg" role="{role}" viewBox="{x} {y} {width} {height}" '
        f'width="{width}" height="{height}" font-family="sans-serif" font-size="{FONT_SIZE}" text-anchor="middle">'
        f"{name}{inner}</svg>"
    )


def _group(name: str, inner: str, look: str) -> str:
    return f'<g class="{name}" {look}>'.replace(" >", ">") + inner + "</g>" if inner else ""


def _is_frame(definition: Definition, node: Node) -> bool:
    """Whether a sub-process is drawn open: something inside it has a shape."""
    return node.kind in ("subprocess", "adhoc", "transaction") and any(
        inner.parent == node.id and inner.id in definition.shapes for inner in definition.nodes.values()
    )


def _frames(definition: Definition, language: str) -> str:
    return "".join(
        draw_frame(definition, node, definition.shapes[key], language)
        for key, node in definition.nodes.items()
        if key in definition.shapes and _is_frame(definition, node)
    )


def _nodes(definition: Definition, states: States, links: Mapping[str, str], lit: str, language: str) -> str:
    return "".join(
        linked(draw_node(definition, node, definition.shapes[key], states, language), key, links.get(key), lit)
        for key, node in definition.nodes.items()
        if key in definition.shapes and not _is_frame(definition, node)
    )


def _flows(definition: Definition, states: States) -> str:
    drawn = [flow for flow in definition.flows.values() if flow.id in definition.edges]
    drawn.sort(key=lambda flow: states.passed(flow.id))
    return "".join(draw_flow(definition.edges[flow.id], flow, states) for flow in drawn)


def _labels(definition: Definition, language: str) -> str:
    return "".join(
        draw_label(definition, flow, definition.edges[flow.id], language)
        for flow in definition.flows.values()
        if flow.id in definition.edges
    )


def _window(definition: Definition) -> tuple[str, str, str, str]:
    """The rectangle around everything drawn."""
    corners = list(_corners(definition.shapes.values(), definition.edges.values()))
    if not corners:
        return ("0", "0", "320", "60")
    left, top = min(x for x, _ in corners) - _MARGIN, min(y for _, y in corners) - _MARGIN
    right, bottom = max(x for x, _ in corners) + _MARGIN, max(y for _, y in corners) + _MARGIN
    return (number(left), number(top), number(right - left), number(bottom - top))


def _corners(shapes: Iterable[Bounds], edges: Iterable[tuple[Point, ...]]) -> Iterable[tuple[float, float]]:
    for bounds in shapes:
        for one in (bounds, bounds.label):
            if one is not None:
                yield (one.x, one.y)
                yield (one.x + one.width, one.y + one.height)
    for points in edges:
        for point in points:
            yield (point.x, point.y)
