"""Waits: for whom, for how long, and by which message they end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, incomplete, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node
from engine.text import Text

NO_MESSAGE: Final = refused("wait_without_message")
MESSAGE_NAME: Final = advice("wait_message_name")
NO_WAIT: Final = incomplete("wait_missing")
NO_KIND: Final = incomplete("wait_kind_missing")
NO_CLOSE: Final = incomplete("wait_without_auto_close")
NO_CLOSE_OPEN: Final = advice("wait_open_ended")
"""Another agency, or a payment, may lawfully be waited for without end; the office should know."""


def check(subject: Subject) -> Iterator[Raised]:
    """Every receive task."""
    for node in subject.nodes:
        if node.kind != "receive":
            continue
        yield from _message(subject, node)
        if node.wait is None:
            yield NO_WAIT.at(
                node.id,
                Text(f"Bước chờ {named(node)} chưa khai báo gì.", f"Wait {named(node)} is not declared yet."),
                Text("Khai báo chờ gì, đồng hồ thế nào, tự đóng khi nào.", "Say what it waits for and when it ends."),
            )
            continue
        if not node.wait.kind:
            yield NO_KIND.at(
                node.id,
                Text(f"Bước chờ {named(node)} chưa nêu chờ gì.", f"Wait {named(node)} does not say what for."),
                Text("Chọn bổ sung, thanh toán, xác nhận hoặc cơ quan khác.", "Choose supplement, payment, …"),
            )
        if not node.wait.auto_close_after:
            rule = NO_CLOSE_OPEN if node.wait.kind in ("agency", "payment") else NO_CLOSE
            yield rule.at(
                node.id,
                Text(
                    f"Bước chờ {named(node)} không tự đóng: hồ sơ có thể chờ mãi.",
                    f"Wait {named(node)} never closes by itself: a dossier may wait for ever.",
                ),
                Text("Ghi sau bao lâu thì tự đóng.", "Say after how long it closes by itself."),
            )


def _message(subject: Subject, node: Node) -> Iterator[Raised]:
    message = subject.definition.messages.get(node.message or "")
    if message is None:
        yield NO_MESSAGE.at(
            node.id,
            Text(
                f"Bước chờ {named(node)} không nêu thông điệp nào: sẽ không bao giờ chờ thật.",
                f"Wait {named(node)} names no message of this file.",
            ),
            Text(
                "Khai lại bước chờ này ở thẻ Sơ đồ hoặc Các bước.",
                "Declare the wait anew, in the diagram or the steps.",
            ),
        )
    elif message.name != node.id:
        yield MESSAGE_NAME.at(
            node.id,
            Text(
                f"Thông điệp của {named(node)} tên là “{message.name}”, không trùng mã bước chờ.",
                f"The message of {named(node)} is called “{message.name}”, not like the wait.",
            ),
            Text(f"Đặt tên thông điệp là “{node.id}”.", f"Call the message “{node.id}”."),
        )
