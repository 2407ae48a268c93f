"""The ways a step can end, and where each leads."""

from __future__ import annotations

import dataclasses

from lxml import etree

from engine.bpmn import tthc
from engine.bpmn.definition import Flow, Outcome, Step
from engine.bpmn.edit import building, parts, references, trees, ways, writing
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.edits import (
    AddBranch,
    AddOutcome,
    Await,
    ChangeOutcome,
    End,
    Goal,
    GoOn,
    RemoveBranch,
    RemoveOutcome,
    To,
)
from engine.bpmn.edit.lanes import put_like
from engine.bpmn.edit.problems import refuse
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.routes import holds, taken
from engine.text import Text


def add_outcome(draft: Draft, edit: AddOutcome) -> None:
    """Another outcome with a flow of its own."""
    step = _step(draft, edit.step)
    if any(one.id == edit.outcome.id for one in step.outcomes):
        raise refuse(
            edit.step,
            Text(f"Bước đã có kết quả “{edit.outcome.id}”.", f"The step has an outcome “{edit.outcome.id}” already."),
            Text("Dùng mã khác.", "Use another id."),
        )
    if not step.outcomes and not isinstance(edit.goal, GoOn):
        raise refuse(
            edit.step,
            Text("Kết quả đầu tiên của một bước phải đi tiếp.", "The first outcome of a step must go on."),
            Text("Thêm kết quả đi tiếp trước.", "Add the outcome that goes on first."),
        )
    if step.outcomes:
        gateway = _ensure_split(draft, edit.step)
        _branch(draft, edit.step, gateway, edit.goal, edit.outcome.name, _is(edit.step, edit.outcome.id))
    _write_outcomes(draft, edit.step, (*step.outcomes, edit.outcome))


def change_outcome(draft: Draft, edit: ChangeOutcome) -> None:
    """Other words, or another goal."""
    step = _step(draft, edit.step)
    flow = ways.flow_of(draft, edit.step, edit.outcome)
    if edit.goal is not None:
        _redirect(draft, edit.step, edit.outcome, flow, edit.goal)
    if edit.to is not None:
        if edit.to.id != edit.outcome:
            raise refuse(
                edit.step,
                Text("Mã của kết quả không đổi được.", "The id of an outcome cannot change."),
                Text("Thêm kết quả mới rồi xóa kết quả cũ.", "Add a new outcome, then remove the old one."),
            )
        was = next(one for one in step.outcomes if one.id == edit.outcome)
        flow = ways.flow_of(draft, edit.step, edit.outcome)
        if flow.name and flow.name == was.name:
            draft.set_name(flow.id, building.one_line(edit.to.name))
        changed = tuple(edit.to if one.id == edit.outcome else one for one in step.outcomes)
        _write_outcomes(draft, edit.step, changed)


def remove_outcome(draft: Draft, edit: RemoveOutcome) -> None:
    """Take an outcome out with the flow that is its own."""
    step = _step(draft, edit.step)
    flow = ways.flow_of(draft, edit.step, edit.outcome)
    left = tuple(one for one in step.outcomes if one.id != edit.outcome)
    gateway = ways.split(draft, edit.step)
    if gateway is not None:
        if _others_on(draft, edit.step, edit.outcome, flow):
            _spare(draft, edit.step, edit.outcome, flow)
        else:
            _drop_branch(draft, edit.step, flow)
    _write_outcomes(draft, edit.step, left)
    _forget_wording(draft, f"{edit.step}.{edit.outcome}")
    if gateway is not None and gateway in draft.definition.nodes:
        _settle_default(draft, gateway)


def add_branch(draft: Draft, edit: AddBranch) -> None:
    """A way chosen by a condition; it is asked before the outcomes are."""
    _step(draft, edit.step)
    gateway = _ensure_split(draft, edit.step)
    condition = edit.when if edit.outcome is None else f"{_is(edit.step, edit.outcome)} and ({edit.when})"
    flow = _branch(draft, edit.step, gateway, edit.goal, edit.name, condition)
    first = next(one for one in draft.flow_elements() if one.get("sourceRef") == gateway)
    element = draft.element(flow)
    if element is not first:
        first.addprevious(element)
        draft.changed()


def remove_branch(draft: Draft, edit: RemoveBranch) -> None:
    """Take out one branch of a split."""
    flow = draft.definition.flows.get(edit.flow)
    if flow is None or draft.node(flow.source).kind != "exclusive" or draft.node(flow.source).default == flow.id:
        raise refuse(
            edit.flow,
            Text("Không có nhánh này, hoặc đây là nhánh mặc định.", "There is no such branch, or it is the default."),
            Text("Tải lại bảng rồi thử lại.", "Load the table again."),
        )
    _drop_branch(draft, "", flow)


def _step(draft: Draft, key: str) -> Step:
    parts.known_step(draft, key)
    return draft.node(key).step or Step()


def _is(step: str, outcome: str) -> str:
    return f'{step}.outcome = "{outcome}"'


def _ensure_split(draft: Draft, step: str) -> str:
    gateway = ways.split(draft, step)
    if gateway is not None:
        return gateway
    flow = ways.go_on(draft, step)
    node = draft.node(step)
    question = f"Kết quả {node.name[:1].lower()}{node.name[1:]}?" if node.name else "Kết quả?"
    element = etree.Element(bpmn("exclusiveGateway"), {"id": draft.new_id(f"re_{step}"), "name": question})
    gateway = draft.insert_node(element, step)
    put_like(draft, gateway, step)
    target = flow.target
    draft.move_flow(flow.id, target=gateway)
    known = node.step.outcomes if node.step else ()
    default = draft.add_flow(gateway, target, known[0].name if len(known) == 1 else "")
    draft.set_default(gateway, default)
    return gateway


def _branch(draft: Draft, step: str, gateway: str, goal: Goal, name: str, condition: str) -> str:
    """A new flow to ``goal``."""
    name = building.one_line(name)
    if isinstance(goal, GoOn):
        return draft.add_flow(gateway, ways.beside(draft, ways.onward(draft, gateway)), name, condition)
    if isinstance(goal, To):
        parts.known_task(draft, goal.element)
        return ways.draw(draft, gateway, ways.arrival(draft, gateway, goal.element), name, condition)
    return draft.add_flow(gateway, _made(draft, step, gateway, goal), name, condition)


def _made(draft: Draft, step: str, gateway: str, goal: End | Await) -> str:
    """The end or wait a goal asks for, with the way on from the wait."""
    if isinstance(goal, End):
        return building.end(draft, step, goal.result, goal.name, gateway)
    onward = ways.onward(draft, gateway) if isinstance(goal.then, GoOn) else None
    key = building.wait(draft, step, goal.wait, goal.name, gateway)
    if onward is not None:
        draft.add_flow(key, ways.beside(draft, onward))
    else:
        then = goal.then.element if isinstance(goal.then, To) else step
        parts.known_task(draft, then)
        ways.draw(draft, key, ways.arrival(draft, gateway, then))
    return key


def _redirect(draft: Draft, step: str, outcome: str, flow: Flow, goal: Goal) -> None:
    gateway = ways.split(draft, step)
    if gateway is None:
        if isinstance(goal, GoOn):
            return
        if len(_step(draft, step).outcomes) < 2:
            raise refuse(
                step,
                Text("Bước chỉ có một kết quả; kết quả này phải đi tiếp.", "The only outcome of a step must go on."),
                Text("Thêm kết quả khác trước.", "Add another outcome first."),
            )
        gateway = _ensure_split(draft, step)
        flow = ways.go_on(draft, step)
    name = next((one.name for one in _step(draft, step).outcomes if one.id == outcome), "")
    if _others_on(draft, step, outcome, flow):
        _spare(draft, step, outcome, flow)
        _branch(draft, step, gateway, goal, name, _is(step, outcome))
        return
    if isinstance(goal, GoOn) and ways.go_on(draft, step).id == flow.id:
        return
    gone = parts.only_of(draft, flow.id)
    if isinstance(goal, GoOn):
        draft.move_flow(flow.id, target=ways.beside(draft, ways.go_on(draft, step)))
    elif isinstance(goal, To):
        parts.known_task(draft, goal.element)
        ways.lead(draft, flow.id, ways.arrival(draft, gateway, goal.element))
    else:
        target = _made(draft, step, gateway, goal)
        if flow.id not in draft.definition.flows:
            raise refuse(
                step,
                Text("Kết quả này là đường đi tiếp duy nhất của bước.", "This outcome is the step's only way on."),
                Text("Thêm bước chờ thành một bước riêng phía sau.", "Add the wait as a step of its own behind it."),
            )
        draft.move_flow(flow.id, target=target)
    _drop(draft, gone)


def _others_on(draft: Draft, step: str, outcome: str, flow: Flow) -> list[str]:
    """Other outcomes that take the same flow."""
    gateway = draft.node(flow.source)
    return [
        one.id
        for one in _step(draft, step).outcomes
        if one.id != outcome
        and flow.id in [each.id for each in taken(draft.definition, gateway, {step: {"outcome": one.id}})]
    ]


def _spare(draft: Draft, step: str, outcome: str, flow: Flow) -> None:
    """Let a flow that several outcomes share no longer be taken by one of them."""
    others = _others_on(draft, step, outcome, flow)
    if flow.condition is None or holds(flow.condition, {step: {"outcome": outcome}}) is not True:
        return
    if len(others) == 1:
        draft.set_condition(flow.id, _is(step, others[0]))
    else:
        listed = ", ".join(f'"{one}"' for one in others)
        draft.set_condition(flow.id, f"{step}.outcome in ({listed})")


def _drop_branch(draft: Draft, step: str, flow: Flow) -> None:
    gateway = draft.node(flow.source)
    gone = parts.only_of(draft, flow.id)
    if gateway.default == flow.id and len(gateway.outgoing) > 2:
        ahead = [
            one
            for one in draft.outgoing(gateway.id)
            if one.id != flow.id and (one.source, one.target) not in draft.graph.back_edges
        ]
        if not ahead or (step and not ways.decided_alone(ahead[0], step)):
            raise refuse(
                gateway.id,
                Text("Sau khi xóa, không còn nhánh nào đi tiếp.", "No branch would go on."),
                Text("Cho một kết quả khác đi tiếp trước.", "Let another outcome go on first."),
            )
        draft.set_default(gateway.id, ahead[0].id)
    draft.drop_flow(flow.id)
    _drop(draft, gone)
    _settle_default(draft, gateway.id)


def _settle_default(draft: Draft, gateway: str) -> None:
    """A split with one flow left is no split: the flow needs neither name nor condition."""
    flows = draft.outgoing(gateway)
    if len(flows) == 1:
        draft.set_default(gateway, None)
        draft.set_condition(flows[0].id, None)
        draft.set_name(flows[0].id, "")
        draft.touched.add(gateway)


def _drop(draft: Draft, nodes: list[str]) -> None:
    for key in nodes:
        if key in draft.definition.nodes and not draft.node(key).incoming:
            references.release(draft, draft.node(key), [key])
            draft.drop_node(key)


def _write_outcomes(draft: Draft, step: str, outcomes: tuple[Outcome, ...]) -> None:
    facts = draft.node(step).step or Step()
    facts = dataclasses.replace(facts, outcomes=outcomes)
    writing.write(building.facts_of(draft, step, "step"), tthc.STEP, facts, step)
    draft.changed()


def _forget_wording(draft: Draft, of: str) -> None:
    for text in list(draft.process.iter(trees.tthc("text"))):
        if text.get("of") == of:
            trees.remove(text)
    draft.changed()
