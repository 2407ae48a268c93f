"""An unanswered wait closes its dossier (rule C11); a calendar that changes meanwhile moves that day, too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine import clock
from engine.clock import local
from engine.dossiers.handlers import HANDLERS
from engine.dossiers.models import dossier, history, wait
from engine.dossiers.operations import calendars as changing
from engine.organisation.calendars import operations
from engine.organisation.calendars.changes import Change
from engine.organisation.operations.acting import By
from engine.platform import jobs
from engine.platform.db import reading, transaction
from engine.text import Text
from tests.support.desk import NOW, Desk, opened

PROGRAM = By(None, NOW)


@pytest.fixture
def desk(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    with opened(new_database("office"), tmp_path) as made:
        yield made


def waiting(desk: Desk) -> int:
    number = desk.receive("dang-ky-khai-sinh")
    desk.finish("anbinh.tphh", number, "bo_sung", ly_do="Thiếu giấy.")
    return number


def closes(number: int) -> Any:
    with reading() as session:
        return session.execute(select(wait.c.closes_itself_at).where(wait.c.dossier_id == number)).scalar_one()


def day_off(day: str) -> None:
    week = {"mon-fri": ["08:00-12:00", "13:00-17:00"]}
    document = {"name": "vn", "national_holidays": True, "week": week, "holidays": [{"date": day, "vi": "Nghỉ"}]}
    with transaction() as session:
        change = operations.draft(session, PROGRAM, Change("calendar", "vn", document, Text("Nghỉ", "Off")))
    with reading() as session:
        assert changing.preview(session, Change("calendar", "vn", document, Text("Nghỉ", "Off")), NOW).waits == 1
    with transaction() as session:
        changing.apply(session, PROGRAM, change)


def status(number: int) -> str:
    with reading() as session:
        found: str = session.execute(select(dossier.c.status).where(dossier.c.id == number)).scalar_one()
    return found


def test_one_more_day_off_gives_the_applicant_one_more_day(desk: Desk) -> None:
    number = waiting(desk)
    before = closes(number)
    assert local(before) == clock.builtin("vn").add_working(NOW, 15 * 8 * 3600).at
    day_off("2026-12-09")
    after = closes(number)
    assert after > before

    jobs.run_until_idle(lambda: before + timedelta(minutes=1), HANDLERS)
    assert status(number) == "supplement", "the old day has passed and nothing was closed"
    jobs.run_until_idle(lambda: after + timedelta(minutes=1), HANDLERS)
    assert status(number) == "stopped"


def test_the_applicant_reads_why_the_day_moved(desk: Desk) -> None:
    number = waiting(desk)
    day_off("2026-12-09")
    with reading() as session:
        lines = session.execute(select(history).where(history.c.dossier_id == number, history.c.act == "due_moved"))
        said = [row.said[0] for row in lines if row.public]
    assert any(line.startswith("Hạn trả lời chuyển từ") for line in said)


def test_a_wait_that_was_answered_stays_as_it_was(desk: Desk) -> None:
    number = waiting(desk)
    with transaction() as session:
        session.execute(wait.update().where(wait.c.dossier_id == number).values(status="answered", closed_at=NOW))
    before = closes(number)
    with transaction() as session:
        week = {"mon-fri": ["08:00-12:00", "13:00-17:00"]}
        document = {"name": "vn", "national_holidays": True, "week": week, "holidays": ["2026-12-09"]}
        change = operations.draft(session, PROGRAM, Change("calendar", "vn", document, Text("Nghỉ", "Off")))
        changing.apply(session, PROGRAM, change)
    assert closes(number) == before
