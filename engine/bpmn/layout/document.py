"""Lays out a whole file: one pool per process that takes part in the collaboration, one under the other."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.bpmn.layout import sizes
from engine.bpmn.layout.artifacts import draw_artifacts, straight
from engine.bpmn.layout.graph import SCOPES, bpmn, flow_nodes, local, read_graph
from engine.bpmn.layout.indent import settle
from engine.bpmn.layout.lanes import Lanes, lanes, write_lane_set
from engine.bpmn.layout.model import Box, Drawing
from engine.bpmn.layout.scope import draw, filled, grown
from engine.bpmn.layout.write import add_edge, add_shape, drawn, new_plane
from engine.bpmn.vocabulary import shipped
from engine.bpmn.xml import safe_parse

_LEFT, _TOP = 160, 80
"""Where the first pool stands."""
_BETWEEN = 60
"""Room between two pools."""


def lay_out(data: bytes) -> bytes:
    """Return the BPMN file ``data`` with its diagram drawn anew.

    A process without lanes gets one lane per unit and post of its steps; a file without a collaboration gets one.
    Everything else stays as it is. The same bytes always give the same diagram. Raises UnsafeXml.
    """
    root = safe_parse(data)
    draw_anew(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def draw_anew(root: etree._Element) -> None:
    """Like ``lay_out``, for a tree that came out of ``safe_parse``."""
    pools = list(_pools(root))
    plane = new_plane(root, _plane_element(root))
    top = _TOP
    for participant, process in pools:
        box = _draw_pool(plane, participant, process, top) if process is not None else _empty_pool(participant, top)
        if process is None:
            add_shape(plane, participant, box, isHorizontal="true")
        top = box.bottom + _BETWEEN
    _draw_message_flows(root, plane)
    diagram = plane.getparent()
    if diagram is not None:
        settle(diagram)


def _pools(root: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    """Participants with their processes (None for a black box); makes a collaboration where there is none."""
    processes = {str(one.get("id")): one for one in root.findall(bpmn("process")) if one.get("id")}
    collaboration = root.find(bpmn("collaboration"))
    if collaboration is None and processes:
        collaboration = _new_collaboration(root, next(iter(processes.values())))
    for participant in collaboration.findall(bpmn("participant")) if collaboration is not None else ():
        if participant.get("id"):
            yield str(participant.get("id")), processes.get((participant.get("processRef") or "").split(":")[-1])


def _new_collaboration(root: etree._Element, process: etree._Element) -> etree._Element:
    used = {one.get("id") for one in root.iter(etree.Element)}
    names = [key if key not in used else f"{key}_{len(used)}" for key in ("hop_tac", "don_vi_thuc_hien")]
    collaboration = etree.Element(bpmn("collaboration"), {"id": names[0]})
    attributes = {"id": names[1], "name": process.get("name") or "", "processRef": process.get("id") or ""}
    etree.SubElement(collaboration, bpmn("participant"), attributes)
    root.insert(root.index(process), collaboration)
    settle(collaboration)
    return collaboration


def _plane_element(root: etree._Element) -> str:
    collaboration = root.find(bpmn("collaboration"))
    return str(collaboration.get("id")) if collaboration is not None and collaboration.get("id") else "diagram"


def _draw_pool(plane: etree._Element, participant: str, process: etree._Element, top: int) -> Box:
    graph = read_graph(process)
    insides = dict(_insides(process))
    graph = grown(graph, insides)
    own = lanes(process, graph, shipped())
    drawing = filled(draw(graph, own.of, own.names), insides)
    if own.ids and process.find(bpmn("laneSet")) is None:
        settle(write_lane_set(process, own))
    left = _LEFT + sizes.HEADER * (2 if own.ids else 1)
    drawing = drawing.moved(left, top)
    pool = Box(_LEFT, top, left - _LEFT + drawing.width, drawing.height)
    add_shape(plane, participant, pool, isHorizontal="true")
    _draw_lanes(plane, own, drawing, pool)
    _draw_scope(plane, process, drawing)
    return draw_artifacts(plane, process, drawing, pool)


def _insides(scope: etree._Element) -> Iterator[tuple[str, Drawing]]:
    """The finished inside of every sub-process that has nodes."""
    for element in flow_nodes(scope):
        if local(element) in SCOPES and any(True for _ in flow_nodes(element)):
            insides = dict(_insides(element))
            graph = grown(read_graph(element), insides)
            yield str(element.get("id")), filled(draw(graph, dict.fromkeys(graph.nodes, 0)), insides)


def _draw_lanes(plane: etree._Element, own: Lanes, drawing: Drawing, pool: Box) -> None:
    for key, box in zip(own.ids, drawing.lanes, strict=False):
        lane = Box(pool.x + sizes.HEADER, box.y, pool.width - sizes.HEADER, box.height)
        add_shape(plane, key, lane, isHorizontal="true")


def _draw_scope(plane: etree._Element, process: etree._Element, drawing: Drawing) -> None:
    """Shapes, then edges, in document order, those of sub-processes included."""
    elements = {str(one.get("id")): one for one in process.iter(etree.Element) if one.get("id")}
    for key in (key for key in elements if key in drawing.shapes):
        attributes = {"isExpanded": "true"} if key in drawing.expanded else {}
        if local(elements[key]) == "exclusiveGateway":
            attributes["isMarkerVisible"] = "true"
        add_shape(plane, key, drawing.shapes[key], drawing.labels.get(key), **attributes)
    for key in (key for key in elements if key in drawing.edges):
        add_edge(plane, key, drawing.edges[key], drawing.labels.get(key))


def _empty_pool(participant: str, top: int) -> Box:
    return Box(_LEFT, top, 600, 60)


def _draw_message_flows(root: etree._Element, plane: etree._Element) -> None:
    """Message flows as straight lines between the shapes already drawn."""
    boxes = drawn(plane)
    for flow in root.iter(bpmn("messageFlow")):
        source, target = boxes.get(flow.get("sourceRef", "")), boxes.get(flow.get("targetRef", ""))
        if flow.get("id") and source and target:
            add_edge(plane, str(flow.get("id")), straight(source, target))
