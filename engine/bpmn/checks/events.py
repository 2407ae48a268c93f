"""Events that are ignored, or mean something else, where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node
from engine.text import Text

RUN: Final = {
    "start": ((),),
    "end": ((), ("terminate",), ("error",)),
    "throw": ((),),
    "catch": (("timer",), ("message",)),
    "boundary": (("timer",), ("message",), ("error",)),
}
"""For each position of an event, the sets of event definitions that are run."""

_POSITION: Final = {
    "start": Text("bắt đầu", "start"),
    "end": Text("kết thúc", "end"),
    "throw": Text("giữa chừng (phát)", "intermediate throw"),
    "catch": Text("giữa chừng (chờ)", "intermediate catch"),
    "boundary": Text("biên", "boundary"),
}
_EVENT: Final = {
    "signal": Text("tín hiệu", "signal"),
    "timer": Text("đồng hồ", "timer"),
    "conditional": Text("điều kiện", "conditional"),
    "link": Text("liên kết", "link"),
    "compensate": Text("bù trừ", "compensation"),
    "error": Text("lỗi", "error"),
    "escalation": Text("báo cấp trên", "escalation"),
    "cancel": Text("hủy giao dịch", "cancel"),
    "terminate": Text("chấm dứt", "terminate"),
    "message": Text("thông điệp", "message"),
    "none": Text("không loại", "plain"),
    "multiple": Text("nhiều loại cùng lúc", "multiple"),
}
_HINTS: Final = {
    "start": Text(
        "Hồ sơ luôn bắt đầu khi được nộp: dùng sự kiện bắt đầu thường.",
        "A dossier starts when filed: use a plain start.",
    ),
    "end": Text(
        "Dùng sự kiện kết thúc thường, chấm dứt, hoặc lỗi (trong quy trình con).",
        "Use a plain, terminate or (inside a sub-process) error end event.",
    ),
    "throw": Text("Dùng kết nối (service task) để báo ra ngoài.", "Use a connector (service task) to tell others."),
    "catch": Text(
        "Chờ người khác: dùng bước chờ (receive task). Chờ thời gian: dùng đồng hồ.",
        "To wait for somebody use a receive task; to wait for time use a timer.",
    ),
    "boundary": Text("Sự kiện biên có thể là đồng hồ, thông điệp hoặc lỗi.", "Use a timer, message or error event."),
}


def check(subject: Subject) -> Iterator[Raised]:
    """Every event whose definition the runtime does not carry at its position."""
    for node in subject.nodes:
        if node.kind in RUN and node.events not in RUN[node.kind]:
            yield _raise(node)
        if node.kind in ("boundary", "catch") and node.events == ("message",) and node.message is None:
            yield refused("message_missing").at(
                node.id,
                Text(f"Sự kiện {named(node)} chưa chọn thông điệp.", f"Event {named(node)} names no message."),
                Text("Hãy chọn thông điệp mà sự kiện chờ.", "Choose the message it waits for."),
            )


def _raise(node: Node) -> Raised:
    kind = "multiple" if len(node.events) > 1 else (node.events[0] if node.events else "none")
    what, position = _EVENT.get(kind, Text(kind, kind)), _POSITION[node.kind]
    message = Text(
        f"Sự kiện {position.vi} {named(node)} thuộc loại {what.vi}; ở vị trí này hệ thống không thực hiện được.",
        f"The {position.en} event {named(node)} is a {what.en} event, which is not carried out in this position.",
    )
    return refused(f"{node.kind}_{kind}").at(node.id, message, _HINTS[node.kind])
