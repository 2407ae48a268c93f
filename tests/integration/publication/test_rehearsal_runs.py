"""Runs of rehearsals and plays as rows, on both databases: one worker a run, called off, lost, kept by content."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from engine.bpmn import edit
from engine.organisation import accounts
from engine.platform.errors import Missing, Refused
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.rehearsals import plays, runs
from engine.publication.working import operations
from engine.rehearsal.playing.play import Plan
from engine.rehearsal.scenarios import Filed, Move

CONTENT = "a" * 64


def test_one_worker_runs_a_rehearsal_and_its_result_stays(demo_session: Session, now: datetime) -> None:
    token = runs.claim(demo_session, CONTENT, now)
    assert token is not None
    assert runs.claim(demo_session, CONTENT, now) is None
    assert runs.beat(demo_session, CONTENT, token, (10, 8, 2), now)
    run = runs.find(demo_session, CONTENT, now)
    assert run is not None
    assert (run.status, run.share) == (runs.RUNNING, 0.75)
    runs.finish(demo_session, CONTENT, token, {"vi": "xong"}, now)
    assert runs.report(demo_session, CONTENT) == {"vi": "xong"}
    assert runs.claim(demo_session, CONTENT, now, again=True) is None


def test_a_run_called_off_stops_at_its_next_word_and_is_begun_only_when_asked(
    demo_session: Session, now: datetime
) -> None:
    analyst = accounts.actor_named(demo_session, "phantich", now)
    token = runs.claim(demo_session, CONTENT, now) or ""
    with pytest.raises(Refused):
        runs.cancel(demo_session, accounts.actor_named(demo_session, "anbinh.motcua", now), 1, CONTENT, now)
    runs.cancel(demo_session, analyst, 1, CONTENT, now)
    assert not runs.beat(demo_session, CONTENT, token, (1, 1, 1), now)
    assert runs.claim(demo_session, CONTENT, now) is None
    assert runs.claim(demo_session, CONTENT, now, again=True) is not None


def test_a_run_whose_worker_is_lost_is_taken_over(demo_session: Session, now: datetime) -> None:
    first = runs.claim(demo_session, CONTENT, now) or ""
    later = now + runs.LOST_AFTER + timedelta(seconds=1)
    assert runs.find(demo_session, CONTENT, later) is None
    assert runs.claim(demo_session, CONTENT, later) is not None
    assert not runs.beat(demo_session, CONTENT, first, (1, 1, 1), later)


def test_a_play_is_its_owner_s_and_is_forgotten_when_nobody_touches_it(demo_session: Session, now: datetime) -> None:
    me = accounts.actor_named(demo_session, "phantich", now)
    sources = Sources({DIAGRAM: edit.new_procedure("Cấp thẻ thư viện")})
    copy_id = operations.begin(demo_session, me, sources, origin=operations.NEW, now=now)
    plan = Plan(Filed(answers={"ho_ten": "An"}), (Move("xem", outcome="du"),), (Move("ky", outcome="ky"),), True)
    play_id = plays.begin(demo_session, me, copy_id, "Đường thường", "The usual way", plan, now)
    kept = plays.find(demo_session, me, copy_id, play_id)
    assert (kept.plan, kept.name_en) == (plan, "The usual way")
    with pytest.raises(Missing):
        plays.find(demo_session, dataclasses.replace(me, account_id=me.account_id + 1000), copy_id, play_id)
    plays.go_on(demo_session, me, kept, plan.back(), now)
    assert plays.find(demo_session, me, copy_id, play_id).plan.done == ()
    late = now + plays.FORGOTTEN_AFTER + timedelta(days=1)
    plays.begin(demo_session, me, copy_id, "Khác", "", plan, late)
    assert [one.name for one in plays.mine(demo_session, me, copy_id)] == ["Khác"]
