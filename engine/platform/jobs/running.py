"""Runs what is due: leases, calls, settles in one transaction with the mark, retries, gives up."""

from __future__ import annotations

import logging
import os
import socket
import threading
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.platform.db import transaction
from engine.platform.jobs.beating import PULSE
from engine.platform.jobs.handlers import Again, Handler, Handlers, Job, NoRetry
from engine.platform.jobs.leasing import take, take_one
from engine.platform.jobs.models import DEAD, DONE, RUNNING, WAITING, job
from engine.platform.time import Now

_log = logging.getLogger(__name__)
_ERROR_LENGTH = 2000


def run_due(now: Now, handlers: Handlers, limit: int = 20) -> int:
    """Take up to ``limit`` due jobs of the kinds in ``handlers``, run each, and return how many were taken.

    Needs an application context and no open session. Safe to run in any number of threads, processes and machines.
    """
    owner = _owner()
    taken = 0
    while taken < limit:
        leased = take(now(), handlers, owner)
        if leased is None:
            break
        taken += 1
        _run(leased, handlers[leased.kind], owner, now)
    return taken


def run_one(job_id: int, now: Now, handlers: Handlers) -> bool:
    """Run one job if it is due and nobody has it; return whether it was taken. Needs the same as ``run_due``."""
    owner = _owner()
    leased = take_one(job_id, now(), handlers, owner)
    if leased is not None:
        _run(leased, handlers[leased.kind], owner, now)
    return leased is not None


def run_until_idle(now: Now, handlers: Handlers, rounds: int = 1000) -> int:
    """Run due jobs, and those they lead to, until none is due; return how many were run."""
    done = 0
    for _ in range(rounds):
        ran = run_due(now, handlers)
        if not ran:
            break
        done += ran
    return done


def _run(leased: Job, handler: Handler, owner: str, now: Now) -> None:
    try:
        if leased.attempt > handler.attempts:
            raise NoRetry("every runner that took this job died with it")
        answer = None
        if handler.call:
            with PULSE.beating(leased, handler, owner, now):
                answer = handler.call(leased)
        with transaction() as session:
            if _still_ours(session, leased, owner):
                result = handler.settle(session, leased, answer, now())
                if isinstance(result, Again):
                    _mark(session, leased, status=WAITING, run_at=result.at, attempts=0, last_error=None)
                else:
                    _mark(session, leased, status=DONE, result=result, ended_at=now(), last_error=None)
    except Exception as error:
        _failed(leased, handler, owner, error, now())


def _failed(leased: Job, handler: Handler, owner: str, error: Exception, now: datetime) -> None:
    said = f"{type(error).__name__}: {error}"[:_ERROR_LENGTH]
    given_up = isinstance(error, NoRetry) or leased.attempt >= handler.attempts
    _log.warning("job %s (%s) attempt %s failed: %s", leased.id, leased.kind, leased.attempt, type(error).__name__)
    with transaction() as session:
        if not _still_ours(session, leased, owner):
            return
        if given_up:
            _mark(session, leased, status=DEAD, last_error=said, ended_at=now)
            if handler.gave_up:
                handler.gave_up(session, leased, said, now)
        else:
            _mark(session, leased, status=WAITING, last_error=said, run_at=now + handler.wait_after(leased.attempt))


def _still_ours(session: Session, leased: Job, owner: str) -> bool:
    """Lock the job and tell whether the lease is still this attempt's: a slow runner may have been given up on."""
    row = session.execute(
        select(job.c.status, job.c.lease_owner, job.c.attempts).where(job.c.id == leased.id).with_for_update()
    ).first()
    return row is not None and tuple(row) == (RUNNING, owner, leased.attempt)


def _owner() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"


def _mark(session: Session, leased: Job, **values: Any) -> None:
    session.execute(job.update().where(job.c.id == leased.id).values(lease_owner=None, **values))
