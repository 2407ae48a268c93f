"""What an administrator watches: open incidents, jobs by state, log-in sessions, all in short lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier, incident
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.models import account, login_session, person
from engine.organisation.policy import Act
from engine.platform.jobs.models import DEAD, DONE, RUNNING, WAITING, job
from engine.platform.search import search_key

SHOWN = 200
JOB_STATES = (WAITING, RUNNING, DEAD, DONE)
SLOW = timedelta(minutes=5)
"""A job that waits this long beyond its time means that no runner is at work."""


@dataclass(frozen=True)
class Health:
    """The figures of the first page of the administration."""

    incidents: int
    dead_jobs: int
    late_jobs: int
    log_ins: int


def health(session: Session, admin: Actor, now: datetime) -> Health:
    """Count what needs attention."""
    policy.require(admin, Act.ADMINISTER)
    late = (job.c.status == WAITING) & (job.c.run_at < now - SLOW)
    return Health(
        incidents=_count(session, incident.c.resolved_at.is_(None)),
        dead_jobs=_count(session, job.c.status == DEAD),
        late_jobs=_count(session, late),
        log_ins=len(log_ins(session, admin, now)),
    )


def open_incidents(session: Session, admin: Actor) -> Sequence[Row[Any]]:
    """Incidents nobody has settled, oldest first, with the code and procedure of the dossier and nothing personal."""
    policy.require(admin, Act.ADMINISTER)
    return session.execute(
        select(incident, dossier.c.code.label("dossier_code"), dossier.c.reference, dossier.c.procedure_name)
        .join(dossier, dossier.c.id == incident.c.dossier_id)
        .where(incident.c.resolved_at.is_(None))
        .order_by(incident.c.opened_at, incident.c.id)
        .limit(SHOWN)
    ).all()


def job_counts(session: Session, admin: Actor) -> dict[str, int]:
    """How many jobs are in each state."""
    policy.require(admin, Act.ADMINISTER)
    rows = session.execute(select(job.c.status, func.count()).group_by(job.c.status))
    found = {status: int(count) for status, count in rows}
    return {state: found.get(state, 0) for state in JOB_STATES}


def jobs(session: Session, admin: Actor, state: str) -> Sequence[Row[Any]]:
    """Jobs of one state: what waits or runs by time, what is over newest first."""
    policy.require(admin, Act.ADMINISTER)
    order = job.c.run_at if state in (WAITING, RUNNING) else job.c.ended_at.desc()
    found = select(job, dossier.c.code, dossier.c.reference).outerjoin(dossier, dossier.c.id == job.c.dossier_id)
    return session.execute(found.where(job.c.status == state).order_by(order, job.c.id).limit(SHOWN)).all()


def log_ins(session: Session, admin: Actor, now: datetime, words: str = "") -> list[Row[Any]]:
    """Living log-in sessions of everybody, last used first; ``words`` filters by name or log-in."""
    policy.require(admin, Act.ADMINISTER)
    query = (
        select(login_session, account.c.username, person.c.full_name)
        .join(account, account.c.id == login_session.c.account_id)
        .join(person, person.c.id == account.c.person_id)
        .where(login_session.c.ended_at.is_(None), login_session.c.expires_at > now)
        .order_by(login_session.c.seen_at.desc(), login_session.c.id)
        .limit(SHOWN)
    )
    for word in search_key(words).split():
        query = query.where(
            person.c.search.contains(word, autoescape=True) | account.c.username.contains(word, autoescape=True)
        )
    rows = session.execute(query)
    return [row for row in rows if row.seen_at + timedelta(seconds=row.idle_seconds) > now]


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return int(session.execute(select(func.count()).where(condition)).scalar_one())
