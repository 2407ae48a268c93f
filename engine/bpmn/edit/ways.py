"""How a step goes on: its entry, its split, the flow of each outcome; and joining flows by explicit merges."""

from __future__ import annotations

from typing import Final

from lxml import etree

from engine.bpmn.definition import Flow, Node
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.lanes import put_like
from engine.bpmn.edit.problems import refuse
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.routes import compiled, taken
from engine.bpmn.table_blocks import join_of
from engine.text import Text

_CASE: Final = ("ho_so", "case")


def is_merge(node: Node) -> bool:
    """Whether a node only brings flows together."""
    return node.kind == "exclusive" and len(node.outgoing) == 1 and node.default is None


def is_join(node: Node) -> bool:
    """Whether a node waits for the legs of a parallel block."""
    return node.kind == "parallel" and len(node.outgoing) == 1


def entry(draft: Draft, key: str) -> str:
    """The merge in front of a node, the node itself when there is none."""
    into = draft.incoming(key)
    if len(into) == 1 and is_merge(draft.node(into[0].source)) and not closes_cases(draft, into[0].source):
        return into[0].source
    return key


def split(draft: Draft, key: str) -> str | None:
    """The gateway that tells the outcomes of a step apart; None when one way leads on."""
    out = draft.outgoing(key)
    if len(out) != 1:
        return None
    gateway = draft.node(out[0].target)
    if gateway.kind != "exclusive" or len(gateway.outgoing) < 2 or len(gateway.incoming) != 1:
        return None
    return None if splits_by_case(draft, gateway.id) else gateway.id


def splits_by_case(draft: Draft, gateway: str) -> bool:
    """Whether a gateway's conditions read nothing but the case."""
    read: set[tuple[str, ...]] = set()
    for flow in draft.outgoing(gateway):
        expression = compiled(flow.condition or "")
        if expression is not None:
            read |= expression.names_read
    return bool(read) and read <= {_CASE}


def closes_cases(draft: Draft, merge: str) -> bool:
    """Whether the legs of a split by case come together in ``merge``."""
    order = {key: place for place, key in enumerate(draft.graph.ordered(lambda key: (key,)))}
    for node in draft.definition.nodes.values():
        if node.kind != "exclusive" or len(node.outgoing) < 2 or not splits_by_case(draft, node.id):
            continue
        legs = [draft.graph.reached_from([flow.target]) for flow in draft.outgoing(node.id)]
        common = [key for key in frozenset.intersection(*legs) if order[key] > order[node.id]]
        if min(common, key=lambda key: order[key], default=None) == merge:
            return True
    return False


def go_on(draft: Draft, key: str) -> Flow:
    """The flow by which work goes on behind a node: its only one, else the default, else the first ahead."""
    return onward(draft, split(draft, key) or key)


def onward(draft: Draft, key: str) -> Flow:
    """Of the flows that leave a node itself, the one by which work goes on."""
    flows = draft.outgoing(key)
    ahead = [flow for flow in flows if (flow.source, flow.target) not in draft.graph.back_edges]
    gateway = draft.node(flows[0].source) if flows else None
    for flow in ahead:
        if gateway is not None and flow.id == gateway.default:
            return flow
    if not ahead or (len(flows) > 1 and gateway is not None and gateway.kind != "exclusive"):
        raise refuse(
            key,
            Text(f"Sau “{key}” không có đường đi tiếp rõ ràng.", f"No single way goes on behind “{key}”."),
            Text("Chọn bước khác, hoặc sửa trên sơ đồ.", "Choose another step, or edit the diagram."),
        )
    return ahead[0]


def start(draft: Draft) -> str:
    """The start event."""
    if len(draft.graph.starts) != 1:
        raise refuse(
            draft.definition.process_id,
            Text("Quy trình phải có đúng một điểm bắt đầu.", "The process must have exactly one start event."),
            Text("Sửa trên sơ đồ.", "Correct the diagram."),
        )
    return draft.graph.starts[0]


def place(draft: Draft, after: str | None, outcome: str | None) -> Flow:
    """The flow on which something new comes to stand behind ``after``."""
    key = start(draft) if after is None else after
    return go_on(draft, key) if outcome is None else flow_of(draft, key, outcome)


def flow_of(draft: Draft, step: str, outcome: str) -> Flow:
    """The flow an outcome takes. Refused when other facts decide too, or the outcome is unknown."""
    known = draft.node(step).step
    if known is None or outcome not in [one.id for one in known.outcomes]:
        raise refuse(
            step,
            Text(f"Bước “{step}” không có kết quả “{outcome}”.", f"Step “{step}” has no outcome “{outcome}”."),
            Text("Tải lại bảng rồi thử lại.", "Load the table again."),
        )
    gateway = split(draft, step)
    if gateway is None:
        return go_on(draft, step)
    flows = taken(draft.definition, draft.node(gateway), {step: {"outcome": outcome}})
    certain = [flow for flow in flows if flow.condition is None or decided_alone(flow, step)]
    if not certain:
        raise refuse(
            gateway,
            Text(f"Kết quả “{outcome}” không có nhánh nào.", f"Outcome “{outcome}” has no flow."),
            Text("Sửa điều kiện ở cổng rẽ nhánh.", "Correct the conditions at the gateway."),
        )
    return certain[0]


def decided_alone(flow: Flow, step: str) -> bool:
    """Whether the outcome of ``step`` alone decides a flow's condition."""
    expression = compiled(flow.condition or "")
    return expression is not None and expression.names_read == frozenset({(step, "outcome")})


def new_merge(draft: Draft, wish: str, after: str) -> str:
    """A merging gateway, still without flows, behind ``after`` in the file."""
    element = etree.Element(bpmn("exclusiveGateway"), {"id": draft.new_id(wish)})
    return draft.insert_node(element, after)


def lead(draft: Draft, flow: str, target: str) -> str:
    """Let a flow lead to ``target``, by a merge in front of it when others lead there; return the flow's id."""
    return draft.move_flow(flow, target=_open(draft, target, flow))


def draw(draft: Draft, source: str, target: str, name: str = "", condition: str | None = None) -> str:
    """A new flow, by a merge when others lead to ``target`` already."""
    return draft.add_flow(source, _open(draft, target, None), name, condition)


def _open(draft: Draft, target: str, flow: str | None) -> str:
    """Where a further flow to ``target`` has to lead."""
    node = draft.node(target)
    others = [one for one in draft.incoming(target) if one.id != flow]
    if node.kind == "end" or is_merge(node) or is_join(node) or not others:
        return target
    front = entry(draft, target)
    if front != target:
        return front
    return _merge_before(draft, target, others)


def _merge_before(draft: Draft, target: str, flows: list[Flow]) -> str:
    before = flows[0].source
    merge = new_merge(draft, f"gop_{target}", before)
    draft.add_flow(merge, target)
    for one in flows:
        draft.move_flow(one.id, target=merge)
    put_like(draft, merge, target)
    return merge


def arrival(draft: Draft, source: str, target: str) -> str:
    """Where a flow from ``source`` has to lead to come to ``target``: a block's first step stands for the block."""
    into = draft.incoming(entry(draft, target))
    for flow in into:
        split_at = draft.node(flow.source)
        if split_at.kind == "parallel" and len(split_at.outgoing) > 1 and split_at.outgoing[0] == flow.id:
            order = {key: place for place, key in enumerate(draft.graph.ordered(lambda key: (key,)))}
            join = join_of(draft.definition, draft.graph, split_at.id, order)
            inside = draft.graph.reached_from(draft.graph.after[split_at.id], without=frozenset({join or ""}))
            return target if source in inside else split_at.id
    return target


def beside(draft: Draft, flow: Flow) -> str:
    """The merge through which another flow may join ``flow`` on its way: its target or a new one on it."""
    target = draft.node(flow.target)
    if is_merge(target) or target.kind == "end":
        return target.id
    if target.kind != "parallel":
        return _open(draft, target.id, None)
    merge = new_merge(draft, f"gop_{target.id}", flow.source)
    draft.move_flow(flow.id, target=merge)
    draft.add_flow(merge, target.id)
    put_like(draft, merge, flow.source)
    return merge


def tidy(draft: Draft) -> None:
    """Dissolve the nameless merges an edit has left with one flow in, and splits with one flow out."""
    _drop_empty_legs(draft)
    for key in sorted(draft.touched):
        node = draft.definition.nodes.get(key)
        if (
            node is not None
            and node.kind in ("exclusive", "parallel")
            and len(node.incoming) == 1 == len(node.outgoing)
        ):
            dissolve(draft, key)
    draft.touched = {key for key in draft.touched if key in draft.definition.nodes}


def _drop_empty_legs(draft: Draft) -> None:
    """A leg without steps says nothing."""
    for flow in list(draft.definition.flows.values()):
        source, target = draft.node(flow.source), draft.node(flow.target)
        empty = source.kind == target.kind == "parallel" and {source.id, target.id} <= draft.touched
        if empty and len(source.outgoing) > 1 and len(target.incoming) > 1:
            draft.drop_flow(flow.id)


def dissolve(draft: Draft, key: str) -> None:
    """Take out a gateway between one flow in and one flow out; the flow in goes on."""
    (into,), (out,) = draft.incoming(key), draft.outgoing(key)
    target = out.target
    draft.drop_flow(out.id)
    draft.move_flow(into.id, target=target)
    draft.drop_node(key)
