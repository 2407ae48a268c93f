"""Boundary events: attached to an activity, and able to happen there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node
from engine.text import Text

LOOSE: Final = refused("boundary_loose")
ERROR_GOES_ON: Final = refused("boundary_error_interrupts")
NEVER: Final = advice("boundary_never")
NO_WAY_ON: Final = refused("boundary_no_flow")
UNCAUGHT: Final = refused("error_uncaught")

ACTIVITIES: Final = ("user", "receive", "service", "rule", "subprocess", "call")


def check(subject: Subject) -> Iterator[Raised]:
    """Boundary events and the errors they are there for."""
    for node in subject.nodes:
        if node.kind == "boundary":
            yield from _boundary(subject, node)
        elif node.kind == "end" and "error" in node.events and not _caught(subject, node):
            yield UNCAUGHT.at(
                node.id,
                Text(
                    f"Lỗi “{node.event_code or ''}” ở {named(node)} không có sự kiện biên nào đón.",
                    f"No boundary event catches the error “{node.event_code or ''}” of {named(node)}.",
                ),
                Text(
                    "Gắn sự kiện lỗi vào quy trình con bao quanh.",
                    "Attach an error event to the sub-process around it.",
                ),
            )


def _boundary(subject: Subject, event: Node) -> Iterator[Raised]:
    host = subject.definition.nodes.get(event.attached_to or "")
    if host is None or host.kind not in ACTIVITIES or host.parent != event.parent:
        yield LOOSE.at(
            event.id,
            Text(
                f"Sự kiện biên {named(event)} không gắn vào bước nào.",
                f"Boundary event {named(event)} hangs in the air.",
            ),
            Text("Hãy gắn vào một bước.", "Attach it to an activity."),
        )
        return
    if not event.outgoing:
        yield NO_WAY_ON.at(
            event.id,
            Text(f"Sự kiện biên {named(event)} không dẫn tới đâu.", f"Boundary event {named(event)} leads nowhere."),
            Text("Hãy nối tới bước tiếp theo.", "Connect it to what comes next."),
        )
    if "error" not in event.events:
        return
    if not event.interrupting:
        yield ERROR_GOES_ON.at(
            event.id,
            Text(f"Sự kiện lỗi {named(event)} phải ngắt bước.", f"The error event {named(event)} must interrupt."),
            Text('Đặt cancelActivity="true".', 'Set cancelActivity="true".'),
        )
    thrown = codes_thrown(subject, host)
    if thrown is not None and not (thrown if event.event_code is None else event.event_code in thrown):
        yield NEVER.at(
            event.id,
            Text(
                f"{named(host)} không bao giờ phát lỗi “{event.event_code or ''}” mà {named(event)} chờ.",
                f"{named(host)} never throws the error “{event.event_code or ''}” that {named(event)} waits for.",
            ),
            Text("Kiểm tra mã lỗi, hoặc xóa sự kiện.", "Check the error code, or delete the event."),
        )


def codes_thrown(subject: Subject, host: Node) -> frozenset[str] | None:
    """Error codes ``host`` can end with; None when that cannot be told."""
    if host.kind in ("user", "receive", "rule"):
        return frozenset()
    if host.kind == "service":
        return _of_connector(subject, host)
    scope = host.called if host.kind == "call" else host.id
    codes: set[str] = set()
    for node in subject.nodes:
        if node.parent != scope:
            continue
        if node.kind in ("service", "subprocess", "call"):
            return None
        if node.kind == "end" and "error" in node.events:
            codes.add(node.event_code or "")
    return frozenset(codes)


def _of_connector(subject: Subject, host: Node) -> frozenset[str] | None:
    """What a service task can end with: its connector's refusals and its own failure rule."""
    told = host.connector
    words = (subject.vocabulary.connectors or {}).get(told.id) if told else None
    if told is None or words is None or words.errors is None:
        return None
    then = (told.failure.then if told.failure else None) or ""
    waited = {one.event_code for one in subject.boundaries(host.id) if one.event_code and words.throws(one.event_code)}
    return words.errors | waited | ({then.removeprefix("error:")} if then.startswith("error:") else set())


def _caught(subject: Subject, end: Node) -> bool:
    scope = end.parent
    seen: set[str] = set()
    while scope is not None and scope not in seen:
        seen.add(scope)
        holders = [scope, *(node.id for node in subject.nodes if node.kind == "call" and node.called == scope)]
        for holder in holders:
            for event in subject.boundaries(holder):
                if "error" in event.events and event.event_code in (None, end.event_code):
                    return True
        inside = [subject.definition.nodes[holder].parent for holder in holders if holder in subject.definition.nodes]
        scope = inside[0] if inside else None
    return False
