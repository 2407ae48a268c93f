"""What every machine that runs jobs must do, our own runners and Procrastinate alike, in real time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from engine.platform.db import db, transaction
from engine.platform.jobs import Again, Handler, Job, enqueue, handing, hasten, retry
from engine.platform.jobs.beating import Pulse
from engine.platform.jobs.models import IDLE, URGENT
from engine.platform.time import system_now
from tests.support.machines import EMBEDDED, SCALED, prepare, running, states, until

_ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(params=[EMBEDDED, SCALED])
def machine(request: pytest.FixtureRequest, app_db: Flask, database_kind: str) -> str:
    if request.param == SCALED and database_kind != "postgresql":
        pytest.skip("Procrastinate is for PostgreSQL")
    prepare(request.param)
    request.addfinalizer(lambda: handing.keep(db.engine))
    return str(request.param)


class Garden:
    """Writes down what is done, in which order, and how many of one bed at once."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.done: list[str] = []
        self.most: dict[Any, int] = {}
        self._now: dict[Any, int] = {}
        self._seconds = seconds
        self._lock = threading.Lock()

    def call(self, job: Job) -> None:
        with self._lock:
            self._now[job.dossier_id] = self._now.get(job.dossier_id, 0) + 1
            self.most[job.dossier_id] = max(self.most.get(job.dossier_id, 0), self._now[job.dossier_id])
        time.sleep(self._seconds)
        with self._lock:
            self._now[job.dossier_id] -= 1

    def settle(self, session: Session, job: Job, answer: Any, now: datetime) -> None:
        with self._lock:
            self.done.append(job.key)

    def handlers(self, **more: Any) -> dict[str, Handler]:
        return {"water": Handler(self.settle, self.call, **more)}


def ask(*keys: str, **more: Any) -> None:
    with transaction() as session:
        for key in keys:
            enqueue(session, "water", key, now=system_now(), **more)


def test_what_was_asked_for_is_done_and_what_was_rolled_back_is_not(app_db: Flask, machine: str) -> None:
    garden = Garden()
    with running(machine, app_db, garden.handlers()):
        with pytest.raises(ZeroDivisionError), transaction() as session:
            enqueue(session, "water", "never", now=system_now())
            raise ZeroDivisionError
        ask("a", "b")
        until(lambda: states() == {"a": "done", "b": "done"})
    assert sorted(garden.done) == ["a", "b"]


def test_a_job_runs_when_it_comes_due_and_when_it_is_hastened(app_db: Flask, machine: str) -> None:
    garden = Garden()
    with running(machine, app_db, garden.handlers()):
        began = system_now()
        ask("soon", due_at=began + timedelta(seconds=1))
        ask("later", due_at=began + timedelta(hours=1))
        until(lambda: garden.done == ["soon"])
        assert system_now() >= began + timedelta(seconds=1)
        with transaction() as session:
            assert hasten(session, "later", system_now())
        until(lambda: garden.done == ["soon", "later"])


def test_two_jobs_of_one_dossier_never_run_at_once_and_block_nobody_else(app_db: Flask, machine: str) -> None:
    garden = Garden(0.15)
    ask("a1", "a2", "a3", "a4", dossier_id=1)
    ask("b1", "b2", dossier_id=2)
    ask("c1", dossier_id=3)
    with running(machine, app_db, garden.handlers()):
        until(lambda: len(garden.done) == 7)
    assert set(garden.most.values()) == {1}
    assert garden.done.index("c1") < garden.done.index("a4")


def test_what_is_urgent_goes_first_and_what_may_wait_last(app_db: Flask, machine: str) -> None:
    garden = Garden()
    ask("idle", priority=IDLE)
    ask("normal")
    ask("urgent", priority=URGENT)
    with running(machine, app_db, garden.handlers(), runners=1):
        until(lambda: len(garden.done) == 3)
    assert garden.done == ["urgent", "normal", "idle"]


def test_a_failing_job_is_tried_again_then_given_up_and_can_be_revived(app_db: Flask, machine: str) -> None:
    given_up, tries = [], []

    def call(job: Job) -> None:
        tries.append(job.attempt)
        if len(tries) < 4:
            raise TimeoutError("no water")

    def gave_up(session: Session, job: Job, error: str, now: datetime) -> None:
        given_up.append(error)

    garden = Garden()
    handler = Handler(garden.settle, call, gave_up, attempts=3, first_wait=timedelta(seconds=0.1))
    ask("a")
    with running(machine, app_db, {"water": handler}):
        until(lambda: states() == {"a": "dead"})
        assert given_up == ["TimeoutError: no water"]
        with transaction() as session:
            retry(session, 1, system_now())
        until(lambda: states() == {"a": "done"})
    assert tries == [1, 2, 3, 1]


def test_a_job_that_is_not_finished_comes_back(app_db: Flask, machine: str) -> None:
    seen = []

    def settle(session: Session, job: Job, answer: Any, now: datetime) -> Again | None:
        seen.append(job.attempt)
        return Again(now + timedelta(seconds=0.1)) if len(seen) < 3 else None

    ask("a", dossier_id=1)
    with running(machine, app_db, {"water": Handler(settle)}):
        until(lambda: states() == {"a": "done"})
    assert seen == [1, 1, 1]


def test_a_stopping_machine_finishes_what_it_has_in_hand(app_db: Flask, machine: str) -> None:
    garden = Garden(0.5)
    ask("a", "b")
    with running(machine, app_db, garden.handlers()):
        until(lambda: len(garden.most) or garden._now)
    assert set(states().values()) <= {"done", "waiting"}
    assert sorted(garden.done) == sorted(key for key, state in states().items() if state == "done")
    assert garden.done


def test_a_long_call_keeps_its_lease_by_heartbeats(
    app_db: Flask, machine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.platform.jobs.running.PULSE", Pulse(0.1))
    garden = Garden(1.2)
    ask("a")
    with running(machine, app_db, garden.handlers(lease=timedelta(seconds=0.5))):
        until(lambda: garden.done)
    assert garden.done == ["a"]
    assert garden.most == {None: 1}


def test_a_job_in_the_hands_of_a_killed_process_is_done_by_another(app_db: Flask, machine: str, tmp_path: Path) -> None:
    ask("a", dossier_id=1)
    ask("after", dossier_id=1)
    mark = tmp_path / "begun"
    url = db.engine.url.render_as_string(hide_password=False)
    child = subprocess.Popen([sys.executable, "-m", "tests.support.machines_child", machine, url, str(mark)], cwd=_ROOT)
    until(mark.exists, 30)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    garden = Garden()
    with running(machine, app_db, garden.handlers()):
        until(lambda: sorted(garden.done) == ["a", "after"], 30)
