"""Who else has a working copy open, as others are told."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from engine.bpmn import edit
from engine.organisation import accounts
from engine.organisation.actors import Actor
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.working import operations, presence


def two(session: Session, now: datetime) -> tuple[int, Actor, Actor]:
    """A working copy and two people at it."""
    me = accounts.actor_named(session, "phantich", now)
    sources = Sources({DIAGRAM: edit.new_procedure("Cấp thẻ thư viện")})
    copy_id = operations.begin(session, me, sources, origin=operations.NEW, now=now)
    return copy_id, me, dataclasses.replace(me, account_id=me.account_id + 1000, name="Bà Xuân")


def test_others_are_told_for_five_minutes_and_nobody_of_themselves(demo_session: Session, now: datetime) -> None:
    copy_id, me, other = two(demo_session, now)
    presence.note(demo_session, copy_id, other, now)
    presence.note(demo_session, copy_id, me, now)
    assert presence.others(demo_session, copy_id, me, now) == ("Bà Xuân",)
    assert presence.others(demo_session, copy_id, other, now) == (me.name,)
    assert presence.others(demo_session, copy_id, me, now + timedelta(minutes=6)) == ()


def test_a_look_is_written_down_again_only_after_a_minute(demo_session: Session, now: datetime) -> None:
    copy_id, me, _ = two(demo_session, now)
    assert not presence.is_fresh(demo_session, copy_id, me, now)
    presence.note(demo_session, copy_id, me, now)
    assert presence.is_fresh(demo_session, copy_id, me, now + timedelta(seconds=50))
    later = now + timedelta(minutes=2)
    assert not presence.is_fresh(demo_session, copy_id, me, later)
    presence.note(demo_session, copy_id, me, later)
    assert presence.is_fresh(demo_session, copy_id, me, later)
