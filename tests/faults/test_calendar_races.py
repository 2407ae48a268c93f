"""Calendars that change at the same moment as something else: one administrator wins, no dossier keeps an old date."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from engine.clock import local
from engine.dossiers.models import dossier, wait, work_item
from engine.dossiers.moving.finding import moving
from engine.dossiers.moving.windows import Window
from engine.dossiers.operations import calendars as changing
from engine.organisation.calendars import operations, queries
from engine.organisation.calendars.changes import Change
from engine.organisation.calendars.models import calendar_change
from engine.organisation.operations.acting import By
from engine.platform.db import reading, transaction
from engine.text import Text
from tests.support.faults_desk import Desk, desk
from tests.support.faults_meeting import CONFLICT, DONE, Act, apart, freely, interleaved
from tests.support.faults_races import BIRTH, REASON


def closed(day: str) -> Change:
    """One more day off for everybody who keeps the calendar."""
    document = {
        "name": "vn",
        "national_holidays": True,
        "week": {"mon-fri": ["08:00-12:00", "13:00-17:00"]},
        "holidays": [{"date": day, "vi": "Nghỉ mất điện", "en": "Power cut"}],
    }
    return Change("calendar", "vn", document, Text("Nghỉ mất điện", "Power cut"), "QĐ 12/QĐ-UBND")


def drafted(here: Desk, day: str) -> int:
    with transaction() as session:
        return operations.draft(session, By(None, here.clock()), closed(day))


def applying(here: Desk, change_id: int) -> Act:
    def act() -> None:
        with transaction() as session:
            changing.apply(session, By(None, here.clock()), change_id)

    return act


def statuses() -> list[str]:
    with reading() as session:
        return list(session.execute(select(calendar_change.c.status).order_by(calendar_change.c.id)).scalars())


def left_behind(here: Desk) -> list[Any]:
    """Every open date that the calendar in force counts otherwise."""
    today = local(here.clock()).date()
    with reading() as session:
        book = queries.book(session)
        units = {*session.execute(select(dossier.c.resolving_unit_id)).scalars()}
        units |= {one for one in session.execute(select(work_item.c.unit_id)).scalars() if one}
        span = Window(today - timedelta(days=60), today + timedelta(days=120))
        return list(moving(session, book, dict.fromkeys(units, span), here.clock()))


@pytest.mark.any_database
def test_of_two_administrators_at_once_one_is_told_that_the_calendar_has_changed(
    new_database: Any, database_kind: str, folder: Path, dice: Random
) -> None:
    with desk(new_database("office"), folder) as here:
        here.receive(BIRTH, "du")
        one, other = drafted(here, "2026-12-08"), drafted(here, "2026-12-09")
        if database_kind == "sqlite":
            met = apart(here, applying(here, one), applying(here, other))
        else:
            met = interleaved(here, applying(here, one), applying(here, other), dice.randrange(2, 14))[:2]
        assert sorted(met) == [CONFLICT, DONE]
        assert sorted(statuses()) == ["applied", "draft"]
        here.run_jobs()
        assert left_behind(here) == []


@pytest.mark.any_database
def test_one_change_applied_twice_at_once_is_applied_once(new_database: Any, folder: Path) -> None:
    with desk(new_database("office"), folder) as here:
        change = drafted(here, "2026-12-08")
        assert sorted(freely(here, applying(here, change), applying(here, change))) == [CONFLICT, DONE]


@pytest.mark.any_database
def test_a_step_finished_while_the_calendar_changes_leaves_no_date_of_the_old_calendar(
    new_database: Any, database_kind: str, folder: Path, dice: Random
) -> None:
    with desk(new_database("office"), folder) as here:
        for asked in ("dat", "bo_sung"):
            number = here.receive(BIRTH, "du")
            item = here.item(number, "kiem_tra", "anbinh.tphh")
            reason = REASON if asked == "bo_sung" else {}
            change = drafted(here, "2026-12-08" if asked == "dat" else "2026-12-09")

            def finish(item: int = item, asked: str = asked, reason: Any = reason) -> object:
                return here.finish("anbinh.tphh", item, asked, **reason)

            if database_kind == "sqlite":
                met = freely(here, finish, applying(here, change))
            else:
                met = interleaved(here, finish, applying(here, change), dice.randrange(2, 20))[:2]
            assert met == (DONE, DONE)
            here.clock.forward(minutes=6)
            here.run_jobs()
            assert left_behind(here) == []
        with reading() as session:
            assert session.execute(select(wait.c.id).where(wait.c.closes_itself_at.is_not(None))).first()
        assert here.findings() == []
