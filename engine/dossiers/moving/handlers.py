"""The job that carries out a change of calendar in batches, and looks once more for what slipped by."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.dossiers.moving.finding import moving
from engine.dossiers.moving.windows import Window
from engine.dossiers.operations import calendars
from engine.organisation.calendars import queries
from engine.platform.jobs import Handler, Handlers, Job


def _move(session: Session, job: Job, _: Any, now: datetime) -> None:
    """Move the next batch. The last look finds dossiers whose act began before the calendar changed and ended after."""
    change_id = job.payload["change"]
    spans = job.payload.get("windows")
    if spans is not None:
        windows = {int(unit): Window(*map(date.fromisoformat, days)) for unit, days in spans.items()}
        calendars.keep(session, change_id, moving(session, queries.book(session), windows, now))
    calendars.work_off(session, change_id, now)


HANDLERS: Handlers = {calendars.MOVE: Handler(settle=_move, attempts=50)}
