"""The job that makes a call: take a place at the partner, call outside any transaction, settle inside one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors import attempts, guard, pace, reaching, registry
from engine.connectors.attempts import Begun, NotNow, Over
from engine.connectors.base import Accepted, Blocked, Call, Connector, Declined, Done, Unreachable
from engine.connectors.models import ACCEPTED, OPEN, OWED, TELL, TRYING, connector_call
from engine.connectors.reaching import Means
from engine.connectors.sealing import Sealer
from engine.connectors.wire import Exchange, HttpWire
from engine.documents.store import FileStore
from engine.dossiers import calls as reading
from engine.dossiers import clockwork, taking_back
from engine.dossiers.call_papers import papers_of
from engine.dossiers.holding import hold
from engine.dossiers.models import dossier
from engine.dossiers.operations import calls
from engine.dossiers.queueing import CALL, job_key
from engine.platform import jobs
from engine.platform.db import transaction
from engine.platform.jobs import Again, Handler, Handlers, Job
from engine.platform.time import Now

RUNNERS, SHARE = 6, 4
"""Threads that make calls, and how many of them one partner may keep busy: partners are slow, dossiers must not wait
for one another."""

_TIMEOUT = timedelta(seconds=20)
_AWAY = "đối tác không hoạt động / the partner is away"
_SILENT = "hết thời gian chờ trả lời / no answer in time"


@dataclass(frozen=True)
class Outside:
    """What a call needs of the world: the time, chance, the key of the secrets, names to addresses, folders."""

    now: Now
    sealer: Sealer
    random: pace.Random = field(default=random.random)
    resolving: guard.Resolve = guard.resolve
    roots: Sequence[Path] = ()
    files: FileStore | None = None


@dataclass(frozen=True)
class Tried:
    """One attempt and how it ended: the outcome's word, what was said, and what the partner gave."""

    begun: Begun
    outcome: str
    said: str = ""
    got: Done | Accepted | Declined | None = None
    seen: tuple[Exchange, ...] = ()


def handlers(outside: Outside) -> Handlers:
    """The handler of calls, for the composition root."""

    def call(job: Job) -> Tried | NotNow | Over:
        return _call(job, outside)

    def settle(session: Session, job: Job, tried: Any, now: datetime) -> Again | None:
        return _settle(session, job, tried, now, outside.random)

    return {CALL: Handler(settle=settle, call=call, gave_up=_gave_up, attempts=12, share=SHARE)}


def of_installation(secret: str, now: Now, roots: Sequence[Path] = (), files: FileStore | None = None) -> Handlers:
    """The handler as an installation runs it; ``secret`` is the one its partners' secrets are sealed with.

    ``roots`` are the folders partners that are folders may be in, ``files`` what a call may send of a dossier.
    """
    return handlers(Outside(now, Sealer(secret), roots=roots, files=files))


def _call(job: Job, outside: Outside) -> Tried | NotNow | Over:
    with transaction() as session:
        row = reading.find(session, job.payload["call"])
        connector = registry.find(row.connector)
        timeout = connector.descriptor.timeout if connector else _TIMEOUT
        begun = attempts.begin(session, row.id, job.payload.get("round", 1), timeout, outside.now(), outside.random)
        if not isinstance(begun, Begun):
            return begun
        means = Means(outside.sealer, outside.resolving, outside.roots)
        papers = papers_of(session, row.dossier_id, outside.files)
        wire = reaching.wire_to(session, begun.partner, row.key, timeout.total_seconds(), means)
        said = select(dossier.c.code, dossier.c.reference).where(dossier.c.id == row.dossier_id)
        code, reference = session.execute(said).one()
    if connector is None:
        return Tried(begun, "blocked", f"the connector {row.connector!r} is not installed")
    call = Call(row.key, row.params, code or reference, outside.now(), begun.call.receipt or "", papers)
    return _attempt(begun, connector, call, wire)


def _attempt(begun: Begun, connector: Connector, call: Call, wire: HttpWire) -> Tried:
    """Make the call; whatever a connector raises is an outcome, so that the place at the partner is given back."""
    try:
        if begun.call.debt == TELL:
            taking_back.tell(connector, call, wire)
            return Tried(begun, "withdrawn", "", None, tuple(wire.seen))
        got = connector.call(call, wire)
        word, said = ("accepted" if isinstance(got, Accepted) else "done"), ""
        return Tried(begun, word, said, got, tuple(wire.seen))
    except Declined as error:
        return Tried(begun, "declined", wire.clean(f"{error.code}: {error}"), error, tuple(wire.seen))
    except Blocked as error:
        return Tried(begun, "blocked", str(error), None, tuple(wire.seen))
    except Unreachable as error:
        return Tried(begun, "failed", wire.clean(str(error)), None, tuple(wire.seen))
    except Exception as error:
        return Tried(begun, "failed", wire.clean(f"{type(error).__name__}: {error}"), None, tuple(wire.seen))


def _settle(session: Session, job: Job, tried: Any, now: datetime, random: pace.Random) -> Again | None:
    if isinstance(tried, Over):
        return None
    call_id, dossier_id = job.payload["call"], job.payload["dossier"]
    hold(session, dossier_id)
    if isinstance(tried, NotNow):
        return _later(session, call_id, tried, now)
    connector = registry.find(tried.begun.call.connector)
    private = connector.descriptor.private if connector else frozenset()
    reading.hold_call(session, call_id)
    if attempts.end(session, tried.begun, tried.outcome, tried.said, tried.seen, private, now):
        _wake_the_others(session, tried.begun.partner.code, call_id, now)
    author = calls.as_partner(session, tried.begun.partner.code)
    call = reading.find(session, call_id)
    if tried.begun.call.debt == TELL:
        return taking_back.settle(session, call, tried.outcome, tried.said, author, now, random)
    taking_back.note_late(session, call, tried.got)
    if tried.got is not None:
        clockwork.partner_restored(session, dossier_id, call.key, author.name, now)
    if isinstance(tried.got, Done):
        calls.answered(session, call, tried.got.response, tried.got.receipt, author, now)
    elif isinstance(tried.got, Accepted):
        calls.accepted(session, call, tried.got.receipt, author, now)
    elif isinstance(tried.got, Declined):
        calls.refused(session, call, tried.got.code, str(tried.got), author, now)
    elif tried.outcome == "blocked":
        calls.get_stuck(session, call, tried.said, now)
    return _next(session, call_id, tried, now, random)


def _next(session: Session, call_id: int, tried: Tried, now: datetime, random: pace.Random) -> Again | None:
    """When to come back to a call that is still open, if at all."""
    call = reading.find(session, call_id)
    if call.round != tried.begun.call.round:
        return None
    if call.status == ACCEPTED and call.debt is None:
        if now >= call.deadline_at:
            author = calls.as_partner(session, call.partner)
            if not calls.give_up(session, call, _SILENT, author, now):
                return None
        return Again(now + pace.spread(_patience(call.connector), random))
    if call.status != TRYING and call.debt != OWED:
        return None
    if tried.outcome == "accepted":
        return Again(now + pace.spread(_patience(call.connector), random))
    return _try_again(session, call, tried.said, now, random)


def _try_again(session: Session, call: Any, said: str, now: datetime, random: pace.Random) -> Again | None:
    noted = connector_call.update().where(connector_call.c.id == call.id)
    session.execute(noted.values(last_error=said[:500]))
    if call.debt is None:
        clockwork.partner_lost(session, call.dossier_id, call.key, reading.partner_name(session, call.partner), now)
    exhausted = call.attempts >= call.most or now >= call.deadline_at
    if exhausted and call.debt is None:
        author = calls.as_partner(session, call.partner)
        if not calls.give_up(session, call, said, author, now):
            return None
    return Again(now + pace.wait_after(call.attempts, random))


def _later(session: Session, call_id: int, not_now: NotNow, now: datetime) -> Again | None:
    """The partner may not be called now; when that lasts too long the step's failure rule applies."""
    call = reading.find(session, call_id)
    if now >= call.deadline_at and call.status in OPEN and call.debt is None:
        author = calls.as_partner(session, call.partner)
        if not calls.give_up(
            session, call, call.last_error or "đối tác không hoạt động / partner is away", author, now
        ):
            return None
    return Again(not_now.at)


def _wake_the_others(session: Session, code: str, but: int, now: datetime) -> None:
    """The partner is back: those that wait for it need not wait out their pause."""
    waiting = select(connector_call).where(connector_call.c.partner == code, connector_call.c.id != but)
    open_ones = (connector_call.c.status == TRYING) | connector_call.c.debt.in_([OWED, TELL])
    for row in session.execute(waiting.where(open_ones).order_by(connector_call.c.id).limit(200)).all():
        jobs.hasten(session, job_key(row), now)


def _gave_up(session: Session, job: Job, error: str, now: datetime) -> None:
    hold(session, job.payload["dossier"])
    call = reading.find(session, job.payload["call"])
    if call.status in OPEN or call.debt == OWED:
        calls.get_stuck(session, call, error, now)
    taking_back.by_hand(session, call, error)


def _patience(connector_id: str) -> timedelta:
    connector = registry.find(connector_id)
    return connector.descriptor.patience if connector else pace.LONGEST
