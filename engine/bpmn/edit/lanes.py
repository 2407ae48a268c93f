"""Lanes follow the steps: one per unit and post; a new one is put under the others, an empty one goes."""

from __future__ import annotations

import re

from lxml import etree

from engine.bpmn.definition import Definition, Step
from engine.bpmn.edit import trees
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.layout.lane_names import lane_name
from engine.bpmn.reading.names import BPMNDI, reference
from engine.bpmn.vocabulary import shipped


def lane_of(definition: Definition, key: str) -> str | None:
    """The innermost lane a node says it lies in."""
    found = [lane.id for lane in definition.lanes.values() if key in lane.nodes]
    return found[-1] if found else None


def put_step(draft: Draft, key: str, step: Step, near: str | None) -> None:
    """Put a step into the lane of its unit and post; one without them lies where ``near`` lies."""
    if not draft.definition.lanes:
        return
    if not step.unit:
        if near is not None:
            put_like(draft, key, near)
        return
    put(draft, key, _lane_for(draft, key, step))


def put_like(draft: Draft, key: str, other: str) -> None:
    """Put a node into the lane in which ``other`` lies."""
    lane = lane_of(draft.definition, other)
    if lane is not None:
        put(draft, key, lane)


def put(draft: Draft, key: str, lane: str) -> None:
    """Let a node lie in ``lane`` and in no other; a lane left empty is removed with its drawing."""
    here = lane_of(draft.definition, key)
    if here == lane:
        return
    for mention in [one for one in draft.process.iter(bpmn("flowNodeRef")) if (one.text or "").strip() == key]:
        trees.remove(mention)
    mention = etree.Element(bpmn("flowNodeRef"))
    mention.text = key
    element = draft.element(lane)
    inner = element.find(bpmn("childLaneSet"))
    trees.insert(element, mention, len(element) if inner is None else element.index(inner))
    draft.moved.add(key)
    draft.changed()


def drop_empty(draft: Draft, before: Definition) -> None:
    """Remove the lanes that an edit has emptied."""
    for key, lane in draft.definition.lanes.items():
        was = before.lanes.get(key)
        if lane.nodes or was is None or not was.nodes or any(one.parent == key for one in before.lanes.values()):
            continue
        if len(draft.definition.lanes) > 1:
            draft.drop_drawing(key)
            trees.remove(draft.element(key))
            draft.changed()


def _lane_for(draft: Draft, key: str, step: Step) -> str:
    definition = draft.definition
    for node in definition.nodes.values():
        same = node.step is not None and (node.step.unit, node.step.post) == (step.unit, step.post)
        home = lane_of(definition, node.id)
        if same and node.id != key and node.kind == "user" and home is not None:
            return home
    alone = lane_of(definition, key)
    if alone is not None and not _others(definition, alone, key):
        return _succeed(draft, alone, step)
    return _new(draft, step)


def _others(definition: Definition, lane: str, key: str) -> list[str]:
    """Other steps in a lane."""
    return [
        one
        for one in definition.lanes[lane].nodes
        if one != key and one in definition.nodes and definition.nodes[one].kind == "user"
    ]


def _succeed(draft: Draft, lane: str, step: Step) -> str:
    """The only step of a lane has another unit or post now: a new lane takes the place of the old one."""
    old = draft.element(lane)
    new = _element(draft, step)
    trees.insert_after(old, new)
    for child in list(old):
        new.append(child)
    new.text = old.text
    key = str(new.get("id"))
    for drawn in draft.root.iter(f"{{{BPMNDI}}}BPMNShape"):
        if reference(drawn.get("bpmnElement")) == lane:
            drawn.set("bpmnElement", key)
            drawn.set("id", draft.new_id(f"{key}_di"))
    trees.remove(old)
    draft.changed()
    return key


def _new(draft: Draft, step: Step) -> str:
    lane_set = draft.process.find(bpmn("laneSet"))
    if lane_set is None:
        raise ValueError("lanes without a lane set")
    element = _element(draft, step)
    trees.insert(lane_set, element, len(lane_set))
    draft.changed()
    return str(element.get("id"))


def _element(draft: Draft, step: Step) -> etree._Element:
    wish = "lan_" + re.sub(r"[^A-Za-z0-9_]+", "_", f"{step.unit}_{step.post or ''}").strip("_")
    name = lane_name(step.unit or "", step.post or "", shipped())
    return etree.Element(bpmn("lane"), {"id": draft.new_id(wish), "name": name})
