"""What this engine refuses to compile, each by name: a diagram either means what it shows, or it does not run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from engine.bpmn.definition import Definition, Flow, Node
from engine.spiff.errors import NotRunnable
from engine.text import Text

EVENTS_RUN: Final = {
    "start": ((),),
    "end": ((), ("terminate",), ("error",)),
    "throw": ((),),
    "catch": (("timer",), ("message",)),
    "boundary": (("timer",), ("message",), ("error",)),
}
"""For each kind of event the event definitions that are run; everything else is refused."""

ACTIVITIES: Final = ("user", "receive", "service", "rule", "subprocess", "call")
CHOOSING: Final = ("exclusive", "inclusive")
GATEWAYS: Final = ("exclusive", "inclusive", "parallel", "event_gateway")
KINDS_RUN: Final = (*EVENTS_RUN, *ACTIVITIES, *GATEWAYS)


class Rule(NamedTuple):
    """A reason to refuse a node: its code, what to say, and when it holds."""

    code: str
    said: Text
    broken: Callable[[Node, Definition], bool]


def refuse_node(node: Node, definition: Definition) -> None:
    """Raise NotRunnable for the first rule ``node`` breaks."""
    for rule in RULES:
        if rule.broken(node, definition):
            name = node.name or node.id
            said = Text(f"{rule.said.vi} (“{name}”).", f"{rule.said.en} (“{name}”).")
            raise NotRunnable(said, node.id, node.line, rule.code)


def _flows_out(node: Node, definition: Definition) -> list[Flow]:
    return [definition.flows[flow] for flow in node.outgoing]


def _neighbours(node: Node, definition: Definition) -> list[Node]:
    after = [definition.nodes[definition.flows[flow].target] for flow in node.outgoing]
    return after + [definition.nodes[definition.flows[flow].source] for flow in node.incoming]


def _condition_without_effect(node: Node, definition: Definition) -> bool:
    return node.kind not in CHOOSING and any(flow.condition for flow in _flows_out(node, definition))


def _flow_without_condition(node: Node, definition: Definition) -> bool:
    several = node.kind in CHOOSING and len(node.outgoing) > 1
    return several and any(not flow.condition and flow.id != node.default for flow in _flows_out(node, definition))


def _race_into_something_else(node: Node, definition: Definition) -> bool:
    if node.kind != "event_gateway":
        return False
    targets = [definition.nodes[flow.target] for flow in _flows_out(node, definition)]
    return any(target.kind not in ("receive", "catch") or len(target.incoming) > 1 for target in targets)


def _attached_to_nothing(node: Node, definition: Definition) -> bool:
    activity = definition.nodes.get(node.attached_to or "")
    return node.kind == "boundary" and (
        activity is None or activity.kind not in ACTIVITIES or activity.parent != node.parent
    )


def _attached_within_a_race(node: Node, definition: Definition) -> bool:
    activity = definition.nodes.get(node.attached_to or "")
    sources = [definition.flows[flow].source for flow in activity.incoming] if activity else []
    return any(definition.nodes[source].kind == "event_gateway" for source in sources)


def _loop_says_not_how_often(node: Node, definition: Definition) -> bool:
    return (
        node.loop is not None and not node.loop.standard and bool(node.loop.cardinality) == bool(node.loop.collection)
    )


RULES: Final = (
    Rule(
        "kind",
        Text("Không chạy được loại phần tử này", "This kind of element cannot be run"),
        lambda node, _: node.kind not in KINDS_RUN,
    ),
    Rule(
        "event",
        Text("Loại sự kiện này không được hỗ trợ ở đây", "This kind of event is not supported here"),
        lambda node, _: node.kind in EVENTS_RUN and node.events not in EVENTS_RUN[node.kind],
    ),
    Rule(
        "event_subprocess",
        Text("Không hỗ trợ quy trình con sự kiện", "Event sub-processes are not supported"),
        lambda node, _: node.by_event,
    ),
    Rule(
        "compensation",
        Text("Không hỗ trợ bước bù trừ", "Compensation is not supported"),
        lambda node, _: node.for_compensation,
    ),
    Rule(
        "standard_loop",
        Text(
            "Không hỗ trợ lặp kiểu chuẩn, hãy vẽ đường quay lại", "Standard loops are not supported; draw a flow back"
        ),
        lambda node, _: node.loop is not None and node.loop.standard,
    ),
    Rule(
        "loop",
        Text("Phần tử này không thể lặp", "This element cannot be repeated"),
        lambda node, _: node.loop is not None and node.kind not in ACTIVITIES,
    ),
    Rule(
        "loop",
        Text(
            "Cần đúng một trong hai: số lần hoặc danh sách", "Exactly one of cardinality and collection must be given"
        ),
        _loop_says_not_how_often,
    ),
    Rule(
        "several_flows",
        Text("Chỉ cổng mới được có nhiều đường ra", "Only a gateway may have several outgoing flows"),
        lambda node, _: node.kind not in GATEWAYS and len(node.outgoing) > 1,
    ),
    Rule(
        "one_way",
        Text(
            "Điểm bắt đầu và sự kiện biên không có đường vào, điểm kết thúc không có đường ra",
            "Start and boundary events have no incoming flows, end events no outgoing ones",
        ),
        lambda node, _: (
            bool(node.incoming if node.kind in ("start", "boundary") else node.outgoing)
            and node.kind in ("start", "boundary", "end")
        ),
    ),
    Rule(
        "crossing_flow",
        Text("Đường nối không được vượt qua biên quy trình con", "A flow may not cross the border of a sub-process"),
        lambda node, definition: any(other.parent != node.parent for other in _neighbours(node, definition)),
    ),
    Rule(
        "condition",
        Text("Điều kiện đặt ở đây không có tác dụng", "A condition has no effect here"),
        _condition_without_effect,
    ),
    Rule(
        "no_condition",
        Text(
            "Có nhánh không có điều kiện mà không phải nhánh mặc định", "A flow is neither conditional nor the default"
        ),
        _flow_without_condition,
    ),
    Rule(
        "race_target",
        Text(
            "Sau cổng sự kiện phải là các bước chờ, mỗi bước chỉ có một đường vào",
            "An event-based gateway must lead to waits, each with no other incoming flow",
        ),
        _race_into_something_else,
    ),
    Rule(
        "boundary",
        Text("Sự kiện biên không gắn vào bước nào", "The boundary event is attached to no activity"),
        _attached_to_nothing,
    ),
    Rule(
        "boundary_in_race",
        Text(
            "Bước đứng sau cổng sự kiện không được có sự kiện biên",
            "An activity behind an event-based gateway may not have boundary events",
        ),
        _attached_within_a_race,
    ),
    Rule(
        "error_boundary",
        Text("Sự kiện lỗi phải ngắt bước", "An error event must interrupt its activity"),
        lambda node, _: "error" in node.events and node.kind == "boundary" and not node.interrupting,
    ),
    Rule(
        "timer",
        Text("Đồng hồ chưa có thời gian", "The timer says no time"),
        lambda node, _: "timer" in node.events and node.timer is None,
    ),
    Rule(
        "timer_cycle",
        Text("Không hỗ trợ đồng hồ lặp lại", "Repeating timers are not supported"),
        lambda node, _: node.timer is not None and node.timer.kind == "cycle",
    ),
)
"""Every reason, in the order in which they are looked at."""
