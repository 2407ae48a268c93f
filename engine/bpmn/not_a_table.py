"""Which elements of a diagram a steps table has no words for, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from engine.bpmn.definition import Definition, Node
from engine.bpmn.lapses import is_lapse
from engine.bpmn.refusals import is_refusal
from engine.bpmn.routes import compiled
from engine.text import Text


class NotATable(NamedTuple):
    """An element the table cannot show, and why."""

    element: str
    reason: Text


_KINDS: Final = {
    "subprocess": Text("quy trình con", "a sub-process"),
    "call": Text("gọi quy trình khác", "a call activity"),
    "adhoc": Text("quy trình con tùy ý", "an ad-hoc sub-process"),
    "transaction": Text("giao dịch", "a transaction"),
    "boundary": Text("sự kiện biên", "a boundary event"),
    "catch": Text("sự kiện chờ giữa chừng", "an intermediate event"),
    "throw": Text("sự kiện giữa chừng", "an intermediate event"),
    "inclusive": Text("cổng bao hàm", "an inclusive gateway"),
    "event_gateway": Text("cổng sự kiện", "an event-based gateway"),
    "complex": Text("cổng phức hợp", "a complex gateway"),
    "task": Text("công việc chưa rõ loại", "a task of no kind"),
    "manual": Text("công việc làm ngoài hệ thống", "a manual task"),
    "script": Text("công việc chạy mã chương trình", "a script task"),
    "send": Text("công việc gửi thông điệp", "a send task"),
    "rule": Text("bảng quyết định", "a business rule task"),
}
_GATEWAYS: Final = ("exclusive", "parallel")
_CASE: Final = ("ho_so", "case")


def reasons(definition: Definition) -> tuple[NotATable, ...]:
    """Everything that makes ``definition`` not a table, in the order of the file; empty when it is one."""
    return tuple(_found(definition))


def _found(definition: Definition) -> Iterator[NotATable]:
    for node in definition.nodes.values():
        if node.kind == "boundary" and (is_refusal(definition, node) or is_lapse(definition, node)):
            continue
        if node.kind in _KINDS:
            what = _KINDS[node.kind]
            yield NotATable(node.id, Text(f"Bảng không thể hiện được {what.vi}.", f"A table cannot show {what.en}."))
        elif node.parent is None and node.kind == "exclusive" and len(node.outgoing) > 1:
            yield from _split(definition, node)


def _split(definition: Definition, gateway: Node) -> Iterator[NotATable]:
    if _only_by_case(definition, gateway):
        return
    before = _before(definition, gateway)
    if any(node.kind in ("start", "receive") for node in before):
        yield NotATable(
            gateway.id,
            Text(
                "Cổng rẽ nhánh không đứng sau bước nào; bảng chỉ rẽ nhánh theo kết quả bước hoặc theo trường hợp.",
                "The split stands behind no step; a table branches by a step's outcome or by the case only.",
            ),
        )


def _only_by_case(definition: Definition, gateway: Node) -> bool:
    read: set[tuple[str, ...]] = set()
    for key in gateway.outgoing:
        expression = compiled(definition.flows[key].condition or "")
        if expression is not None:
            read |= expression.names_read
    return bool(read) and read <= {_CASE}


def _before(definition: Definition, gateway: Node) -> list[Node]:
    """What stands before a gateway, other gateways and automatic steps looked through."""
    found: dict[str, Node] = {}
    seen = {gateway.id}
    pending = list(gateway.incoming)
    while pending:
        node = definition.nodes[definition.flows[pending.pop()].source]
        if node.id in seen:
            continue
        seen.add(node.id)
        if node.kind in _GATEWAYS:
            pending += node.incoming
        else:
            found[node.id] = node
    return list(found.values())
