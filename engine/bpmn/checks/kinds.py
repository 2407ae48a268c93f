"""Kinds of BPMN element that are never run, each refused by its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, incomplete, named, refused
from engine.bpmn.checks.subject import Subject
from engine.text import Text

_USER_TASK: Final = Text(
    "Hãy đổi thành công việc của người (user task) có đơn vị, chức danh và thời hạn.",
    "Make it a user task with a unit, a post and a time limit.",
)
_REFUSED: Final = {
    "task": (incomplete("abstract_task"), Text("là công việc chưa rõ loại", "is a task of no kind"), _USER_TASK),
    "manual": (
        incomplete("manual_task"),
        Text("là công việc làm ngoài hệ thống (manual task)", "is a manual task, done outside the system"),
        _USER_TASK,
    ),
    "script": (
        refused("script_task"),
        Text("là công việc chạy mã chương trình (script task)", "is a script task"),
        Text(
            "Quy trình không chứa mã chương trình. Hãy dùng điều kiện, bảng quyết định hoặc bước tự động.",
            "A procedure holds no program code. Use FEEL, a decision table or a connector (service task).",
        ),
    ),
    "send": (
        refused("send_task"),
        Text("là công việc gửi thông điệp (send task)", "is a send task"),
        Text("Hãy dùng kết nối (service task).", "Use a connector (service task)."),
    ),
    "complex": (
        refused("complex_gateway"),
        Text("là cổng phức hợp (complex gateway)", "is a complex gateway"),
        Text("Hãy dùng cổng loại trừ, song song hoặc bao hàm.", "Use an exclusive, parallel or inclusive gateway."),
    ),
    "adhoc": (
        refused("adhoc_subprocess"),
        Text("là quy trình con tùy ý (ad-hoc)", "is an ad-hoc sub-process"),
        Text("Hãy vẽ rõ thứ tự các bước.", "Draw the order of its steps."),
    ),
    "transaction": (
        refused("transaction"),
        Text("là giao dịch", "is a transaction"),
        Text("Hãy dùng quy trình con thường.", "Use a plain sub-process."),
    ),
}


def check(subject: Subject) -> Iterator[Raised]:
    """Every node of a kind the runtime does not carry."""
    for node in subject.nodes:
        if node.kind in _REFUSED:
            rule, what, hint = _REFUSED[node.kind]
            message = Text(
                f"{named(node)} {what.vi}; hệ thống không chạy được loại này.",
                f"{named(node)} {what.en}; this kind cannot be run.",
            )
            yield rule.at(node.id, message, hint)
