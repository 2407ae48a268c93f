"""The sentences with which a ledger refuses an event."""

from __future__ import annotations

from datetime import datetime

from engine.clock.problems import LedgerProblem
from engine.text import Text


def _refusal(vi: str, en: str) -> LedgerProblem:
    return LedgerProblem(Text(vi, en))


def not_accepted(kind: str) -> LedgerProblem:
    """An act on the legal clock before it started."""
    return _refusal(
        f"Sự kiện “{kind}” đến trước khi hồ sơ được tiếp nhận.", f"“{kind}” comes before the dossier is accepted."
    )


def already(kind: str, when: datetime) -> LedgerProblem:
    """A thing that happens once, or is open already."""
    return _refusal(
        f"Sự kiện “{kind}” đã được ghi lúc {when:%H:%M %d/%m/%Y}.",
        f"“{kind}” was already recorded at {when:%d/%m/%Y %H:%M}.",
    )


def ended(kind: str, when: datetime) -> LedgerProblem:
    """An event after the end."""
    return _refusal(
        f"Hồ sơ đã kết thúc lúc {when:%H:%M %d/%m/%Y}, không ghi thêm “{kind}” được.",
        f"The dossier ended at {when:%d/%m/%Y %H:%M}; “{kind}” cannot follow.",
    )


def nothing_open(kind: str) -> LedgerProblem:
    """An answer to nothing, or to one of several waits without saying which."""
    return _refusal(
        f"“{kind}” không khớp với một lần chờ nào đang mở.", f"“{kind}” does not answer exactly one open wait."
    )


def extended_enough(allowed: int) -> LedgerProblem:
    """Rule C15: re-promise at most once."""
    return _refusal(
        f"Chỉ được gia hạn {allowed} lần; hồ sơ đã được gia hạn.",
        f"The term may be extended {allowed} time(s) only; it has been already.",
    )


def extended_late(due: datetime) -> LedgerProblem:
    """Rule C15: at latest one day before due."""
    return _refusal(
        f"Phải xin lỗi và hẹn lại chậm nhất 1 ngày trước ngày hẹn trả {due:%d/%m/%Y}.",
        f"An extension must be announced at least one day before the due date {due:%d/%m/%Y}.",
    )


def extended_to_nothing(due: datetime) -> LedgerProblem:
    """A new promise that adds no working time, or falls where nobody works."""
    return _refusal(
        f"Ngày hẹn lại phải nằm trong giờ làm việc và sau ngày hẹn trả hiện nay {due:%H:%M %d/%m/%Y}.",
        f"The new date must be in working hours and after the present due date {due:%d/%m/%Y %H:%M}.",
    )


def extended_while_stopped() -> LedgerProblem:
    """There is no due date to move."""
    return _refusal(
        "Đồng hồ đang tạm dừng nên chưa có ngày hẹn trả để gia hạn.",
        "The clock is stopped: there is no due date to move.",
    )


def decided_already(when: datetime) -> LedgerProblem:
    """Rule C17: withdrawal only before a decision."""
    return _refusal(
        f"Đã có quyết định lúc {when:%H:%M %d/%m/%Y} nên không dừng giải quyết theo yêu cầu được.",
        f"A decision was made at {when:%d/%m/%Y %H:%M}: the request can no longer be withdrawn.",
    )
