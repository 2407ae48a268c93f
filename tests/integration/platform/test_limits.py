"""Guessing gets slower, per key, on both databases; patience is rewarded."""

from __future__ import annotations

import threading
from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.platform.db import reading, transaction
from engine.platform.limits import Limit, failed, rate_limit, succeeded, tidy, wait_for
from engine.platform.time import FixedClock

DOOR = Limit("door", free=2, first=timedelta(seconds=1), longest=timedelta(seconds=8), forget=timedelta(hours=1))


def test_the_wait_doubles_up_to_the_longest(session: Session, clock: FixedClock) -> None:
    waits = [failed(session, DOOR, "anna", clock()).total_seconds() for _ in range(8)]
    assert waits == [0, 0, 1, 2, 4, 8, 8, 8]


def test_after_the_wait_one_may_try_again(session: Session, clock: FixedClock) -> None:
    for _ in range(4):
        failed(session, DOOR, "anna", clock())
    assert wait_for(session, DOOR, "anna", clock()) == timedelta(seconds=2)
    clock.forward(seconds=1)
    assert wait_for(session, DOOR, "anna", clock()) == timedelta(seconds=1)
    clock.forward(seconds=1)
    assert wait_for(session, DOOR, "anna", clock()) == timedelta(0)


def test_each_key_and_each_limit_counts_for_itself(session: Session, clock: FixedClock) -> None:
    for _ in range(4):
        failed(session, DOOR, "anna", clock())
    assert wait_for(session, DOOR, "binh", clock()) == timedelta(0)
    assert wait_for(session, Limit("window", free=2), "anna", clock()) == timedelta(0)


def test_success_forgets(session: Session, clock: FixedClock) -> None:
    for _ in range(4):
        failed(session, DOOR, "anna", clock())
    succeeded(session, DOOR, "anna")
    assert failed(session, DOOR, "anna", clock()) == timedelta(0)


def test_time_forgets(session: Session, clock: FixedClock) -> None:
    for _ in range(4):
        failed(session, DOOR, "anna", clock())
    clock.forward(hours=1, seconds=1)
    assert failed(session, DOOR, "anna", clock()) == timedelta(0)


def test_neither_names_nor_addresses_are_kept(session: Session, clock: FixedClock) -> None:
    failed(session, DOOR, "anna", clock())
    row = session.execute(select(rate_limit)).one()
    assert "anna" not in str(row)
    clock.forward(days=2)
    tidy(session, clock())
    assert session.execute(select(rate_limit)).first() is None


def test_failures_at_the_same_moment_all_count(app_db: Flask, clock: FixedClock) -> None:
    def fail() -> None:
        with app_db.app_context(), transaction() as session:
            failed(session, DOOR, "anna", clock())

    threads = [threading.Thread(target=fail) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading() as session:
        assert session.execute(select(rate_limit.c.failures)).scalar_one() == 6
