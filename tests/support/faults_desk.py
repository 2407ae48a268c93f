"""The office at the level of operations, without HTTP: what the fault campaigns let happen, one act per call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, select

from demo.dossiers import applications
from engine.documents.files import Upload
from engine.documents.store import FileStore
from engine.dossiers import doctor
from engine.dossiers.filing import Filing
from engine.dossiers.handlers import HANDLERS
from engine.dossiers.models import dossier as dossier_table
from engine.dossiers.models import incident, wait, work_item
from engine.dossiers.operations import reception, repairs, steps, waits, withdrawal
from engine.dossiers.operations.reception import AtCounter
from engine.organisation import accounts
from engine.organisation.policy import ONE_STOP
from engine.platform import jobs
from engine.platform.db import db, reading, transaction
from engine.platform.time import FixedClock, Now
from tests.support.databases import application
from tests.support.faults_wire import Wire, tap

MONDAY = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)
"""Monday 7/12/2026, 09:00 in Viet Nam."""

PDF = b"%PDF-1.4\n%%EOF\n"


@dataclass
class Desk:
    """One installation: its application, its files, its clock. Every method is one act in one transaction."""

    app: Flask
    wire: Wire
    files: FileStore
    clock: FixedClock

    @property
    def engine(self) -> Engine:
        """The engine of this installation; each opened desk has its own."""
        return db.engine

    def receive(self, key: str, outcome: str | None, **step: Any) -> int:
        """Hand in the demo application of ``key`` at its counter, or a bare one for a procedure without a form."""
        given = applications().get(key) or bare_application()
        with transaction() as session:
            clerk = accounts.actor_named(session, given["counter"], self.clock())
            unit = next(held.unit_id for held in clerk.holdings if held.unit_kind == ONE_STOP)
            filed = Filing(given["applicant"], given["form"])
            decision = AtCounter(outcome, step)
            return reception.receive(session, self.files, clerk, key, unit, filed, decision, self.clock())

    def finish(self, login: str, item: int, outcome: str | None, uploads: Sequence[Upload] = (), **values: Any) -> int:
        """Finish a work item with an outcome."""
        with transaction() as session:
            actor = accounts.actor_named(session, login, self.clock())
            return steps.complete(session, self.files, actor, item, outcome, values, uploads, self.clock())

    def claim(self, login: str, item: int) -> None:
        """Take a work item on oneself."""
        with transaction() as session:
            steps.claim(session, accounts.actor_named(session, login, self.clock()), item, self.clock())

    def save_draft(self, login: str, item: int, **values: Any) -> None:
        """Keep what was typed."""
        with transaction() as session:
            actor = accounts.actor_named(session, login, self.clock())
            steps.save_draft(session, actor, item, None, values, self.clock())

    def deliver(self, login: str, wait_id: int, uploads: Sequence[Upload] = (), **values: Any) -> int:
        """Record what a dossier waited for."""
        with transaction() as session:
            actor = accounts.actor_named(session, login, self.clock())
            return waits.deliver(session, self.files, actor, wait_id, values, uploads, self.clock())

    def withdraw(self, login: str, dossier: int, reason: str = "Không cần nữa.") -> None:
        """Stop a dossier for its applicant."""
        with transaction() as session:
            actor = accounts.actor_named(session, login, self.clock())
            withdrawal.withdraw(session, actor, dossier, reason, self.clock())

    def retry(self, incident_id: int, login: str = "quantri") -> bool:
        """Try again what failed, once somebody has repaired the cause."""
        with transaction() as session:
            return repairs.retry(session, accounts.actor_named(session, login, self.clock()), incident_id, self.clock())

    def incidents(self, dossier: int) -> list[Any]:
        """The incidents of a dossier nobody has settled yet."""
        with reading() as session:
            mine = (incident.c.dossier_id == dossier) & incident.c.resolved_at.is_(None)
            return list(session.execute(select(incident).where(mine).order_by(incident.c.id)))

    def run_jobs(self) -> int:
        """Run everything that is due by the desk's clock."""
        return self.run_jobs_by(self.clock)

    def run_jobs_by(self, now: Now) -> int:
        """Run everything that is due by another clock."""
        return jobs.run_until_idle(now, HANDLERS)

    def item(self, dossier: int, element: str, login: str) -> int:
        """The newest work item of an element at a unit of ``login``, open or not: what their page would name."""
        with reading() as session:
            actor = accounts.actor_named(session, login, self.clock())
            units = [held.unit_id for held in actor.holdings]
            mine = (work_item.c.dossier_id == dossier) & (work_item.c.element == element)
            query = select(work_item.c.id).where(mine, work_item.c.unit_id.in_(units))
            return int(session.execute(query.order_by(work_item.c.id.desc()).limit(1)).scalar_one())

    def wait(self, dossier: int, element: str) -> int:
        """The newest wait of an element, open or not."""
        with reading() as session:
            query = select(wait.c.id).where(wait.c.dossier_id == dossier, wait.c.element == element)
            return int(session.execute(query.order_by(wait.c.id.desc()).limit(1)).scalar_one())

    def newest(self) -> int:
        """The id of the newest dossier, 0 when there is none."""
        with reading() as session:
            query = select(dossier_table.c.id).order_by(dossier_table.c.id.desc()).limit(1)
            return int(session.execute(query).scalar() or 0)

    def row(self, dossier: int) -> Any:
        """The dossier's row."""
        with reading() as session:
            return session.execute(select(dossier_table).where(dossier_table.c.id == dossier)).one()

    def findings(self) -> list[str]:
        """What the doctor says, in English."""
        with reading() as session:
            said = doctor.examine(session, self.files)
            return [f"{found.invariant} {found.subject}: {found.message.en}" for found in said]


@lru_cache(maxsize=4)
def _application(url: str) -> tuple[Flask, Wire]:
    """One application per database, so that its compiled statements outlive the connections."""
    app = application(url)
    with app.app_context():
        return app, tap(db.engine)


@contextmanager
def desk(url: str, folder: Path) -> Iterator[Desk]:
    """Open an installation on a database and close every connection afterwards."""
    app, wire = _application(url)
    with app.app_context():
        try:
            yield Desk(app, wire, FileStore(folder), FixedClock(MONDAY))
        finally:
            db.engine.dispose()


def bare_application() -> Mapping[str, Any]:
    """The applicant of the demo without any form, for the small procedures of these tests."""
    born = applications()["dang-ky-khai-sinh"]
    return {"counter": born["counter"], "applicant": born["applicant"], "form": {}}


def paper(name: str, text: str = "") -> Upload:
    """A small PDF with its own content."""
    return Upload(name, PDF + text.encode())
