"""Brings the drawing of a file up to date with its process: lanes, new shapes, edges, labels, in this order."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from lxml import etree

from engine.bpmn.layout import sizes
from engine.bpmn.layout.document import draw_anew
from engine.bpmn.layout.extend import wires
from engine.bpmn.layout.extend.relabel import covered, relabel
from engine.bpmn.layout.extend.room import heighten
from engine.bpmn.layout.extend.sheet import Rect, Sheet
from engine.bpmn.layout.extend.spots import GAP, Wish, place
from engine.bpmn.layout.graph import bpmn, read_graph
from engine.bpmn.layout.model import Graph, Link
from engine.bpmn.layout.order import Order, order
from engine.bpmn.layout.scope import least_height
from engine.bpmn.layout.write import BPMNDI

_NEW_LANE = 130


def extend(
    root: etree._Element, process: etree._Element, moved: Collection[str] = (), renamed: Collection[str] = ()
) -> None:
    """Draw what ``process`` has and its diagram lacks; ``moved`` nodes get a new place, ``renamed`` ones a label.

    A file without a drawing is drawn as a whole.
    """
    graph = read_graph(process)
    plane = next(root.iter(f"{{{BPMNDI}}}BPMNPlane"), None)
    sheet = Sheet(plane) if plane is not None else None
    if sheet is None or not sheet.shapes.keys() & (graph.nodes.keys() - set(moved)):
        draw_anew(root)
        return
    lanes = {str(one.get("id")): _members(one) for one in process.iter(bpmn("lane")) if one.get("id")}
    pool = _pool(root, process)
    containers = frozenset((*lanes, *([pool] if pool else ()), *_other_pools(root)))
    for key in moved:
        sheet.forget(key)
        for link in graph.links:
            if key in (link.source, link.target):
                sheet.forget(link.id)
    sound, crowded = wires.broken(sheet, graph, containers), covered(sheet, containers)
    unlabelled = frozenset(renamed)
    _draw_lanes(sheet, process, lanes, pool, containers)
    fresh = _draw_nodes(sheet, graph, lanes, containers)
    for key in wires.broken(sheet, graph, containers) - sound:
        sheet.edges.pop(key)
        unlabelled |= {key}
    drawn = wires.wire(sheet, graph, containers)
    relabel(sheet, graph, containers, frozenset((*fresh, *drawn)) | unlabelled, crowded)
    _grow(sheet, lanes, pool, containers)
    marked = frozenset(str(one.get("id")) for one in process.iter(bpmn("exclusiveGateway")))
    sheet.write(marked)


def _members(lane: etree._Element) -> list[str]:
    return [(one.text or "").strip() for one in lane.findall(bpmn("flowNodeRef"))]


def _pool(root: etree._Element, process: etree._Element) -> str | None:
    for one in root.iter(bpmn("participant")):
        if (one.get("processRef") or "").rpartition(":")[2] == process.get("id"):
            return one.get("id")
    return None


def _other_pools(root: etree._Element) -> list[str]:
    return [str(one.get("id")) for one in root.iter(bpmn("participant")) if one.get("id")]


def _draw_lanes(
    sheet: Sheet, process: etree._Element, lanes: dict[str, list[str]], pool: str | None, containers: frozenset[str]
) -> None:
    """New lanes under the others; the place of a lane that is gone goes to its neighbour."""
    if pool is None or pool not in sheet.shapes:
        return
    _close_gaps(sheet, lanes, sheet.shapes[pool])
    names = {str(one.get("id")): one.get("name") or "" for one in process.iter(bpmn("lane"))}
    for key in lanes:
        if key in sheet.shapes or any(True for one in process.iter(bpmn("lane")) if _holds_lanes(one, key)):
            continue
        around = sheet.shapes[pool]
        height = max(_NEW_LANE, least_height(names[key]))
        heighten(sheet, containers - set(lanes), around.bottom, height)
        header = sizes.HEADER
        beside = [sheet.shapes[one].x for one in lanes if one in sheet.shapes]
        left = min(beside, default=around.x + header)
        sheet.shapes[key] = Rect(left, around.bottom, around.right - left, height)


def _holds_lanes(lane: etree._Element, key: str) -> bool:
    return lane.get("id") == key and lane.find(bpmn("childLaneSet")) is not None


def _close_gaps(sheet: Sheet, lanes: dict[str, list[str]], pool: Rect) -> None:
    drawn = sorted((key for key in lanes if key in sheet.shapes), key=lambda key: sheet.shapes[key].y)
    end = pool.y
    for key in drawn:
        box = sheet.shapes[key]
        if box.y > end + 1:
            box = dataclasses.replace(box, y=end, height=box.bottom - end)
            sheet.shapes[key] = box
        end = max(end, box.bottom)
    if drawn and pool.bottom > end + 1:
        last = sheet.shapes[drawn[-1]]
        sheet.shapes[drawn[-1]] = dataclasses.replace(last, height=pool.bottom - last.y)


def _draw_nodes(sheet: Sheet, graph: Graph, lanes: dict[str, list[str]], containers: frozenset[str]) -> frozenset[str]:
    """Shapes for the nodes that have none, in the order of work."""
    home = {node: lane for lane, nodes in lanes.items() for node in nodes}
    ordered = order(graph, dict.fromkeys(graph.nodes, 0))
    missing = [key for key in graph.nodes if key not in sheet.shapes]
    missing.sort(key=lambda key: ordered.column.get(graph.at(key), 0))
    for key in missing:
        host = graph.nodes[key].host
        if host in sheet.shapes:
            sheet.shapes[key] = _on_border(sheet, graph, key)
            continue
        before = _drawn(sheet, graph, ordered, key, ahead=False)
        after = _drawn(sheet, graph, ordered, key, ahead=True)
        aside = key in ordered.above or key in ordered.below or (bool(before) and not after)
        left = max((_gap(link) for link in graph.incoming[key] if link.source in before), default=GAP)
        right = max((_gap(link) for link in graph.outgoing[key]), default=GAP)
        place(sheet, containers, Wish(graph.nodes[key], home.get(key), before, after, aside, left, right))
    _attach_again(sheet, graph)
    return frozenset(missing)


def _on_border(sheet: Sheet, graph: Graph, key: str) -> Rect:
    """The lower border of the activity an event is attached to, right of those that sit there already."""
    event = graph.nodes[key]
    host = sheet.shapes[str(event.host)]
    there = [one for one, node in graph.nodes.items() if node.host == event.host and one != key and one in sheet.shapes]
    left = max((sheet.shapes[one].right for one in there), default=host.x) + sizes.PAD
    x = min(left, host.right - event.width - 1)
    return Rect(round(x), round(host.bottom - event.height / 2), event.width, event.height)


def _attach_again(sheet: Sheet, graph: Graph) -> None:
    """Events follow the activity they are attached to when making room has moved it."""
    for key, node in graph.nodes.items():
        if node.host in sheet.shapes and key in sheet.shapes:
            host, event = sheet.shapes[str(node.host)], sheet.shapes[key]
            if not host.grown(1).overlaps(event) or not host.x <= event.middle[0] <= host.right:
                sheet.shapes[key] = _on_border(sheet, graph, key)


def _gap(link: Link) -> int:
    """Room an edge needs between two shapes to carry its name."""
    return max(GAP, sizes.room(link.name, sizes.FLOW_LABEL).width + 2 * sizes.PAD) if link.name else GAP


def _drawn(sheet: Sheet, graph: Graph, ordered: Order, key: str, *, ahead: bool) -> tuple[str, ...]:
    """The nearest drawn nodes ahead of a node, or behind it, nodes not drawn yet looked through."""
    found: dict[str, None] = {}
    seen, pending = {key}, [key]
    while pending:
        current = pending.pop()
        for link in (graph.outgoing if ahead else graph.incoming)[current]:
            other = link.target if ahead else link.source
            if link.id in ordered.back or other in seen:
                continue
            seen.add(other)
            if other in sheet.shapes:
                found[other] = None
            else:
                pending.append(other)
    return tuple(found)


def _grow(sheet: Sheet, lanes: dict[str, list[str]], pool: str | None, containers: frozenset[str]) -> None:
    """Let the pool, and the lanes at its right side, hold everything that is drawn of its process."""
    if pool is None or pool not in sheet.shapes:
        return
    box = sheet.shapes[pool]
    inner = [one for key, one in sheet.shapes.items() if key not in containers and one.y < box.bottom]
    right = max((one.right for one in inner), default=box.right)
    points = [x for key, line in sheet.edges.items() for x, y in line if box.y <= y <= box.bottom]
    right = max([right, *points])
    if right + sizes.PAD > box.right:
        by = right + sizes.MARGIN - box.right
        sheet.shapes[pool] = dataclasses.replace(box, width=box.width + by)
        for key in lanes:
            lane = sheet.shapes.get(key)
            if lane is not None and abs(lane.right - box.right) <= 1:
                sheet.shapes[key] = dataclasses.replace(lane, width=lane.width + by)
