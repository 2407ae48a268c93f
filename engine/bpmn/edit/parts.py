"""What belongs to a step alone: its merge, its split, the events at it, waits and ends only it leads to."""

from __future__ import annotations

from engine.bpmn.definition import Flow
from engine.bpmn.edit import ways
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.lanes import put_like
from engine.bpmn.edit.problems import refuse
from engine.text import Text


def own(draft: Draft, key: str, *, keep: frozenset[str] = frozenset()) -> list[str]:
    """A step's own nodes, the step first; ``keep`` (what comes next) is never among them."""
    found = [key]
    front, gateway = ways.entry(draft, key), ways.split(draft, key)
    found += [one for one in (gateway, front) if one is not None and one != key]
    found += [node.id for node in draft.definition.nodes.values() if node.attached_to == key]
    grown = True
    while grown:
        grown = False
        for node in draft.definition.nodes.values():
            if node.id in found or node.id in keep or node.kind not in ("receive", "end"):
                continue
            if node.incoming and all(flow.source in found and flow.source != front for flow in draft.incoming(node.id)):
                found.append(node.id)
                grown = True
    return found


def only_of(draft: Draft, flow: str) -> list[str]:
    """The wait, with the events at it, or the end that only ``flow`` leads to: what goes when the flow goes."""
    target = draft.node(draft.flow(flow).target)
    if target.kind not in ("receive", "end") or target.incoming != (flow,):
        return []
    return [target.id, *(node.id for node in draft.definition.nodes.values() if node.attached_to == target.id)]


def alike(draft: Draft, after: str, flow: Flow) -> list[Flow]:
    """The flows of ``after`` and of its own waits that lead where its flow ``flow`` leads, this one first."""
    sources = {flow.source}
    if flow.source == (ways.split(draft, after) or after):
        mine = own(draft, after, keep=frozenset({flow.target}))
        sources |= {key for key in mine if draft.node(key).kind == "receive"}
    return [flow, *(one for one in draft.incoming(flow.target) if one.source in sources and one.id != flow.id)]


def single_out(draft: Draft, key: str) -> Flow:
    """The one flow by which a step goes on; several that do are brought together first."""
    flows = alike(draft, key, ways.go_on(draft, key))
    if len(flows) == 1:
        return flows[0]
    target = flows[0].target
    merge = ways.new_merge(draft, f"gop_sau_{key}", flows[0].source)
    put_like(draft, merge, key)
    for flow in flows:
        draft.move_flow(flow.id, target=merge)
    return draft.flow(draft.add_flow(merge, target))


def sequence_into(draft: Draft, key: str, own_nodes: list[str]) -> list[Flow]:
    """The flows by which work ahead comes to a step: those that go on; if none does, all that lead ahead.

    An outcome that leads to where its step goes on anyway goes on too.
    """
    front = ways.entry(draft, key)
    flows = [flow for flow in draft.incoming(front) if flow.source not in own_nodes]
    ahead = [flow for flow in flows if (flow.source, flow.target) not in draft.graph.back_edges]
    sources = {flow.source for flow in ahead if not flow.condition}
    return [flow for flow in ahead if flow.source in sources] or ahead


def returns_to(draft: Draft, key: str, own_nodes: list[str]) -> list[Flow]:
    """The flows by which others come back to a step."""
    front = ways.entry(draft, key)
    return [
        flow
        for flow in draft.incoming(front)
        if flow.source not in own_nodes and (flow.source, flow.target) in draft.graph.back_edges
    ]


def known_step(draft: Draft, key: str) -> None:
    """Refuse an element that is no step done by people."""
    known_task(draft, key, ("user",))


def known_task(draft: Draft, key: str, kinds: tuple[str, ...] = ("user", "receive", "service")) -> None:
    """Refuse an element that is no step, wait or automatic step of the table."""
    node = draft.definition.nodes.get(key)
    if node is None or node.kind not in kinds:
        raise refuse(
            key,
            Text(f"Không có bước “{key}”.", f"There is no step “{key}”."),
            Text("Tải lại bảng rồi thử lại.", "Load the table again."),
        )
