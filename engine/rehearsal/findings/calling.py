"""Calls to other systems: what is sent and read, what nobody goes on from, answers that would count twice."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.definition import Node
from engine.bpmn.routes import compiled
from engine.rehearsal.findings.saying import amber, opening, red
from engine.rehearsal.partner import Partner, catching, partner_of
from engine.rehearsal.walk import Walk
from engine.text import Text

_RESPONSE = "response"


def find(walk: Walk) -> Iterator[Finding]:
    """Every call some dossier came to, then the answers that were tried again."""
    for node in walk.subject.nodes.values():
        if node.kind == "service" and node.connector is not None and node.connector.id and node.id in walk.opened:
            partner = partner_of(walk.subject, node)
            yield from _known(node, partner)
            yield from _sent_too_early(walk, node)
            yield from _no_rule(node, partner)
    yield from _never_thrown(walk)
    yield from _counted_twice(walk)


def _known(node: Node, partner: Partner) -> Iterator[Finding]:
    connector = node.connector
    if connector is None:
        return
    if partner.descriptor is None:
        message = Text(
            f"{named(node)} gọi kết nối “{connector.id}” không được cài ở đây; câu trả lời chỉ là phỏng đoán.",
            f"{named(node)} calls “{connector.id}”, a connector not installed here; its answers are guesses.",
        )
        hint = Text("Chọn một kết nối đã cài đặt.", "Choose an installed connector.")
        yield amber("connector_unknown", node.id, message, hint)
        return
    given = {one.name for one in connector.params}
    for name in sorted(partner.descriptor.required - given):
        message = Text(f"{named(node)} không gửi “{name}” mà đối tác cần.", f"{named(node)} does not send “{name}”.")
        yield red("call_parameter_missing", node.id, message, Text("Điền tham số này.", "Fill in this parameter."))
    yield from _read(node, partner)


def _read(node: Node, partner: Partner) -> Iterator[Finding]:
    """Results worked out of what the partner never says; a service that may say anything is left alone."""
    descriptor = partner.descriptor
    if descriptor is None or descriptor.families or not descriptor.results or node.connector is None:
        return
    said = {one.name for one in descriptor.results}
    for result in node.connector.results:
        expression = compiled(result.value.removeprefix("=")) if result.value.startswith("=") else None
        paths = expression.names_read if expression is not None else ()
        for name in sorted({path[1] for path in paths if path[0] == _RESPONSE and len(path) > 1} - said):
            message = Text(
                f"{named(node)}: biến “{result.variable}” lấy từ “{name}”, đối tác không bao giờ trả lời mục này.",
                f"{named(node)}: “{result.variable}” is read from “{name}”, which the partner never says.",
            )
            hint = Text(f"Đối tác trả lời: {', '.join(sorted(said))}.", f"It says: {', '.join(sorted(said))}.")
            yield red("call_result_never_said", node.id, message, hint)


def _sent_too_early(walk: Walk, node: Node) -> Iterator[Finding]:
    """A parameter that reads a step some way comes here without."""
    sources = [one.value for one in node.connector.params if one.value.startswith("=")] if node.connector else []
    for source in sources:
        expression = compiled(source.removeprefix("="))
        roots = {path[0] for path in expression.names_read} if expression is not None else set()
        for step in sorted(roots & set(walk.subject.nodes)):
            way = opening(walk, node.id, step)
            if way is not None and "null" not in source:
                message = Text(
                    f"{named(node)} gửi đi kết quả của {named(walk.node(step))}, nhưng có đường tới đây mà bước đó "
                    f"chưa được làm{way.vi}.",
                    f"{named(node)} sends what {named(walk.node(step))} says, but a way comes here before it{way.en}.",
                )
                hint = Text("Chỉ gửi kết quả của bước chắc chắn đã làm.", "Send only what steps surely done say.")
                yield amber("read_before_written", node.id, message, hint)


def _no_rule(node: Node, partner: Partner) -> Iterator[Finding]:
    if not partner.policy:
        message = Text(
            f"{named(node)}: không nói làm gì khi đối tác im lặng; hồ sơ dừng tới khi cán bộ nhập tay.",
            f"{named(node)} does not say what happens when the partner is silent; the dossier stops until an officer "
            "enters the result.",
        )
        hint = Text("Ghi cách xử lý khi kết nối thất bại.", "Say what happens when the call fails.")
        yield amber("call_failure_unsaid", node.id, message, hint)
    elif partner.policy == "wait" and partner.left_over:
        codes = ", ".join(partner.left_over)
        message = Text(
            f"{named(node)}: đối tác từ chối ({codes}) thì chờ thêm cũng vô ích; không nhánh nào xử lý từ chối.",
            f"{named(node)}: waiting does not help when the partner refuses ({codes}), and no flow handles it.",
        )
        hint = Text("Gắn sự kiện lỗi, hoặc để cán bộ nhập tay.", "Attach an error event, or let an officer enter it.")
        yield amber("refusal_not_handled", node.id, message, hint)


def _never_thrown(walk: Walk) -> Iterator[Finding]:
    """Error events on a call that wait for a code nobody sends."""
    for node in walk.subject.nodes.values():
        host = walk.subject.nodes.get(node.attached_to or "")
        if host is None or host.kind != "service" or not node.event_code or "error" not in node.events:
            continue
        partner = partner_of(walk.subject, host)
        if partner.descriptor is None or partner.descriptor.families or node not in catching(walk.subject, host):
            continue
        if node.event_code in partner.refusals or partner.policy == f"error:{node.event_code}":
            continue
        message = Text(
            f"Sự kiện {named(node)} đón mã lỗi “{node.event_code}” mà {named(host)} không bao giờ báo.",
            f"The event {named(node)} waits for the error “{node.event_code}”, which {named(host)} never reports.",
        )
        codes = ", ".join(partner.refusals) or "–"
        yield amber("event_never", node.id, message, Text(f"Mã đối tác báo: {codes}.", f"The codes are: {codes}."))


def _counted_twice(walk: Walk) -> Iterator[Finding]:
    for again, held in walk.map.again.items():
        if not held:
            node = walk.node(again.element)
            message = Text(
                f"Trả lời đến lần thứ hai hoặc đến muộn ở {named(node)} vẫn làm hồ sơ đi tiếp.",
                f"An answer that comes twice or too late at {named(node)} moves the dossier all the same.",
            )
            hint = Text("Báo cho người quản trị: lỗi của bộ máy.", "Tell the administrator: the engine is at fault.")
            yield red("answer_counts_twice", node.id, message, hint)
