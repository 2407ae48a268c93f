"""Playing reference dossiers through the operations the web pages call: hand in, then finish step after step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.support import reference_forms
from benchmarks.support.installation import STEP
from benchmarks.support.processor import ServerCpu, Spent, no_server, spending
from benchmarks.support.reference_procedures import Job
from engine.documents.store import FileStore
from engine.dossiers.author import applicant
from engine.dossiers.filing import Filing
from engine.dossiers.models import work_item
from engine.dossiers.operations import reception, steps
from engine.organisation import accounts
from engine.organisation.actors import Actor
from engine.organisation.models import unit
from engine.platform.db import reading, transaction
from engine.platform.time import FixedClock

PEOPLE = ("anbinh.motcua", "anbinh.tphh", "anbinh.vhxh.chuyenvien", "anbinh.kt.chuyenvien", "anbinh.chutich")
PEOPLE_TOO = ("anbinh.vanthu",)


@dataclass
class Office:
    """The people of one commune, known by the unit and post they work in."""

    clock: FixedClock
    files: FileStore
    actors: dict[tuple[int, str], Actor] = field(default_factory=dict)
    counter: int = 0
    last: int = 0
    """The dossier handed in last."""

    def __post_init__(self) -> None:
        with reading() as session:
            self.counter = session.execute(select(unit.c.id).where(unit.c.code == "anbinh.motcua")).scalar_one()
            for login in (*PEOPLE, *PEOPLE_TOO):
                actor = accounts.actor_named(session, login, self.clock())
                self.actors |= {(held.unit_id, held.post): actor for held in actor.holdings}

    def submit(self, job: Job) -> int:
        """Hand a dossier in, not yet accepted."""
        filed = Filing(reference_forms.applicant(), reference_forms.filled_application(job.items), channel="online")
        with transaction() as session:
            return reception.submit(
                session, self.files, job.key, self.counter, filed, applicant("Nguyễn Thị Minh Khai"), self.clock()
            )

    def finish(self, item: Any, *, again: bool) -> None:
        """Let whoever holds the post finish a step: rights, form, engine, rows, audit, in one transaction."""
        actor = self.actors[(item.unit_id, item.post)]
        said = reference_forms.filled_step(again=again)
        with transaction() as session:
            steps.complete(session, self.files, actor, item.id, None, said, (), self.clock())

    def play(self, job: Job, cpu: ServerCpu = no_server) -> Iterator[Spent]:
        """One dossier from end to end; what each finished step cost."""
        dossier, passes = self.submit(job), 0
        self.last = dossier
        for _ in range(job.limit):
            self.clock.forward(minutes=STEP.total_seconds() / 60)
            with reading() as session:
                item = next_item(session, dossier)
            if item is None:
                return
            again = item.element == "d" and passes < job.passes
            passes += again
            with spending(cpu) as spent:
                self.finish(item, again=again)
            yield spent


def next_item(session: Session, dossier_id: int) -> Any:
    """The oldest open step of a dossier."""
    query = select(work_item).where(work_item.c.dossier_id == dossier_id, work_item.c.status == "open")
    return session.execute(query.order_by(work_item.c.id).limit(1)).first()
