"""Blocks of steps: side by side, one after the other, once per unit of a list, in some cases only."""

from __future__ import annotations

import dataclasses

from lxml import etree

from engine.bpmn import tthc
from engine.bpmn.definition import Flow, Step
from engine.bpmn.edit import building, parts, trees, ways, writing
from engine.bpmn.edit.draft import Draft, add_expression
from engine.bpmn.edit.edits import MakeOnePerUnit, MakeParallel, MakeSequential, MakeSingle, ShareTime
from engine.bpmn.edit.lanes import put_like, put_step
from engine.bpmn.edit.problems import EditRefused, refuse
from engine.bpmn.edit.trees import bpmn
from engine.text import Text


def run_of(draft: Draft, steps: tuple[str, ...], least: int = 1) -> list[list[str]]:
    """The own nodes of steps that follow each other directly. Refused when they do not."""
    for key in steps:
        parts.known_task(draft, key)
    outs = [ways.go_on(draft, key) for key in steps]
    for out, following in zip(outs, steps[1:], strict=False):
        if out.target not in (following, ways.entry(draft, following)):
            raise _not_in_a_row(following)
    if len(steps) < least or len(set(steps)) < len(steps):
        raise _not_in_a_row(steps[0] if steps else draft.definition.process_id)
    return [parts.own(draft, key, keep=frozenset({out.target})) for key, out in zip(steps, outs, strict=True)]


def _not_in_a_row(key: str) -> EditRefused:
    return refuse(
        key,
        Text("Các bước được chọn không liền nhau.", "The chosen steps do not follow each other."),
        Text("Chọn các bước liền nhau trong bảng.", "Choose rows that stand together."),
    )


def make_parallel(draft: Draft, edit: MakeParallel) -> None:
    """A split in front of the first step, a join behind the last, every step a leg of its own."""
    mine = run_of(draft, edit.steps, 2)
    inside = {key for one in mine for key in one}
    first, last = edit.steps[0], edit.steps[-1]
    outs = [draft.element(parts.single_out(draft, key).id) for key in edit.steps]
    into = [draft.element(flow.id) for flow in _from_outside(draft, first, inside)]
    follows = draft.flow(_id(outs[-1])).target
    source = draft.flow(_id(into[0])).source if into else ways.start(draft)
    split = _gateway(draft, f"tach_{first}", "parallelGateway", source, first)
    join = _gateway(draft, f"hop_{first}", "parallelGateway", mine[-1][-1], last)
    for flow in into:
        ways.lead(draft, _id(flow), split)
    for flow in outs:
        draft.move_flow(_id(flow), target=join)
    for key in edit.steps:
        draw_in = ways.entry(draft, key)
        draft.add_flow(split, draw_in)
    draft.add_flow(join, follows)
    draft.touched |= {ways.entry(draft, key) for key in edit.steps}
    draft.moved |= inside


def _from_outside(draft: Draft, step: str, inside: set[str]) -> list[Flow]:
    return [flow for flow in draft.incoming(ways.entry(draft, step)) if flow.source not in inside]


def _id(flow: etree._Element) -> str:
    return str(flow.get("id"))


def _gateway(draft: Draft, wish: str, tag: str, after: str, like: str, name: str = "") -> str:
    element = etree.Element(bpmn(tag), {"id": draft.new_id(wish)})
    if name:
        element.set("name", name)
    key = draft.insert_node(element, after)
    put_like(draft, key, like)
    return key


def make_sequential(draft: Draft, edit: MakeSequential) -> None:
    """One leg after the other, in the order of the file; split and join go."""
    join = join_of(draft, edit.split)
    legs = [(flow.target, _last_flow(draft, flow, join)) for flow in draft.outgoing(edit.split)]
    inside = {key for first, _ in legs for key in _between(draft, first, join)}
    follows = draft.outgoing(join)[0].target
    elements = [(first, draft.element(last.id)) for first, last in legs if first != join]
    for flow in [draft.element(one.id) for one in draft.incoming(edit.split)]:
        draft.move_flow(_id(flow), target=elements[0][0])
    for (_, last), (following, _) in zip(elements, elements[1:], strict=False):
        draft.move_flow(_id(last), target=following)
    draft.drop_flow(draft.outgoing(join)[0].id)
    ways.lead(draft, _id(elements[-1][1]), follows)
    draft.drop_node(edit.split)
    draft.drop_node(join)
    draft.moved |= inside


def join_of(draft: Draft, split: str) -> str:
    """The join of a parallel block. Refused when there is no plain one."""
    node = draft.definition.nodes.get(split)
    if node is not None and node.kind == "parallel" and len(node.outgoing) > 1:
        ends = [_joins_behind(draft, flow.target) for flow in draft.outgoing(split)]
        for join in ends[0]:
            if all(join in one for one in ends):
                return join
    raise refuse(
        split,
        Text("Đây không phải khối song song có cổng tách và cổng hợp.", "This is no parallel block."),
        Text("Chọn khối song song trong bảng.", "Choose a block of the table."),
    )


def _joins_behind(draft: Draft, key: str) -> list[str]:
    graph = draft.graph
    reached = graph.reached_from([key])
    return [one for one in graph.ordered(lambda k: (k,)) if one in reached and _is_join(draft, one)]


def _is_join(draft: Draft, key: str) -> bool:
    node = draft.node(key)
    return node.kind == "parallel" and len(node.incoming) > 1


def _between(draft: Draft, first: str, join: str) -> frozenset[str]:
    return draft.graph.reached_from([first], without=frozenset({join}))


def _last_flow(draft: Draft, leg: Flow, join: str) -> Flow:
    """The flow by which a leg comes to its join."""
    inside = _between(draft, leg.target, join)
    found = [flow for flow in draft.incoming(join) if flow.source in inside or flow.id == leg.id]
    if len(found) != 1:
        raise refuse(
            join,
            Text("Một nhánh đi vào cổng hợp bằng nhiều đường.", "A leg comes to the join by several flows."),
            Text("Sửa trên sơ đồ.", "Edit the diagram."),
        )
    return found[0]


def make_one_per_unit(draft: Draft, edit: MakeOnePerUnit) -> None:
    """Multi-instance over a list of units chosen in a form field."""
    parts.known_step(draft, edit.step)
    if edit.first is not None and edit.first < 1:
        raise refuse(
            edit.step,
            Text("Số câu trả lời phải từ 1 trở lên.", "The number of answers must be 1 or more."),
            Text("Nhập số khác, hoặc để trống để chờ đủ.", "Enter another number, or none to wait for all."),
        )
    _drop_loop(draft, edit.step)
    element = draft.element(edit.step)
    loop = etree.Element(bpmn("multiInstanceLoopCharacteristics"), {"isSequential": "false"})
    trees.insert(element, loop, len(element))
    add_expression(loop, "loopCardinality", f"count({edit.path})")
    if edit.first is not None:
        add_expression(loop, "completionCondition", f"count({edit.step}.all) >= {edit.first}")
    _set_unit(draft, edit.step, f"chosen:{edit.path}")


def make_single(draft: Draft, edit: MakeSingle) -> None:
    """Once, by one unit."""
    parts.known_step(draft, edit.step)
    _drop_loop(draft, edit.step)
    _set_unit(draft, edit.step, edit.unit)


def _drop_loop(draft: Draft, step: str) -> None:
    for old in list(draft.element(step).iterchildren(bpmn("multiInstanceLoopCharacteristics"))):
        trees.remove(old)
    draft.changed()


def _set_unit(draft: Draft, step: str, unit: str) -> None:
    was = draft.node(step).step or Step()
    facts = dataclasses.replace(was, unit=unit)
    writing.write(building.facts_of(draft, step, "step"), tthc.STEP, facts, step)
    draft.changed()
    if was.unit != unit:
        put_step(draft, step, facts, None)
        out = ways.go_on(draft, step)
        for key in parts.own(draft, step, keep=frozenset({out.target}))[1:]:
            put_like(draft, key, step)


def share_time(draft: Draft, edit: ShareTime) -> None:
    """One limit on the first step of a group; without a limit the steps count for themselves."""
    used = {node.step.shared_group for node in draft.definition.nodes.values() if node.step}
    group = next(f"G{number}" for number in range(1, len(used) + 2) if f"G{number}" not in used)
    for number, key in enumerate(edit.steps):
        parts.known_step(draft, key)
        step = draft.node(key).step or Step()
        count = "counted" if edit.limit is None else f"shared:{group}"
        facts = dataclasses.replace(step, count=count)
        if edit.limit is not None:
            limit = edit.limit if number == 0 else None
            facts = dataclasses.replace(facts, limit=limit, limit_unit=edit.limit_unit)
        writing.write(building.facts_of(draft, key, "step"), tthc.STEP, facts, key)
        draft.changed()
