"""Catching a refusal of an automatic step: an error event at it, and the way from there."""

from __future__ import annotations

from typing import Final

from lxml import etree

from engine.bpmn import refusals
from engine.bpmn.edit import building, names, parts, references, trees, ways
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.edits import CatchRefusal, End, GoOn, LeaveRefusal, To
from engine.bpmn.edit.lanes import put_like
from engine.bpmn.edit.problems import refuse
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.refusals import Caught
from engine.text import Text

_LONGEST: Final = 80


def catch_refusal(draft: Draft, edit: CatchRefusal) -> None:
    """Let the work go to ``goal`` when the partner refuses with ``code``; a refusal that is caught is led there."""
    parts.known_task(draft, edit.element, ("service",))
    if not edit.code or len(edit.code) > _LONGEST or edit.code != edit.code.strip():
        raise refuse(
            edit.element,
            Text("Mã lỗi không dùng được.", "The error code cannot be used."),
            Text("Chọn một lỗi trong danh sách của kết nối.", "Choose an error of the connector's list."),
        )
    known = _known(draft, edit.element, edit.code)
    if known is None:
        event = _attached(draft, edit)
        _lead(draft, edit, event)
    elif edit.goal is not None:
        _drop_way(draft, known)
        _lead(draft, edit, known.event)


def leave_refusal(draft: Draft, edit: LeaveRefusal) -> None:
    """Catch a refusal no longer; the end only it led to goes with it."""
    parts.known_task(draft, edit.element, ("service",))
    known = _known(draft, edit.element, edit.code)
    if known is None:
        return
    _drop_way(draft, known)
    draft.drop_node(known.event)
    tidy_errors(draft)


def tidy_errors(draft: Draft) -> None:
    """Declared errors nobody names any more."""
    named = {one.get("errorRef") for one in draft.root.iter(bpmn("errorEventDefinition"))}
    for error in list(draft.root.iterchildren(bpmn("error"))):
        if error.get("id") not in {(one or "").rpartition(":")[2] for one in named}:
            trees.remove(error)
    draft.changed()


def _known(draft: Draft, element: str, code: str) -> Caught | None:
    return next((one for one in refusals.caught(draft.definition, element) if one.code == code), None)


def _attached(draft: Draft, edit: CatchRefusal) -> str:
    name = building.one_line(edit.name) or edit.code
    key = draft.new_id(names.slug(f"{edit.element}_{name}", "loi"))
    facts = {"id": key, "name": name, "attachedToRef": edit.element}
    element = etree.Element(bpmn("boundaryEvent"), facts)
    etree.SubElement(element, bpmn("errorEventDefinition"), {"errorRef": _error(draft, edit.code, name)})
    there = [node.id for node in draft.definition.nodes.values() if node.attached_to == edit.element]
    draft.insert_node(element, there[-1] if there else edit.element)
    put_like(draft, key, edit.element)
    return key


def _error(draft: Draft, code: str, name: str) -> str:
    """The error of this code in the file, declared when it is not there yet."""
    for error in draft.root.iterchildren(bpmn("error")):
        if error.get("errorCode") == code and error.get("id"):
            return str(error.get("id"))
    key = draft.new_id(names.slug(f"loi_{code}", "loi"))
    element = etree.Element(bpmn("error"), {"id": key, "name": name, "errorCode": code})
    trees.insert(draft.root, element, draft.root.index(draft.process))
    return key


def _lead(draft: Draft, edit: CatchRefusal, event: str) -> None:
    goal = edit.goal or GoOn()
    if isinstance(goal, GoOn):
        draft.add_flow(event, ways.beside(draft, ways.go_on(draft, edit.element)))
    elif isinstance(goal, To):
        parts.known_task(draft, goal.element)
        ways.draw(draft, event, ways.arrival(draft, event, goal.element))
    elif isinstance(goal, End):
        draft.add_flow(event, building.end(draft, edit.element, goal.result, goal.name, event))
    draft.touched |= {event}


def _drop_way(draft: Draft, known: Caught) -> None:
    gone = parts.only_of(draft, known.flow)
    draft.drop_flow(known.flow)
    for key in gone:
        references.release(draft, draft.node(key), [key])
        draft.drop_node(key)
