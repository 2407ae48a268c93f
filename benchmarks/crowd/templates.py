"""A few real dossiers, played through the operations, whose rows the generator then copies with changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.crowd.organisation import Unit, login, make_units, people
from benchmarks.support import reference_forms
from benchmarks.support.installation import publish_all
from benchmarks.support.playing import next_item
from benchmarks.support.reference_procedures import THREE_STEPS, Job
from benchmarks.support.servers import sqlite
from engine.documents.store import FileStore
from engine.dossiers.author import applicant
from engine.dossiers.filing import Filing
from engine.dossiers.operations import reception, steps
from engine.organisation import accounts
from engine.platform.db import db, metadata, transaction
from tests.support.databases import application

TABLES = ("dossier", "dossier_state", "work_item", "history", "clock_event", "form_submission", "dossier_unit")
"""What the pages read. The audit trail and old states are left out: no page reads them."""

STAGES = ("submitted", "checked", "ready", "returned")
_ENOUGH_PEOPLE = 2_000


@dataclass(frozen=True)
class Template:
    """The rows of one dossier, as SQLite stores them, by table."""

    stage: str
    submitted: datetime
    rows: dict[str, list[dict[str, Any]]]


def played(now: datetime) -> list[Template]:
    """One dossier of each procedure at each stage, in a scratch database with the same units."""
    with sqlite() as scratch:
        app = application(scratch.url)
        with app.app_context():
            db.create_all()
            with transaction() as session:
                units = make_units(session, now)
            publish_all(THREE_STEPS, now)
            path = scratch.folder / "bench.db"
            _people(path, units, now)
            dossiers = [
                _play(FileStore(scratch.folder), units, job, done, now)
                for job in THREE_STEPS
                for done in range(len(STAGES))
            ]
            db.engine.dispose()
            return [
                _template(path, dossier, STAGES[place % len(STAGES)], now) for place, dossier in enumerate(dossiers)
            ]


def _people(path: Path, units: list[Unit], now: datetime) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table, row in people(units, _ENOUGH_PEOPLE, instant(now)):
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])
        connection.commit()


def _play(files: FileStore, units: list[Unit], job: Job, done: int, now: datetime) -> int:
    """Hand a dossier in at the first commune's desk and finish ``done`` of its steps, a quarter of an hour each."""
    counter = next(unit for unit in units if unit.commune == 0 and unit.kind == "one_stop")
    filed = Filing(reference_forms.applicant(), reference_forms.filled_application(), channel="online")
    with transaction() as session:
        dossier = reception.submit(session, files, job.key, counter.id, filed, applicant("Người Mẫu"), now)
    for number in range(done):
        at = now + timedelta(minutes=15 * (number + 1))
        with transaction() as session:
            item = next_item(session, dossier)
            actor = next(_actors(session, units, item, at))
            steps.complete(session, files, actor, item.id, None, reference_forms.filled_step(), (), at)
    return dossier


def _actors(session: Any, units: list[Unit], item: Any, at: datetime) -> Iterator[Any]:
    for number in range(1, _ENOUGH_PEOPLE):
        if units[number % len(units)].id == item.unit_id:
            actor = accounts.actor_named(session, login(number), at)
            if actor.holding(item.unit_id, [item.post]):
                yield actor


def _template(path: Path, dossier: int, stage: str, now: datetime) -> Template:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = {name: [dict(row) for row in connection.execute(_query(name), (dossier,))] for name in TABLES}
    return Template(stage, now, rows)


def _query(name: str) -> str:
    key = "dossier_id" if "dossier_id" in metadata.tables[name].c else "id"
    return f"SELECT * FROM {name} WHERE {key} = ? ORDER BY 1"


def instant(at: datetime) -> str:
    """An instant as SQLite stores it; PostgreSQL reads it too."""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")
