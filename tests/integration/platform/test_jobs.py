"""Jobs on both databases: atomic with what asked for them, run once in effect, retried, given up with notice."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.platform.db import reading, transaction
from engine.platform.errors import Conflict
from engine.platform.jobs import Handler, Job, NoRetry, Runner, cancel, enqueue, retry, run_due, run_until_idle
from engine.platform.jobs.models import job
from engine.platform.time import FixedClock


class Diary:
    """A handler's memory of what it was asked to do."""

    def __init__(self) -> None:
        self.settled: list[str] = []
        self.given_up: list[str] = []

    def settle(self, session: Session, job: Job, answer: Any, now: datetime) -> Any:
        self.settled.append(job.key)
        return {"answer": answer}

    def gave_up(self, session: Session, job: Job, error: str, now: datetime) -> None:
        self.given_up.append(error)


@pytest.fixture
def diary() -> Diary:
    return Diary()


def row(key: str) -> Any:
    with reading() as session:
        return session.execute(select(job).where(job.c.key == key)).one()


def ask(key: str, clock: FixedClock, **more: Any) -> bool:
    with transaction() as session:
        return enqueue(session, "water", key, now=clock(), **more)


def test_a_due_job_runs_and_keeps_its_answer(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    ask("a", clock, payload={"bed": 3}, dossier_id=7)
    handlers = {"water": Handler(diary.settle, call=lambda job: job.payload["bed"] * 2)}
    assert run_due(clock, handlers) == 1
    assert (row("a").status, row("a").result, row("a").attempts) == ("done", {"answer": 6}, 1)
    assert run_due(clock, handlers) == 0


def test_a_job_never_runs_early(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    ask("a", clock, due_at=clock() + timedelta(hours=1))
    handlers = {"water": Handler(diary.settle)}
    clock.forward(minutes=59, seconds=59)
    assert run_due(clock, handlers) == 0
    clock.forward(seconds=1)
    assert run_due(clock, handlers) == 1


def test_the_same_key_is_one_job_for_ever(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    assert ask("a", clock)
    assert not ask("a", clock)
    run_until_idle(clock, {"water": Handler(diary.settle)})
    assert not ask("a", clock)
    assert run_until_idle(clock, {"water": Handler(diary.settle)}) == 0
    assert diary.settled == ["a"]


def test_a_rollback_takes_the_job_with_it(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    with pytest.raises(ZeroDivisionError), transaction() as session:
        enqueue(session, "water", "a", now=clock())
        raise ZeroDivisionError
    assert run_due(clock, {"water": Handler(diary.settle)}) == 0


def test_a_cancelled_job_does_not_run(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    ask("a", clock)
    with transaction() as session:
        assert cancel(session, "a", clock())
        assert not cancel(session, "a", clock())
    assert run_due(clock, {"water": Handler(diary.settle)}) == 0


def test_a_cancelled_job_can_be_asked_for_again(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    ask("a", clock, payload={"bed": 1})
    with transaction() as session:
        cancel(session, "a", clock())
    later = clock() + timedelta(hours=1)
    assert ask("a", clock, due_at=later, payload={"bed": 2})
    assert (row("a").due_at, row("a").payload, row("a").ended_at) == (later, {"bed": 2}, None)
    clock.forward(hours=1)
    assert run_due(clock, {"water": Handler(diary.settle)}) == 1


def test_kinds_nobody_handles_here_are_left_for_others(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    ask("a", clock)
    assert run_due(clock, {"weed": Handler(diary.settle)}) == 0
    assert row("a").status == "waiting"


def test_a_failure_waits_longer_each_time_and_then_gives_up(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    ask("a", clock)

    def drought(_: Job) -> None:
        raise TimeoutError("no water")

    handlers = {"water": Handler(diary.settle, drought, diary.gave_up, attempts=3, first_wait=timedelta(seconds=10))}
    assert run_due(clock, handlers) == 1
    assert row("a").run_at == clock() + timedelta(seconds=10)
    clock.forward(seconds=10)
    assert run_due(clock, handlers) == 1
    assert row("a").run_at == clock() + timedelta(seconds=20)
    clock.forward(seconds=20)
    assert run_due(clock, handlers) == 1
    assert row("a").status == "dead"
    assert diary.given_up == ["TimeoutError: no water"]
    assert diary.settled == []


def test_what_cannot_help_is_not_repeated(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    ask("a", clock)

    def refused(_: Job) -> None:
        raise NoRetry("the well is closed")

    run_due(clock, {"water": Handler(diary.settle, refused, diary.gave_up)})
    assert (row("a").status, row("a").attempts) == ("dead", 1)


def test_effects_of_a_failing_settle_are_rolled_back(app_db: Flask, clock: FixedClock) -> None:
    ask("a", clock)

    def half(session: Session, job: Job, answer: Any, now: datetime) -> None:
        enqueue(session, "weed", "follow-up", now=now)
        raise ValueError("after half of the work")

    run_due(clock, {"water": Handler(half)})
    with reading() as session:
        assert session.execute(select(job.c.key)).scalars().all() == ["a"]


def test_a_dead_job_can_be_revived_once(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    ask("a", clock)

    def refused(_: Job) -> None:
        raise NoRetry("the well is closed")

    run_due(clock, {"water": Handler(diary.settle, refused)})
    with transaction() as session:
        retry(session, row_id := session.execute(select(job.c.id)).scalar_one(), clock())
    with pytest.raises(Conflict), transaction() as session:
        retry(session, row_id, clock())
    run_due(clock, {"water": Handler(diary.settle)})
    assert row("a").status == "done"


def test_the_job_of_a_runner_that_died_is_taken_over_after_its_lease(
    app_db: Flask, clock: FixedClock, diary: Diary
) -> None:
    ask("a", clock)

    def dies(_: Job) -> None:
        raise KeyboardInterrupt

    handler = Handler(diary.settle, dies, lease=timedelta(seconds=30))
    with pytest.raises(KeyboardInterrupt):
        run_due(clock, {"water": handler})
    healthy = {"water": Handler(diary.settle)}
    assert run_due(clock, healthy) == 0
    clock.forward(seconds=30)
    assert run_due(clock, healthy) == 1
    assert (row("a").status, row("a").attempts) == ("done", 2)


def test_a_job_that_kills_every_runner_is_given_up(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    ask("a", clock)

    def dies(_: Job) -> None:
        raise KeyboardInterrupt

    handlers = {"water": Handler(diary.settle, dies, diary.gave_up, attempts=2, lease=timedelta(seconds=30))}
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            run_due(clock, handlers)
        clock.forward(seconds=30)
    run_due(clock, handlers)
    assert row("a").status == "dead"


def test_a_slow_runner_whose_lease_ran_out_changes_nothing(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    ask("a", clock)
    fast = Diary()

    def slow(_: Job) -> str:
        clock.forward(minutes=10)
        run_due(clock, {"water": Handler(fast.settle)})
        return "too late"

    run_due(clock, {"water": Handler(diary.settle, slow, attempts=9)})
    assert (fast.settled, diary.settled) == (["a"], [])


def test_many_runners_do_each_job_once(app_db: Flask, clock: FixedClock, diary: Diary) -> None:
    for number in range(30):
        ask(f"job {number}", clock)

    def run() -> None:
        with app_db.app_context():
            run_until_idle(clock, {"water": Handler(diary.settle)})

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(diary.settled) == sorted(f"job {number}" for number in range(30))


def test_the_runner_on_its_thread_is_woken_by_a_commit_and_stops_when_asked(
    app_db: Flask, clock: FixedClock, diary: Diary
) -> None:
    done = threading.Event()

    def settle(session: Session, job: Job, answer: Any, now: datetime) -> None:
        done.set()

    runner = Runner(app_db, clock, {"water": Handler(settle)}, poll_seconds=60)
    runner.start()
    ask("a", clock)
    assert done.wait(10)
    assert runner.stop()
    assert row("a").status == "done"
