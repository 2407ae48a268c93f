"""Adding, moving, removing and changing rows of the steps table."""

from __future__ import annotations

import dataclasses

from lxml import etree

from engine.bpmn import tthc
from engine.bpmn.definition import Flow
from engine.bpmn.edit import building, parts, references, refusing, ways, writing
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.edits import (
    AddConnector,
    AddStep,
    AddWait,
    ChangeConnector,
    ChangeStep,
    ChangeWait,
    MoveStep,
    RemoveStep,
)
from engine.bpmn.edit.lanes import put_like, put_step
from engine.bpmn.edit.problems import EditRefused, Problem, refuse
from engine.bpmn.lapses import is_lapse
from engine.bpmn.refusals import is_refusal
from engine.text import Text


def add_step(draft: Draft, edit: AddStep) -> None:
    """A new step on the way behind another."""
    flow = ways.place(draft, edit.after, edit.outcome)
    outcomes, case = edit.step.outcomes or (building.DONE,), edit.step.case or _case_of(draft, edit.after)
    step = dataclasses.replace(edit.step, outcomes=outcomes, case=case)
    if len(step.outcomes) > 1:
        raise refuse(
            edit.after or draft.definition.process_id,
            Text("Bước mới bắt đầu với một kết quả.", "A new step begins with one outcome."),
            Text("Thêm từng kết quả khác sau khi thêm bước.", "Add the other outcomes one by one."),
        )
    key = building.task(draft, "step", edit.name, step, flow.source, edit.id)
    building.put_on(draft, _all_to_there(draft, edit, flow), key)
    put_step(draft, key, step, _neighbour(draft, flow.source, flow.target))


def _case_of(draft: Draft, after: str | None) -> tuple[str, ...]:
    """The cases of the leg behind ``after``: those of the step itself."""
    node = draft.definition.nodes.get(after or "")
    return node.step.case if node and node.step else ()


def add_wait(draft: Draft, edit: AddWait) -> None:
    """A wait on the way behind a step."""
    flow = ways.place(draft, edit.after, edit.outcome)
    key = building.task(draft, "wait", edit.name, edit.wait, flow.source, edit.id)
    building.put_on(draft, _all_to_there(draft, edit, flow), key)
    put_like(draft, key, _neighbour(draft, flow.source, flow.target))


def add_connector(draft: Draft, edit: AddConnector) -> None:
    """An automatic step on the way behind a step."""
    flow = ways.place(draft, edit.after, edit.outcome)
    key = building.task(draft, "connector", edit.name, edit.connector, flow.source, edit.id)
    building.put_on(draft, _all_to_there(draft, edit, flow), key)
    put_like(draft, key, _neighbour(draft, flow.source, flow.target))


def _all_to_there(draft: Draft, edit: AddStep | AddWait | AddConnector | MoveStep, flow: Flow) -> list[Flow]:
    """Every flow that goes on to where ``flow`` goes on; the flow alone when one outcome is meant."""
    return [flow] if edit.outcome is not None else parts.alike(draft, edit.after or ways.start(draft), flow)


def _neighbour(draft: Draft, source: str, target: str) -> str:
    return target if draft.node(source).kind == "start" else source


def move_step(draft: Draft, edit: MoveStep) -> None:
    """Take a step with what is its own from its place and put it behind another."""
    parts.known_task(draft, edit.step)
    out = ways.go_on(draft, edit.step)
    mine = parts.own(draft, edit.step, keep=frozenset({out.target}))
    if edit.after in mine:
        raise refuse(
            edit.step,
            Text("Không thể chuyển một bước ra sau chính nó.", "A step cannot be moved behind itself."),
            Text("Chọn bước khác.", "Choose another step."),
        )
    spot = ways.place(draft, edit.after, edit.outcome)
    into = parts.sequence_into(draft, edit.step, mine)
    if spot.id == out.id or spot.id in [flow.id for flow in into]:
        return
    front, follows = ways.entry(draft, edit.step), out.target
    leaving = [draft.element(flow.id) for flow in parts.alike(draft, edit.step, out)]
    coming = [draft.element(flow.id) for flow in into]
    spots = [draft.element(flow.id) for flow in _all_to_there(draft, edit, spot)]
    for one in leaving:
        draft.move_flow(_id(one), target=front)
    for one in coming:
        ways.lead(draft, _id(one), follows)
    target = draft.flow(_id(spots[0])).target
    for one in spots:
        draft.move_flow(_id(one), target=front)
    for one in leaving:
        ways.lead(draft, _id(one), target)
    for one in spots:
        ways.lead(draft, _id(one), front)
    draft.touched |= {front, follows, target}
    draft.moved |= set(mine)
    step = draft.node(edit.step).step
    if step is not None and step.case != _case_of(draft, edit.after):
        facts = dataclasses.replace(step, case=_case_of(draft, edit.after))
        writing.write(building.facts_of(draft, edit.step, "step"), tthc.STEP, facts, edit.step)
        draft.changed()


def _id(flow: etree._Element) -> str:
    """The id a flow has now: it may change with its ends."""
    return str(flow.get("id"))


def remove_step(draft: Draft, edit: RemoveStep) -> None:
    """Take a step out; what came to it goes on to what followed it."""
    parts.known_task(draft, edit.step)
    attached = [node for node in draft.definition.nodes.values() if node.attached_to == edit.step]
    if not all(is_refusal(draft.definition, node) or is_lapse(draft.definition, node) for node in attached):
        raise refuse(
            edit.step,
            Text("Bước này có sự kiện biên.", "This step has boundary events."),
            Text("Sửa trên sơ đồ.", "Edit the diagram."),
        )
    out = ways.go_on(draft, edit.step)
    mine = parts.own(draft, edit.step, keep=frozenset({out.target}))
    returns = parts.returns_to(draft, edit.step, mine)
    if returns and edit.returns_to is None:
        raise EditRefused(*(_comes_back(draft, edit.step, flow.source, flow.name) for flow in returns))
    node, front = draft.node(edit.step), ways.entry(draft, edit.step)
    back = [draft.element(flow.id) for flow in returns]
    ahead = [draft.element(one.id) for one in draft.incoming(front) if one.source not in mine and one not in returns]
    draft.drop_flow(out.id)
    for one in back:
        ways.lead(draft, _id(one), str(edit.returns_to))
    for one in ahead:
        ways.lead(draft, _id(one), out.target)
    references.release(draft, node, mine)
    for key in mine:
        draft.drop_node(key)
    if attached:
        refusing.tidy_errors(draft)


def _comes_back(draft: Draft, step: str, source: str, name: str) -> Problem:
    before = draft.node(source)
    by = f" (“{name}”)" if name else ""
    who = before.name or before.id
    return Problem(
        source,
        Text(f"“{who}”{by} quay lại bước sắp xóa.", f"“{who}”{by} comes back to the step to be removed."),
        Text("Chọn bước khác để quay lại, rồi xóa.", "Choose another step to come back to, then remove it."),
    )


def change_step(draft: Draft, edit: ChangeStep) -> None:
    """Write the facts of a step that differ; another unit or post is another lane."""
    parts.known_task(draft, edit.step, ("user", "service"))
    was = draft.node(edit.step).step
    if edit.to.outcomes != (was.outcomes if was else ()):
        raise refuse(
            edit.step,
            Text("Kết quả của bước được sửa riêng.", "Outcomes are changed one by one."),
            Text("Sửa từng kết quả.", "Change each outcome by itself."),
        )
    writing.write(building.facts_of(draft, edit.step, "step"), tthc.STEP, edit.to, edit.step)
    if edit.name is not None:
        draft.set_name(edit.step, building.one_line(edit.name))
    draft.changed()
    if was is None or (was.unit, was.post) != (edit.to.unit, edit.to.post):
        out = draft.outgoing(edit.step)
        mine = parts.own(draft, edit.step, keep=frozenset({ways.go_on(draft, edit.step).target} if out else ()))
        put_step(draft, edit.step, edit.to, None)
        for key in mine[1:]:
            put_like(draft, key, edit.step)


def change_wait(draft: Draft, edit: ChangeWait) -> None:
    """Write the facts of a wait that differ."""
    parts.known_task(draft, edit.wait, ("receive",))
    writing.write(building.facts_of(draft, edit.wait, "wait"), tthc.ELEMENTS["Wait"], edit.to, edit.wait)
    if edit.name is not None:
        draft.set_name(edit.wait, building.one_line(edit.name))
    if draft.node(edit.wait).message not in draft.definition.messages:
        draft.element(edit.wait).set("messageRef", building.message(draft, edit.wait))
    draft.changed()


def change_connector(draft: Draft, edit: ChangeConnector) -> None:
    """Write the facts of a connector that differ."""
    parts.known_task(draft, edit.element, ("service",))
    facts = building.facts_of(draft, edit.element, "connector")
    writing.write(facts, tthc.ELEMENTS["Connector"], edit.to, edit.element)
    if edit.name is not None:
        draft.set_name(edit.element, building.one_line(edit.name))
    draft.changed()
