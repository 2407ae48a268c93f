"""How long the preview of a changed calendar takes, and how fast the due dates then move.

    .venv/bin/python -m benchmarks.calendars [--dossiers 200000] [--database sqlite|postgresql]

Loads a province (see ``benchmarks/crowd``), drafts one more day off for everybody, previews it, applies it, and lets
the job carry out some batches.
"""

from __future__ import annotations

import argparse
import time
import warnings
from datetime import timedelta

from sqlalchemy import func, select

from benchmarks.crowd.province import fill
from benchmarks.support.installation import MONDAY
from benchmarks.support.servers import FOR_LOADING, of_kind
from engine.dossiers.models import dossier
from engine.dossiers.moving.carrying import waiting
from engine.dossiers.operations import calendars
from engine.organisation.calendars import operations
from engine.organisation.calendars.changes import Change
from engine.organisation.operations.acting import By
from engine.platform.db import db, reading, transaction
from engine.platform.time import local_day
from engine.text import Text
from tests.support.databases import application

DATABASES = ("postgresql", "sqlite")
BATCHES = 10
SMOKE = 300


def day_off() -> Change:
    """The day after tomorrow nobody works."""
    day = local_day(MONDAY) + timedelta(days=2)
    document = {
        "name": "vn",
        "national_holidays": True,
        "week": {"mon-fri": ["08:00-12:00", "13:00-17:00"]},
        "holidays": [{"date": day.isoformat(), "vi": "Nghỉ mất điện", "en": "Power cut"}],
    }
    return Change("calendar", "vn", document, Text("Nghỉ mất điện", "Power cut"), "QĐ 12/QĐ-UBND")


def measure() -> list[str]:
    """Preview, apply and carry out; the lines to print."""
    by, change = By(None, MONDAY), day_off()
    with reading() as session:
        open_ones = select(func.count()).where(dossier.c.ended_at.is_(None), dossier.c.due_at.is_not(None))
        number = session.execute(open_ones).scalar_one()
        began = time.perf_counter()
        told = calendars.preview(session, change, MONDAY)
        looked = time.perf_counter() - began
    with transaction() as session:
        change_id = operations.draft(session, by, change)
    began = time.perf_counter()
    with transaction() as session:
        calendars.apply(session, by, change_id)
    applied = time.perf_counter() - began
    with reading() as session:
        left = waiting(session, change_id)
    began = time.perf_counter()
    for batch in range(BATCHES):
        with transaction() as session:
            calendars.work_off(session, change_id, MONDAY + timedelta(seconds=batch + 1))
    moved = time.perf_counter() - began
    with reading() as session:
        done = left - waiting(session, change_id)
    return [
        f"{number:,} open dossiers with a due date; {told.dossiers:,} of them and {told.steps:,} steps would move",
        f"preview {looked:.1f} s; applying (before the batches) {applied:.1f} s",
        f"batches: {done:,} due dates in {moved:.1f} s, {done / moved if moved else 0:,.0f} a second",
    ]


def main() -> None:
    """Load, measure and print, one database after the other."""
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossiers", type=int, default=200_000)
    options.add_argument("--database", choices=DATABASES, action="append")
    options.add_argument("--smoke", action="store_true", help="a tiny province, only to prove that it runs")
    chosen = options.parse_args()
    for kind in chosen.database or DATABASES:
        with of_kind(kind, FOR_LOADING) as database, application(database.url).app_context():
            province = fill(database, SMOKE if chosen.smoke else chosen.dossiers, MONDAY)
            print(f"{database.kind}: {sum(province.rows.values()):,} rows, loaded in {province.seconds:.0f} s")
            print("\n".join(measure()), flush=True)
            db.engine.dispose()


if __name__ == "__main__":
    main()
