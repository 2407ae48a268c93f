"""What may happen to a dossier's clock: the kinds of ledger events, and which waits they open and close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from engine.clock.problems import LedgerProblem
from engine.clock.terms import Policy
from engine.clock.zone import local
from engine.text import Text

EventKind = Literal[
    "submitted",
    "accepted",
    "supplement_requested",
    "supplement_received",
    "sent_to_tax",
    "payment_asked",
    "payment_proved",
    "agency_asked",
    "agency_answered",
    "confirmation_asked",
    "confirmation_given",
    "sync_lost",
    "sync_restored",
    "extended",
    "calendar_changed",
    "decided",
    "withdrawn",
    "finished",
]


class Wait(NamedTuple):
    """A wait that an event opens: what closes it, what it does to the clock if nothing else is said, for whom."""

    closed_by: EventKind
    clock: Policy | None
    party: str
    reason: Text


WAITS: MappingProxyType[str, Wait] = MappingProxyType(
    {
        "supplement_requested": Wait(
            "supplement_received", None, "citizen", Text("Chờ người dân bổ sung hồ sơ", "Waiting for the supplement")
        ),
        "sent_to_tax": Wait(
            "payment_proved",
            "pause",
            "partner",
            Text("Tạm dừng chờ thực hiện nghĩa vụ tài chính", "Stopped until the financial obligation is met"),
        ),
        "payment_asked": Wait(
            "payment_proved", "pause", "citizen", Text("Chờ người dân nộp tiền", "Waiting for payment")
        ),
        "agency_asked": Wait(
            "agency_answered", "continue", "partner", Text("Chờ ý kiến cơ quan phối hợp", "Waiting for another agency")
        ),
        "confirmation_asked": Wait(
            "confirmation_given", None, "citizen", Text("Chờ người dân xác nhận", "Waiting for the citizen to confirm")
        ),
        "sync_lost": Wait(
            "sync_restored", "continue", "system", Text("Chậm đồng bộ giữa các hệ thống", "Systems out of step")
        ),
    }
)
"""Policy None means what the term says for supplements. Law gives C8 (supplement), C12–C13 (tax and payment stop
the clock) and C14 (another agency answers inside the total); a delay of machines never stops it by itself."""


@dataclass(frozen=True)
class ClockEvent:
    """One entry of the ledger.

    ``rule`` names the legal base, ``reason`` and ``author`` the act; ``clock`` overrides what the wait does;
    ``ref`` tells apart waits of one kind that are open together; ``new_due`` is the date promised by an extension.
    """

    kind: EventKind
    at: datetime
    rule: str = ""
    reason: Text | None = None
    author: str = ""
    clock: Policy | None = None
    ref: str = ""
    new_due: datetime | None = None

    def __post_init__(self) -> None:
        if self.kind not in get_args(EventKind):
            raise LedgerProblem(Text(f"Không có loại sự kiện “{self.kind}”.", f"There is no event kind “{self.kind}”."))
        object.__setattr__(self, "at", local(self.at))
        if self.new_due is not None:
            object.__setattr__(self, "new_due", local(self.new_due))
