"""The business status of a dossier: one word of ours for each code of the national synchronisation list.

The clock, the money, the delivery and the synchronisation of a dossier are separate statuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.text import Text


class Status(StrEnum):
    """Where a dossier stands; the national code of each stands in ``WORDS``."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    DONE = "done"
    RETURNED = "returned"


@dataclass(frozen=True)
class Word:
    """The national code (1–10) and the label of a status."""

    code: int
    label: Text


WORDS: dict[Status, Word] = {
    Status.SUBMITTED: Word(1, Text("Mới đăng ký", "Submitted")),
    Status.ACCEPTED: Word(2, Text("Được tiếp nhận", "Accepted")),
    Status.NOT_ACCEPTED: Word(3, Text("Không được tiếp nhận", "Not accepted")),
    Status.PROCESSING: Word(4, Text("Đang xử lý", "In progress")),
    Status.SUPPLEMENT: Word(5, Text("Yêu cầu bổ sung giấy tờ", "Supplement requested")),
    Status.PAYMENT: Word(6, Text("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment required")),
    Status.WITHDRAWN: Word(7, Text("Công dân yêu cầu rút hồ sơ", "Withdrawn by the applicant")),
    Status.STOPPED: Word(8, Text("Dừng xử lý", "Stopped")),
    Status.DONE: Word(9, Text("Đã xử lý xong", "Resolved")),
    Status.RETURNED: Word(10, Text("Đã trả kết quả", "Result returned")),
}

ENDED = frozenset({Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})


def of_waiting(kinds: frozenset[str]) -> Status:
    """The status of an accepted dossier whose open waits are of these kinds (the citizen's own duty comes first)."""
    if "supplement" in kinds:
        return Status.SUPPLEMENT
    if "payment" in kinds:
        return Status.PAYMENT
    return Status.PROCESSING


def of_end(result: str, accepted: bool) -> Status:
    """The status of a dossier that reached an end event with this result ("granted", "refused", "stopped")."""
    if result == "stopped":
        return Status.STOPPED
    if result == "refused" and not accepted:
        return Status.NOT_ACCEPTED
    return Status.RETURNED
