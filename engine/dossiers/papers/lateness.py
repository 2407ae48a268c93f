"""Why a result is not ready, read from the ledger; and until when an apology is in time (rule C15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import clock
from engine.clock import Assessment, Calendar
from engine.dossiers.dossier import Dossier
from engine.dossiers.models import work_item
from engine.dossiers.papers import words
from engine.platform.errors import Invalid
from engine.platform.time import VIETNAM, local
from engine.text import Text

_PARTIES: Mapping[str, str] = MappingProxyType(
    {
        "agency": "cơ quan giải quyết",
        "citizen": "chờ người nộp",
        "partner": "chờ cơ quan phối hợp",
        "system": "chậm đồng bộ hệ thống",
    }
)
_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "agency": "Hồ sơ cần thêm thời gian để thẩm tra.",
        "citizen": "Phần lớn thời gian là chờ bổ sung, hoàn thiện hồ sơ.",
        "partner": "Cơ quan phối hợp chưa trả lời đầy đủ trong thời hạn.",
        "system": "Hệ thống thông tin của cơ quan liên quan bị gián đoạn, dữ liệu chậm đồng bộ.",
    }
)
_MORE: Final = 2 * 8 * 3600
_LOOK_BACK: Final = 30


@dataclass(frozen=True)
class Promise:
    """A new appointment: the instant, and whether the apology comes too late to move the legal date."""

    at: datetime
    late: bool


def cause(session: Session, dossier: Dossier, assessed: Assessment, now: datetime) -> str:
    """Who used how much working time so far, and where the dossier stands: the draft of the letter's cause."""
    spent = clock.consumed(assessed.timeline, local(now))
    told = [
        f"{_PARTIES.get(party, party)} {clock.say_amount(seconds).vi}" for party, seconds in spent.items() if seconds
    ]
    standing = select(work_item.c.title, work_item.c.unit_name, work_item.c.opened_at).where(
        work_item.c.dossier_id == dossier.id, work_item.c.status == "open"
    )
    told += [
        f"đang ở bước «{row.title}» ({row.unit_name or 'chưa rõ đơn vị'}) từ {words.short(row.opened_at)}"
        for row in session.execute(standing.order_by(work_item.c.id))
    ]
    return "; ".join(told)


def reason(assessed: Assessment, now: datetime) -> str:
    """A first wording of the reason, by whoever used the most working time; whoever signs makes it their own."""
    spent = clock.consumed(assessed.timeline, local(now))
    most = max(spent, key=lambda party: spent[party], default="agency")
    return _REASONS.get(most, _REASONS["agency"])


def new_day(assessed: Assessment, now: datetime) -> date | None:
    """A working day to propose: two working days after the present appointment, or after today when that has passed."""
    if assessed.due is None:
        return None
    return assessed.timeline.calendar.add_working(max(assessed.due, local(now)), _MORE).at.date()


def last_day(calendar: Calendar, due: datetime) -> date:
    """The last working day before the due day: an apology by then is in time."""
    day = local(due).date()
    for back in range(1, _LOOK_BACK):
        earlier = day - timedelta(days=back)
        if calendar.is_working(earlier):
            return earlier
    return day - timedelta(days=1)


def promise(calendar: Calendar, due: datetime, new_day: date, now: datetime) -> Promise:
    """The new appointment on ``new_day``, at the hour of the old one. Raises ``Invalid`` for a day that cannot be.

    Later than the last working day before the due date the apology is late: it is sent and says so, but the legal
    date does not move any more.
    """
    if not calendar.is_working(new_day):
        raise _wrong_day(
            f"Ngày {words.day(new_day)} không phải ngày làm việc.", f"{words.day(new_day)} is no working day."
        )
    at = datetime.combine(new_day, local(due).time(), VIETNAM)
    if not calendar.is_open(at):
        at = calendar.closing(new_day)
    if at <= local(due) or at <= local(now):
        said = words.short(due)
        raise _wrong_day(
            f"Ngày hẹn lại phải sau ngày hẹn trả hiện nay ({said}) và sau hôm nay.",
            f"The new date must come after the present one ({said}) and after today.",
        )
    return Promise(at, late=local(now).date() > last_day(calendar, due))


def _wrong_day(vi: str, en: str) -> Invalid:
    return Invalid(Text(vi, en), Text("Chọn một ngày làm việc khác.", "Choose another working day."), where="hen_lai")
