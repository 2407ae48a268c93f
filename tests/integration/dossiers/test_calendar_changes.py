"""Changing a calendar: what would move is told before, and moves afterwards with ledger, history and audit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine import clock
from engine.clock import local
from engine.dossiers.models import clock_event, dossier, history, work_item
from engine.dossiers.moving.handlers import HANDLERS
from engine.dossiers.moving.models import calendar_move
from engine.dossiers.operations import calendars as moving
from engine.dossiers.operations.calendars import apply, preview
from engine.organisation.calendars import operations, queries
from engine.organisation.calendars.changes import Change
from engine.organisation.calendars.models import calendar_change
from engine.organisation.operations.acting import By
from engine.platform import audit, jobs
from engine.platform.audit.models import audit as trail
from engine.platform.db import reading, transaction
from engine.platform.errors import Conflict, Invalid
from engine.text import Text
from tests.support.desk import NOW, Desk, opened

KEY = "tro-cap-mot-lan"
PROGRAM = By(None, NOW)


@pytest.fixture
def desk(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    with opened(new_database("office"), tmp_path) as made:
        yield made


def holiday(day: str = "2026-12-09", name: str = "vn") -> Change:
    """One more day off for everybody who keeps the calendar."""
    document = {
        "name": name,
        "national_holidays": True,
        "week": {"mon-fri": ["08:00-12:00", "13:00-17:00"]},
        "holidays": [{"date": day, "vi": "Nghỉ mất điện", "en": "Power cut"}],
    }
    return Change("calendar", name, document, Text("Nghỉ mất điện", "Power cut"), "QĐ 12/QĐ-UBND")


def row(dossier_id: int) -> Any:
    with reading() as session:
        return session.execute(select(dossier).where(dossier.c.id == dossier_id)).one()


def kept(change: Change) -> int:
    with transaction() as session:
        change_id = operations.draft(session, PROGRAM, change)
    with transaction() as session:
        apply(session, PROGRAM, change_id)
    return change_id


def test_a_new_day_off_moves_every_due_date_that_crosses_it_by_one_working_day(desk: Desk) -> None:
    number = desk.receive(KEY)
    before = row(number)

    with reading() as session:
        told = preview(session, holiday(), NOW)
    assert (told.dossiers, told.earlier, told.newly_late) == (1, 0, 0)
    assert told.first[0].before == before.due_at
    assert row(number).due_at == before.due_at, "a preview changes nothing"

    kept(holiday())
    after = row(number)
    assert local(after.due_at) == local(told.first[0].after)
    moved_days = (local(after.due_at).date() - local(before.due_at).date()).days
    assert moved_days in (1, 3), "one working day later, over a weekend three days"


def test_each_dossier_that_moves_is_told_why_in_ledger_history_and_audit(desk: Desk) -> None:
    number = desk.receive(KEY)
    kept(holiday())

    with reading() as session:
        event = session.execute(select(clock_event).where(clock_event.c.kind == "calendar_changed")).one()
        lines = session.execute(select(history).where(history.c.act == "due_moved", history.c.public)).all()
        acts = session.execute(select(trail.c.act).where(trail.c.act == "due_moved")).all()
        assert audit.verify(session) == ()
    assert (event.dossier_id, event.rule) == (number, "C6")
    assert "QĐ 12/QĐ-UBND" in event.reason[0]
    assert len(lines) == 1
    assert "Ngày hẹn trả chuyển từ" in lines[0].said[0]
    assert len(acts) == 1


def test_open_steps_move_with_their_explanation(desk: Desk) -> None:
    number = desk.receive(KEY)
    kept(holiday("2026-12-07"))
    with reading() as session:
        item = session.execute(select(work_item).where(work_item.c.dossier_id == number, work_item.c.due_at > NOW))
        assert all(local(one.due_at).date() > date(2026, 12, 7) for one in item)


def test_what_is_past_the_new_day_does_not_move(desk: Desk) -> None:
    number = desk.receive(KEY)
    before = row(number).due_at
    kept(holiday("2027-11-30"))
    assert row(number).due_at == before


def test_many_dossiers_are_moved_by_a_job_in_batches(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "AT_ONCE", 1)
    numbers = [desk.receive(KEY) for _ in range(3)]
    before = [row(number).due_at for number in numbers]
    change = kept(holiday())
    assert [row(number).due_at for number in numbers] == before

    jobs.run_until_idle(lambda: NOW + timedelta(seconds=1), HANDLERS)
    assert all(row(number).due_at > due for number, due in zip(numbers, before, strict=True))
    with reading() as session:
        assert queries.change(session, change).status == "applied"
        assert set(session.execute(select(calendar_move.c.status)).scalars()) == {"moved"}


def test_a_last_look_finds_what_was_written_by_the_old_calendar_at_the_same_moment(desk: Desk) -> None:
    number = desk.receive(KEY)
    before = row(number).due_at
    kept(holiday())
    with transaction() as session:
        session.execute(calendar_move.delete())
        session.execute(dossier.update().where(dossier.c.id == number).values(due_at=before))
    jobs.run_until_idle(lambda: NOW + timedelta(minutes=6), HANDLERS)
    assert row(number).due_at > before


def test_a_change_drafted_before_another_was_applied_is_refused(desk: Desk) -> None:
    with transaction() as session:
        late = operations.draft(session, PROGRAM, holiday("2026-12-10"))
    kept(holiday())
    with pytest.raises(Conflict, match="have changed since"), transaction() as session:
        apply(session, PROGRAM, late)


def test_a_unit_may_keep_another_calendar_from_a_day_on(desk: Desk) -> None:
    number = desk.receive(KEY)
    unit = row(number).resolving_unit_id
    with reading() as session:
        units = [unit]
        assert not queries.of_unit(session, unit).is_working(date(2027, 1, 16))
    payload = {"units": units, "calendar": "vn-ward-0730-sat", "from": "2027-01-04"}
    kept(Change("unit", str(unit), payload, Text("Làm sáng thứ Bảy", "Saturday mornings")))
    with reading() as session:
        calendar = queries.of_unit(session, unit)
    assert not calendar.is_working(date(2026, 12, 19)), "what came before stays as it was"
    assert calendar.is_working(date(2027, 1, 16))


def test_a_decided_year_settles_provisional_dates_that_do_not_move(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.desk.NOW", NOW + timedelta(days=14))
    number = desk.receive(KEY)
    before = row(number)
    assert before.due["provisional"]
    expected = [day for day, what in sorted(clock.draft(2027).items()) if what.kind == "holiday"]
    document = {
        "year": 2027,
        "decisions": {"qd": {"vi": "Quyết định 1/QĐ-TTg", "en": "Decision 1"}},
        "holidays": [{"date": day.isoformat(), "vi": "Nghỉ", "by": "qd"} for day in expected],
    }
    change = Change("year", "2027", document, Text("Lịch nghỉ 2027", "Holidays of 2027"), "Quyết định 1/QĐ-TTg")
    with reading() as session:
        told = preview(session, change, NOW)
    kept(change)
    after = row(number)
    assert (told.total, told.settled) == (0, 1)
    assert (after.due_at, after.due["provisional"]) == (before.due_at, False)
    with reading() as session:
        assert session.execute(select(history).where(history.c.act == "due_moved")).all() == []


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"week": {"mon-fri": ["08:00-12:00"]}, "holidays": ["2026-12-09", "2026-12-09"]}, "09/12/2026"),
        ({"week": {}}, "no working hours for 31 days"),
        ({"base": "vn-nam"}, "vn-nam"),
        ({"base": "vn"}, "built on itself: vn → vn"),
        (
            {"hours": [{"from": "2026-12-01", "week": {"mon-fri": ["08:00-12:00"]}}]},
            "no working hours in force on 02/11/2025",
        ),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused_with_the_day(
    desk: Desk, document: dict[str, Any], said: str
) -> None:
    change = Change("calendar", "vn", document, Text("x", "x"))
    with pytest.raises(Invalid, match=said), transaction() as session:
        operations.draft(session, PROGRAM, change)
    with reading() as session:
        assert session.execute(select(calendar_change)).all() == []
