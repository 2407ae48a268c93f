"""What this engine refuses to compile, each by name: a diagram either means what it shows, or it does not run."""

from __future__ import annotations

from typing import Final

from engine.bpmn.definition import Definition, Node
from engine.spiff.errors import NotRunnable
from engine.text import Text

REFUSED_KINDS: Final = {
    "task": Text("công việc chưa rõ loại", "a task of no kind"),
    "manual": Text("công việc làm ngoài hệ thống", "a manual task"),
    "script": Text("công việc chạy mã chương trình", "a script task"),
    "send": Text("công việc gửi thông điệp", "a send task"),
    "complex": Text("cổng phức hợp", "a complex gateway"),
    "adhoc": Text("quy trình con tùy ý", "an ad-hoc sub-process"),
    "transaction": Text("giao dịch", "a transaction"),
}
"""Node kinds that are never run."""

EVENTS_RUN: Final = {
    "start": ((),),
    "end": ((), ("terminate",), ("error",)),
    "throw": ((),),
    "catch": (("timer",), ("message",)),
    "boundary": (("timer",), ("message",), ("error",)),
}
"""For each kind of event the sets of event definitions that are run; everything else is refused."""

ACTIVITIES: Final = ("user", "receive", "service", "rule", "subprocess", "call")
CHOOSING: Final = ("exclusive", "inclusive")
GATEWAYS: Final = ("exclusive", "inclusive", "parallel", "event_gateway")


def refuse_node(node: Node, definition: Definition) -> None:
    """Raise NotRunnable when ``node`` asks for something this engine does not do."""
    if node.kind in REFUSED_KINDS:
        what = REFUSED_KINDS[node.kind]
        raise _no(node, "kind", f"Không chạy được {what.vi}", f"{what.en.capitalize()} cannot be run")
    if node.kind in EVENTS_RUN and node.events not in EVENTS_RUN[node.kind]:
        kinds = ", ".join(node.events) or "none"
        raise _no(
            node,
            "event",
            f"Sự kiện loại “{kinds}” ở vị trí này không được hỗ trợ",
            f"An event of kind “{kinds}” is not supported here",
        )
    if node.by_event:
        raise _no(
            node, "event_subprocess", "Không hỗ trợ quy trình con sự kiện", "Event sub-processes are not supported"
        )
    if node.for_compensation:
        raise _no(node, "compensation", "Không hỗ trợ bước bù trừ", "Compensation is not supported")
    _refuse_loop(node)
    _refuse_flows(node, definition)
    _refuse_timer(node)


def refuse_boundary(event: Node, activity: Node | None, definition: Definition) -> None:
    """Raise NotRunnable when a boundary event stands where it cannot be run safely."""
    if activity is None or activity.kind not in ACTIVITIES or activity.parent != event.parent:
        raise _no(
            event, "boundary", "Sự kiện biên không gắn vào bước nào", "The boundary event is attached to no activity"
        )
    sources = {definition.nodes[definition.flows[flow].source].kind for flow in activity.incoming}
    if "event_gateway" in sources:
        raise _no(
            event,
            "boundary_in_race",
            "Bước đứng sau cổng sự kiện không được có sự kiện biên",
            "An activity behind an event-based gateway may not have boundary events",
        )
    if "error" in event.events and not event.interrupting:
        raise _no(event, "error_boundary", "Sự kiện lỗi phải ngắt bước", "An error event must interrupt its activity")


def _refuse_loop(node: Node) -> None:
    loop = node.loop
    if loop is None:
        return
    if loop.standard:
        raise _no(
            node,
            "standard_loop",
            "Không hỗ trợ lặp kiểu chuẩn, hãy vẽ đường quay lại",
            "Standard loops are not supported; draw a flow back",
        )
    if node.kind not in ACTIVITIES:
        raise _no(node, "loop", "Phần tử này không thể lặp", "This element cannot be repeated")
    if bool(loop.cardinality) == bool(loop.collection):
        raise _no(
            node,
            "loop",
            "Cần đúng một trong hai: số lần hoặc danh sách",
            "Exactly one of cardinality and collection is needed",
        )


def _refuse_flows(node: Node, definition: Definition) -> None:
    if node.kind not in GATEWAYS and len(node.outgoing) > 1:
        raise _no(
            node,
            "several_flows",
            "Chỉ cổng mới được có nhiều đường ra",
            "Only a gateway may have several outgoing flows",
        )
    for flow_id in node.outgoing:
        flow = definition.flows[flow_id]
        if flow.condition and node.kind not in CHOOSING:
            raise _no(node, "condition", "Điều kiện đặt ở đây không có tác dụng", "A condition has no effect here")
        if definition.nodes[flow.target].parent != node.parent:
            raise _no(
                node,
                "crossing_flow",
                "Đường nối không được vượt qua biên quy trình con",
                "A flow may not cross the border of a sub-process",
            )
        if node.kind in CHOOSING and len(node.outgoing) > 1 and not flow.condition and node.default != flow_id:
            raise _no(
                node,
                "no_condition",
                f"Nhánh “{flow.name or flow_id}” không có điều kiện",
                f"Flow “{flow.name or flow_id}” has no condition",
            )
        if node.kind == "event_gateway" and definition.nodes[flow.target].kind not in ("receive", "catch"):
            raise _no(
                node,
                "race_target",
                "Sau cổng sự kiện phải là bước chờ hoặc sự kiện",
                "An event-based gateway must lead to waits or events",
            )
        if node.kind == "event_gateway" and len(definition.nodes[flow.target].incoming) > 1:
            raise _no(
                node,
                "race_target",
                "Bước sau cổng sự kiện chỉ được có một đường vào",
                "A wait behind an event-based gateway may have one incoming flow only",
            )


def _refuse_timer(node: Node) -> None:
    if "timer" not in node.events:
        return
    if node.timer is None:
        raise _no(node, "timer", "Đồng hồ chưa có thời gian", "The timer says no time")
    if node.timer.kind == "cycle":
        raise _no(node, "timer_cycle", "Không hỗ trợ đồng hồ lặp lại", "Repeating timers are not supported")


def _no(node: Node, code: str, vi: str, en: str) -> NotRunnable:
    name = node.name or node.id
    return NotRunnable(Text(f"{vi} (“{name}”).", f"{en} (“{name}”)."), node.id, node.line, code)
