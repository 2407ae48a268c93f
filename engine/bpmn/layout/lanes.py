"""The lane of every node: what the file says, else the unit and post of its step, else those of its neighbour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from engine.bpmn.layout.graph import bpmn, flow_nodes, local
from engine.bpmn.layout.lane_names import lane_name
from engine.bpmn.layout.model import Graph
from engine.bpmn.vocabulary import Vocabulary

_STEP: Final = "{urn:quytrinh:tthc:1}step"


@dataclass(frozen=True)
class Lanes:
    """The lanes of a process from the top: ids, names, and the number of the lane of every node."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    of: Mapping[str, int]


def lanes(process: etree._Element, graph: Graph, vocabulary: Vocabulary) -> Lanes:
    """Lanes of ``process`` in order of first use; those of the file where it has some."""
    declared = _declared(process, graph)
    names = dict(declared.names)
    own = dict(declared.of)
    if not declared.names:
        for element in flow_nodes(process):
            step = next(element.iter(_STEP), None)
            if step is None or step.getparent() is None or not step.get("unit"):
                continue
            unit, post = step.get("unit", ""), step.get("post", "")
            key = _lane_id(unit, post)
            names.setdefault(key, lane_name(unit, post, vocabulary))
            own[str(element.get("id"))] = key
    full = _spread(graph, own)
    ids = tuple(names) if declared.names else tuple(dict.fromkeys(full[key] for key in graph.nodes if key in full))
    numbers = {lane: number for number, lane in enumerate(ids)}
    return Lanes(
        ids, tuple(names[lane] for lane in ids), {key: numbers.get(full.get(key, ""), 0) for key in graph.nodes}
    )


@dataclass(frozen=True)
class _Declared:
    names: Mapping[str, str]
    of: Mapping[str, str]


def _declared(process: etree._Element, graph: Graph) -> _Declared:
    """Innermost lanes of the file's first lane set, with the nodes they name."""
    names: dict[str, str] = {}
    of: dict[str, str] = {}
    lane_set = process.find(bpmn("laneSet"))
    for lane in lane_set.iter(bpmn("lane")) if lane_set is not None else ():
        if lane.find(bpmn("childLaneSet")) is not None or not lane.get("id"):
            continue
        names[str(lane.get("id"))] = " ".join(lane.get("name", "").split())
        for reference in lane.findall(bpmn("flowNodeRef")):
            key = (reference.text or "").strip()
            if key in graph.nodes:
                of.setdefault(key, str(lane.get("id")))
    return _Declared(names, of)


def _spread(graph: Graph, own: Mapping[str, str]) -> dict[str, str]:
    """Every node's lane: a start or a join stands with what follows it, anything else with what leads to it."""
    found = dict(own)
    pending = [key for key in graph.nodes if key not in found]
    while pending:
        rest: list[str] = []
        for key in pending:
            lane = next((found[near] for near in _neighbours(graph, key) if near in found), None)
            if lane is None:
                rest.append(key)
            else:
                found[key] = lane
        if len(rest) == len(pending):
            return found
        pending = rest
    return found


def _neighbours(graph: Graph, key: str) -> list[str]:
    """Nodes whose lane this one may share, the best first; only the best group counts while it may still be found."""
    node = graph.nodes[key]
    if node.host:
        return [node.host]
    before = [link.source for link in graph.incoming[key]]
    after = [link.target for link in graph.outgoing[key]]
    joins = node.shape == "gateway" and len(before) > 1 and len(after) == 1
    return after or before if joins or not before else before


def _lane_id(unit: str, post: str) -> str:
    return "lan_" + re.sub(r"[^A-Za-z0-9_]+", "_", f"{unit}_{post}").strip("_")


def write_lane_set(process: etree._Element, lanes: Lanes) -> etree._Element:
    """Add a lane set with ``lanes`` to a process that has none, and return it."""
    lane_set = etree.Element(bpmn("laneSet"), {"id": f"{process.get('id')}_lanes"})
    for number, (key, name) in enumerate(zip(lanes.ids, lanes.names, strict=True)):
        lane = etree.SubElement(lane_set, bpmn("lane"), {"id": key, "name": name})
        for node in (node for node, at in lanes.of.items() if at == number):
            etree.SubElement(lane, bpmn("flowNodeRef")).text = node
    before = ("documentation", "extensionElements", "auditing", "monitoring", "property")
    at = sum(local(child) in before for child in process)
    process.insert(at, lane_set)
    return lane_set
