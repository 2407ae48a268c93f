"""kill −9 at any instant, also in the middle of a commit, of a file or of a job: the story goes on where it was."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.dossiers.models import number_series
from engine.dossiers.numbers import next_number
from engine.platform.db import reading, transaction
from engine.platform.jobs import Handler, Handlers, Job, enqueue, run_due, run_until_idle
from engine.platform.jobs.models import job
from tests.support.faults_child import Child, Ended, Tell, die, in_child
from tests.support.faults_desk import Desk, desk
from tests.support.faults_points import at, points
from tests.support.faults_resume import play, resumed, undisturbed
from tests.support.faults_story import BIRTH, INVESTMENT, UNANSWERED, Story

pytestmark = pytest.mark.any_database

SOAK = "QT_SOAK" in os.environ
KILLS = 150 if SOAK else 1


def playing(url: str, folder: Path, story: Story, tell: Tell) -> None:
    with desk(url, folder) as here:
        play(here, story, tell)


def killed_after(seconds: float, body: Callable[[Tell], None]) -> Ended:
    child = Child(body)
    time.sleep(seconds)
    child.kill()
    return child.join()


@pytest.mark.parametrize("story", [BIRTH, INVESTMENT, UNANSWERED] if SOAK else [UNANSWERED], ids=lambda one: one.name)
def test_a_kill_at_any_instant_loses_nothing_and_doubles_nothing(
    new_database: Any, folder: Path, dice: Random, story: Story
) -> None:
    url = new_database("office")
    right = undisturbed(url, folder, story)
    began = time.monotonic()
    assert in_child(partial(playing, url, folder, story)).code == 0
    usual = time.monotonic() - began
    killed = 0
    for _ in range(KILLS):
        with desk(url, folder) as here:
            before = here.newest()
        ended = killed_after(dice.uniform(0, usual), partial(playing, url, folder, story))
        killed += ended.killed
        resumed(url, folder, right, ended.told, before)
    print(f"{story.name}: {killed} kills")


class Watering:
    """A job with an outside part (a line in a book) and an inside part (the next number of a series)."""

    def __init__(self, book: Path, dies_in: str = "") -> None:
        self.book, self.dies_in = book, dies_in

    def handlers(self) -> Handlers:
        """What runs the job."""
        return {"water": Handler(self.settle, self.call, attempts=3)}

    def call(self, asked: Job) -> str:
        self._die("before the call")
        with self.book.open("a") as book:
            book.write(f"{asked.key} {asked.attempt}\n")
        self._die("after the call")
        return asked.key

    def settle(self, session: Session, asked: Job, answer: str, now: Any) -> int:
        number = next_number(session, answer)
        self._die("while settling")
        return number

    def _die(self, where: str) -> None:
        if self.dies_in == where:
            die()


def asked(here: Desk, key: str) -> None:
    with transaction() as session:
        enqueue(session, "water", key, now=here.clock())


def effects(key: str) -> tuple[int | None, str]:
    """How often the inside part took effect, and how the job stands."""
    with reading() as session:
        last = session.execute(select(number_series.c.last).where(number_series.c.name == key)).scalar()
        return last, session.execute(select(job.c.status).where(job.c.key == key)).scalar_one()


DEATHS = [("before the call", False), ("after the call", False), ("while settling", False)]
DEATHS += [(f"commit {number}", after) for number in (1, 2) for after in (False, True)]


@pytest.mark.parametrize(("where", "after"), DEATHS)
def test_a_job_whose_runner_died_is_run_again_after_its_lease_with_one_effect(
    new_database: Any, folder: Path, tmp_path: Path, where: str, after: bool
) -> None:
    url, book = new_database("empty"), tmp_path / "book"

    def body(_: Tell) -> None:
        with desk(url, folder) as here, points(here) as seen:
            if where.startswith("commit"):
                setattr(seen, "after_commit" if after else "before_commit", at(int(where[-1]), die))
            run_due(here.clock, Watering(book, where).handlers())

    with desk(url, folder) as here:
        asked(here, "bed")
    assert in_child(body).killed
    with desk(url, folder) as here:
        ended = where == "commit 2" and after
        assert effects("bed") == ((1, "done") if ended else (None, "waiting" if _untaken(where, after) else "running"))
        handlers = Watering(book).handlers()
        assert run_due(here.clock, handlers) == (1 if _untaken(where, after) else 0)
        here.clock.forward(minutes=2, seconds=1)
        run_until_idle(here.clock, handlers)
        assert effects("bed") == (1, "done")
        assert len(book.read_text().splitlines()) in (1, 2)


def _untaken(where: str, after: bool) -> bool:
    return where == "commit 1" and not after


def test_a_job_that_kills_every_runner_is_given_up_with_notice(new_database: Any, folder: Path, tmp_path: Path) -> None:
    url = new_database("empty")

    def body(_: Tell, minutes: int) -> None:
        with desk(url, folder) as here:
            here.clock.forward(minutes=minutes)
            run_due(here.clock, Watering(tmp_path / "book", "while settling").handlers())

    with desk(url, folder) as here:
        asked(here, "bed")
    for attempt in range(3):
        assert in_child(partial(body, minutes=3 * attempt)).killed
    assert in_child(partial(body, minutes=9)).code == 0
    with desk(url, folder):
        assert effects("bed") == (None, "dead")


def test_a_runner_that_was_given_up_on_changes_nothing_when_it_comes_back(
    new_database: Any, folder: Path, tmp_path: Path
) -> None:
    with desk(new_database("empty"), folder) as here:
        asked(here, "bed")
        quick, late = Watering(tmp_path / "book"), Watering(tmp_path / "book")
        called = late.call

        def slow(asked_for: Job) -> str:
            here.clock.forward(minutes=3)
            run_due(here.clock, quick.handlers())
            return called(asked_for)

        run_due(here.clock, {"water": Handler(late.settle, slow, lease=timedelta(minutes=2))})
        assert effects("bed") == (1, "done")
