"""Upkeep seals what was written and asks for its own next round, once."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from engine.platform import audit, upkeep
from engine.platform.audit.models import audit_seal
from engine.platform.db import reading, transaction
from engine.platform.jobs import run_until_idle
from engine.platform.jobs.models import job
from engine.platform.time import FixedClock


def test_each_hour_is_sealed_and_the_next_asked_for(app_db: Flask, clock: FixedClock) -> None:
    with transaction() as session:
        upkeep.schedule(session, clock())
        upkeep.schedule(session, clock())
        audit.record(session, subject_kind="card", subject_id=1, act="issued", actor="librarian", at=clock())
    assert run_until_idle(clock, upkeep.HANDLERS) == 0
    for _ in range(3):
        clock.forward(hours=1)
        assert run_until_idle(clock, upkeep.HANDLERS) == 1
    with reading() as session:
        assert len(session.execute(select(audit_seal)).all()) == 1
        assert audit.verify(session) == ()
        assert session.execute(select(job.c.status).order_by(job.c.id)).scalars().all() == ["done"] * 3 + ["waiting"]
