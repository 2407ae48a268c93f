"""Two at once: whatever the interleaving, the result is that of one act after the other, and the loser is told.

The oracle is the serial run: both acts, in both orders, one after the other. An interleaved run must end with the
outcomes and the whole picture of one of the two.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from engine.platform import jobs
from engine.platform.db import transaction
from tests.support.faults_desk import Desk, desk
from tests.support.faults_garden import published
from tests.support.faults_meeting import DONE, Act, Running, apart, freely, interleaved, statements
from tests.support.faults_picture import Picture, difference, picture, timeless
from tests.support.faults_races import RACES, Race, begun

Result = tuple[str, str, Picture]


class Track:
    """Runs one race again and again on one desk, each time on a fresh dossier."""

    def __init__(self, here: Desk, race: Race) -> None:
        self.desk, self.race, self.runs = here, race, 0
        for diagram in race.needs:
            published(diagram)
        self.right = [self.run(_one_after_the_other), self.run(_the_other_first)]

    def run(self, meet: Callable[[Desk, Act, Act], tuple[str, str]]) -> Result:
        """One meeting and what it left behind once the machine has done its part."""
        self.runs += 1
        dossier = begun(self.race, self.desk, self.runs)
        one, other = self.race.prepare(self.desk, dossier)
        first, second = meet(self.desk, one, other)
        self.desk.run_jobs()
        return first, second, timeless(picture(dossier))

    def judge(self, found: Result) -> None:
        """Compare with both orders."""
        if found in self.right:
            return
        told = [difference(found[2], right[2]) for right in self.right]
        raise AssertionError(f"{self.race.name}: {found[:2]} is no order of {[r[:2] for r in self.right]}: {told}")

    def over(self) -> None:
        """The doctor has the last word."""
        assert self.desk.findings() == []
        if self.race.winners:
            assert {(first, second).count(DONE) for first, second, _ in self.right} == {self.race.winners}


def _one_after_the_other(here: Desk, one: Act, other: Act) -> tuple[str, str]:
    return Running(here, one).join(), Running(here, other).join()


def _the_other_first(here: Desk, one: Act, other: Act) -> tuple[str, str]:
    second = Running(here, other).join()
    return Running(here, one).join(), second


def _stopped_before(number: int) -> Callable[[Desk, Act, Act], tuple[str, str]]:
    return lambda here, one, other: interleaved(here, one, other, number)[:2]


def _swapped(meet: Callable[[Desk, Act, Act], tuple[str, str]]) -> Callable[[Desk, Act, Act], tuple[str, str]]:
    def other_way_round(here: Desk, one: Act, other: Act) -> tuple[str, str]:
        second, first = meet(here, other, one)
        return first, second

    return other_way_round


def length(track: Track, which: int) -> int:
    """How many statements one of the two acts has alone."""
    track.runs += 1
    acts = track.race.prepare(track.desk, begun(track.race, track.desk, track.runs))
    return statements(track.desk, acts[which])


@pytest.mark.any_database
@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_two_at_once_end_like_one_after_the_other(
    new_database: Any, database_kind: str, folder: Path, race: Race, dice: Random
) -> None:
    one, other = _stopped_before(dice.randrange(2, 14)), _stopped_before(dice.randrange(2, 14))
    meetings = (freely, apart) if database_kind == "sqlite" else (freely, one, _swapped(other))
    with desk(new_database("office"), folder) as here:
        track = Track(here, race)
        for meet in meetings:
            track.judge(track.run(meet))
        track.over()


@pytest.mark.postgresql_only
def test_taking_a_job_back_never_waits_for_its_runner(new_database: Any, folder: Path) -> None:
    """An act holds its dossier and takes a job back; the runner holds the job and wants the dossier: a deadlock once in
    some hundreds of interleavings of "complete and timer"."""
    with desk(url := new_database("office"), folder) as here:
        with transaction() as session:
            jobs.enqueue(session, "water", "bed", now=here.clock())
        plain = url.replace("postgresql+psycopg:", "postgresql:")
        with psycopg.connect(plain) as runner:
            runner.execute("SELECT id FROM job WHERE key = 'bed' FOR UPDATE")
            with transaction() as session:
                session.execute(text("SET LOCAL lock_timeout = '5s'"))
                assert not jobs.cancel(session, "bed", here.clock())
        with transaction() as session:
            assert jobs.cancel(session, "bed", here.clock())


@pytest.mark.soak
@pytest.mark.skipif("QT_SOAK" not in os.environ, reason="a long campaign: make soak")
@pytest.mark.postgresql_only
@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_one_stopped_before_every_statement(new_database: Any, folder: Path, race: Race) -> None:
    with desk(new_database("office"), folder) as here:
        track = Track(here, race)
        before = track.runs
        for which in (0, 1):
            for number in range(1, length(track, which) + 2):
                meet = _stopped_before(number)
                track.judge(track.run(_swapped(meet) if which else meet))
        track.over()
        print(f"{race.name}: {track.runs - before - 2} interleavings")


@pytest.mark.soak
@pytest.mark.skipif("QT_SOAK" not in os.environ, reason="a long campaign: make soak")
@pytest.mark.any_database
@pytest.mark.parametrize("meet", [freely, apart], ids=["threads", "processes"])
@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_let_go_at_the_same_moment_a_hundred_times(
    new_database: Any, folder: Path, race: Race, meet: Callable[[Desk, Act, Act], tuple[str, str]]
) -> None:
    with desk(new_database("office"), folder) as here:
        track = Track(here, race)
        for _ in range(100):
            track.judge(track.run(meet))
        track.over()
