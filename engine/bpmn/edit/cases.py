"""Steps of some cases only: one generated gateway on the case, a leg for each run of steps, and a way around."""

from __future__ import annotations

import dataclasses

from lxml import etree

from engine.bpmn import tthc
from engine.bpmn.definition import Flow, Step
from engine.bpmn.edit import building, parts, ways, writing
from engine.bpmn.edit.blocks import run_of
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.edits import OnlyInCases
from engine.bpmn.edit.lanes import put_like
from engine.bpmn.edit.problems import EditRefused, Problem, refuse
from engine.bpmn.edit.trees import bpmn
from engine.text import Text

_QUESTION = "Trường hợp nào?"


def only_in_cases(draft: Draft, edit: OnlyInCases) -> None:
    """Write the case on the steps, and lead the other cases around them."""
    for key in edit.steps:
        parts.known_step(draft, key)
    cases = _wanted(draft, edit.case)
    mine = {key for one in run_of(draft, edit.steps) for key in one}
    _unwrap(draft, edit.steps, mine)
    if cases:
        beside = _neighbouring_block(draft, edit.steps, cases, mine)
        if beside is None:
            _wrap(draft, edit.steps, cases, mine)
        else:
            _add_leg(draft, edit.steps, cases, beside, mine)
    for key in edit.steps:
        facts = dataclasses.replace(draft.node(key).step or Step(), case=cases)
        writing.write(building.facts_of(draft, key, "step"), tthc.STEP, facts, key)
    draft.changed()


def _wanted(draft: Draft, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The cases in the order of the sheet; all of them is the same as none."""
    known = [case.id for case in draft.definition.cases]
    unknown = [case for case in wanted if case not in known]
    if unknown:
        raise EditRefused(
            *(
                Problem(
                    draft.definition.process_id,
                    Text(f"Thủ tục không có trường hợp “{case}”.", f"The procedure has no case “{case}”."),
                    Text("Khai báo trường hợp ở thông tin thủ tục trước.", "Declare the case on the sheet first."),
                )
                for case in unknown
            )
        )
    return () if set(wanted) == set(known) else tuple(case for case in known if case in wanted)


def condition(cases: tuple[str, ...]) -> str:
    """FEEL that holds in these cases."""
    if len(cases) == 1:
        return f'ho_so.case = "{cases[0]}"'
    return "ho_so.case in ({})".format(", ".join(f'"{case}"' for case in cases))


def _names(draft: Draft, cases: tuple[str, ...]) -> str:
    return ", ".join(case.name or case.id for case in draft.definition.cases if case.id in cases)


def _wrap(draft: Draft, steps: tuple[str, ...], cases: tuple[str, ...], mine: set[str]) -> None:
    first, last = steps[0], steps[-1]
    out = draft.element(parts.single_out(draft, last).id)
    into = [draft.element(flow.id) for flow in _outside(draft, first, mine)]
    follows = draft.flow(str(out.get("id"))).target
    source = draft.flow(str(into[0].get("id"))).source
    gateway = _gateway(draft, f"theo_truong_hop_{first}", source, first, _QUESTION)
    merge = _gateway(draft, f"gop_truong_hop_{first}", last, last)
    for flow in into:
        ways.lead(draft, str(flow.get("id")), gateway)
    draft.move_flow(str(out.get("id")), target=merge)
    draft.add_flow(merge, follows)
    draft.add_flow(gateway, ways.entry(draft, first), _names(draft, cases), condition(cases))
    draft.set_default(gateway, draft.add_flow(gateway, merge, "Trường hợp khác"))
    draft.touched.discard(merge)
    draft.moved |= mine


def _gateway(draft: Draft, wish: str, after: str, like: str, name: str = "") -> str:
    element = etree.Element(bpmn("exclusiveGateway"), {"id": draft.new_id(wish)})
    if name:
        element.set("name", name)
    key = draft.insert_node(element, after)
    put_like(draft, key, like)
    return key


def _outside(draft: Draft, step: str, mine: set[str]) -> list[Flow]:
    return [flow for flow in draft.incoming(ways.entry(draft, step)) if flow.source not in mine]


def _neighbouring_block(
    draft: Draft, steps: tuple[str, ...], cases: tuple[str, ...], mine: set[str]
) -> tuple[str, str] | None:
    """Gateway and merge of the case block right before ``steps``, when none of its legs is of these cases."""
    into = _outside(draft, steps[0], mine)
    if len(into) != 1 or not ways.is_merge(draft.node(into[0].source)):
        return None
    merge = into[0].source
    for flow in draft.incoming(merge):
        gateway = flow.source
        if draft.node(gateway).kind == "exclusive" and ways.splits_by_case(draft, gateway):
            said = " ".join(one.condition or "" for one in draft.outgoing(gateway))
            if draft.node(gateway).default == flow.id and not any(f'"{case}"' in said for case in cases):
                return gateway, merge
    return None


def _add_leg(
    draft: Draft, steps: tuple[str, ...], cases: tuple[str, ...], block: tuple[str, str], mine: set[str]
) -> None:
    gateway, merge = block
    into = _outside(draft, steps[0], mine)[0]
    out = draft.element(parts.single_out(draft, steps[-1]).id)
    follows = draft.flow(str(out.get("id"))).target
    draft.move_flow(str(out.get("id")), target=merge)
    first = into.target
    draft.move_flow(into.id, target=follows)
    default = next(flow for flow in draft.outgoing(gateway) if flow.id == draft.node(gateway).default)
    draft.add_flow(gateway, first, _names(draft, cases), condition(cases), before=default.id)
    covered = " ".join(one.condition or "" for one in draft.outgoing(gateway))
    if all(f'"{case.id}"' in covered for case in draft.definition.cases):
        draft.drop_flow(default.id)
        last = [flow for flow in draft.outgoing(gateway) if flow.condition][-1]
        draft.set_default(gateway, last.id)
    draft.moved |= mine


def _unwrap(draft: Draft, steps: tuple[str, ...], mine: set[str]) -> None:
    """Take a run that is a whole leg out of its case block, and put it behind the block."""
    into = _outside(draft, steps[0], mine)
    gateways = [
        flow.source
        for flow in into
        if draft.node(flow.source).kind == "exclusive"
        and len(draft.node(flow.source).outgoing) > 1
        and ways.splits_by_case(draft, flow.source)
    ]
    if not gateways:
        if any((draft.node(key).step or Step()).case for key in steps):
            raise _part_of_a_leg(steps[0])
        return
    out = draft.element(parts.single_out(draft, steps[-1]).id)
    merge = draft.flow(str(out.get("id"))).target
    if not ways.is_merge(draft.node(merge)):
        raise _part_of_a_leg(steps[-1])
    gateway, follows = gateways[0], draft.outgoing(merge)[0].target
    draft.drop_flow(into[0].id)
    front = ways.entry(draft, steps[0]) if draft.node(steps[0]).incoming else steps[0]
    onward = draft.element(draft.outgoing(merge)[0].id)
    draft.move_flow(str(onward.get("id")), target=front)
    draft.move_flow(str(out.get("id")), target=follows)
    _lead_around(draft, gateway, merge)
    draft.touched |= {gateway, merge}
    draft.moved |= mine & draft.definition.nodes.keys()


def _lead_around(draft: Draft, gateway: str, merge: str) -> None:
    """What is left of a block whose leg has gone: other legs with conditions, and a way around them."""
    flows = draft.outgoing(gateway)
    if all(flow.target == merge for flow in flows):
        for flow in flows[1:]:
            draft.drop_flow(flow.id)
        draft.set_default(gateway, None)
        draft.set_condition(flows[0].id, None)
        draft.set_name(flows[0].id, "")
        return
    for flow in flows:
        if flow.target != merge and not flow.condition:
            draft.set_condition(flow.id, condition(_cases_of(draft, flow.target)))
    around = next((flow.id for flow in flows if flow.target == merge), None)
    draft.set_default(gateway, around or draft.add_flow(gateway, merge, "Trường hợp khác"))


def tidy(draft: Draft) -> None:
    """Drop the legs an edit has left without steps, when the other cases go the same way anyway."""
    for key in sorted(draft.touched):
        node = draft.definition.nodes.get(key)
        if node is None or node.kind != "exclusive" or node.default is None or not ways.splits_by_case(draft, key):
            continue
        around = draft.flow(node.default).target
        for flow in draft.outgoing(key):
            if flow.id != node.default and flow.target == around:
                draft.drop_flow(flow.id)
        if len(draft.outgoing(key)) == 1:
            _lead_around(draft, key, around)


def _cases_of(draft: Draft, key: str) -> tuple[str, ...]:
    """The cases of the first step of a leg."""
    while ways.is_merge(draft.node(key)):
        key = draft.outgoing(key)[0].target
    return (draft.node(key).step or Step()).case


def _part_of_a_leg(key: str) -> EditRefused:
    return refuse(
        key,
        Text("Bước này chỉ là một phần của nhánh trường hợp.", "This step is only a part of a case's leg."),
        Text("Chọn tất cả các bước của nhánh đó.", "Choose all steps of the leg."),
    )
