"""Logging in: one answer for every failure, growing delays, sessions that end when they should."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.province import PASSWORD
from engine.organisation import accounts, operations, passwords, sessions
from engine.organisation.accounts import LoggedIn, NotLoggedIn
from engine.organisation.models import login_session
from engine.organisation.operations.acting import By
from engine.platform import audit
from engine.platform.db import reading, transaction
from engine.platform.errors import Missing, Refused, TooMany, Unauthenticated
from engine.platform.time import FixedClock

CLERK = "anbinh.motcua"


def enter(session: Session, clock: FixedClock, name: str = CLERK, password: str = PASSWORD, address: str = "a") -> str:
    answer = accounts.log_in(session, name, password, address=address, now=clock())
    assert isinstance(answer, LoggedIn)
    return answer.token


def refused(session: Session, clock: FixedClock, name: str, password: str, address: str = "a") -> NotLoggedIn:
    answer = accounts.log_in(session, name, password, address=address, now=clock())
    assert isinstance(answer, NotLoggedIn)
    return answer


def test_the_right_password_opens_a_session_with_everything_held_today(
    demo_session: Session, clock: FixedClock
) -> None:
    actor = accounts.actor_for(demo_session, enter(demo_session, clock), clock())
    assert actor is not None
    assert (actor.username, actor.name) == (CLERK, "Phạm Thị Lan Anh")
    assert [(held.unit_kind, held.post) for held in actor.holdings] == [("one_stop", "can_bo_mot_cua")]


def test_capitals_and_spaces_around_the_name_do_not_matter(demo_session: Session, clock: FixedClock) -> None:
    assert enter(demo_session, clock, " AnBinh.MotCua ")


def test_unknown_name_wrong_password_and_locked_account_get_the_same_answer(
    demo_session: Session, clock: FixedClock
) -> None:
    locked = accounts.actor_named(demo_session, "anbinh.tphh", clock())
    operations.lock_account(demo_session, By(None, clock()), locked.account_id, "left")
    answers = [
        refused(demo_session, clock, "nobody.at.all", PASSWORD),
        refused(demo_session, clock, CLERK, "wrong"),
        refused(demo_session, clock, "anbinh.tphh", PASSWORD),
    ]
    assert {type(answer.error) for answer in answers} == {Unauthenticated}
    assert len({(answer.error.what, answer.error.fix) for answer in answers}) == 1


def test_an_unknown_name_costs_as_many_hashings_as_a_known_one(demo_session: Session, clock: FixedClock) -> None:
    for name in ("nobody.at.all", CLERK):
        with patch.object(passwords, "_hasher", wraps=passwords._hasher) as hasher:
            refused(demo_session, clock, name, "wrong")
        assert hasher.verify.call_count == 1


def test_guessing_gets_slower_for_the_account_wherever_it_comes_from(demo_db: Flask, clock: FixedClock) -> None:
    for number in range(6):
        with transaction() as session:
            assert isinstance(refused(session, clock, CLERK, "wrong", f"address {number}").error, Unauthenticated)
    with transaction() as session:
        answer = refused(session, clock, CLERK, PASSWORD, "another address").error
    assert isinstance(answer, TooMany)
    assert answer.retry_after == 1
    clock.forward(seconds=1)
    with transaction() as session:
        enter(session, clock)


def test_guessing_gets_slower_for_the_address_whatever_the_name(demo_session: Session, clock: FixedClock) -> None:
    for number in range(31):
        refused(demo_session, clock, f"name{number}", "wrong")
    assert isinstance(refused(demo_session, clock, CLERK, PASSWORD).error, TooMany)
    assert enter(demo_session, clock, address="elsewhere")


def test_every_log_in_gets_a_token_of_its_own_and_only_its_hash_is_kept(
    demo_session: Session, clock: FixedClock
) -> None:
    first, second = enter(demo_session, clock), enter(demo_session, clock)
    assert first != second
    kept = demo_session.execute(select(login_session.c.token_hash)).scalars().all()
    assert first not in kept
    assert sessions.token_hash(first) in kept


def test_logging_out_ends_this_session_only(demo_session: Session, clock: FixedClock) -> None:
    first, second = enter(demo_session, clock), enter(demo_session, clock)
    accounts.log_out(demo_session, first, clock())
    accounts.log_out(demo_session, first, clock())
    assert accounts.actor_for(demo_session, first, clock()) is None
    assert accounts.actor_for(demo_session, second, clock()) is not None


def test_an_idle_session_ends_and_a_used_one_goes_on_until_its_day_is_over(
    demo_session: Session, clock: FixedClock
) -> None:
    token = enter(demo_session, clock)
    for _ in range(12):
        clock.forward(minutes=59)
        actor = accounts.actor_for(demo_session, token, clock())
        assert actor is not None and actor.session_id is not None
        assert sessions.worth_touching(actor.session_seen_at, clock())
        sessions.touch(demo_session, actor.session_id, clock())
    clock.forward(minutes=13)
    assert accounts.actor_for(demo_session, token, clock()) is None


def test_an_unused_session_ends_after_its_idle_time(demo_session: Session, clock: FixedClock) -> None:
    token = enter(demo_session, clock)
    clock.forward(minutes=60)
    assert accounts.actor_for(demo_session, token, clock()) is None


def test_a_made_up_token_is_nobody(demo_session: Session, clock: FixedClock) -> None:
    assert accounts.actor_for(demo_session, "made up", clock()) is None
    assert accounts.actor_for(demo_session, "", clock()) is None


def test_locking_an_account_ends_its_sessions_at_once(demo_session: Session, clock: FixedClock) -> None:
    token = enter(demo_session, clock)
    actor = accounts.actor_for(demo_session, token, clock())
    assert actor is not None
    operations.lock_account(demo_session, By(None, clock()), actor.account_id, "left")
    assert accounts.actor_for(demo_session, token, clock()) is None


def test_switching_person_works_in_demo_mode_only(demo_session: Session, clock: FixedClock) -> None:
    token = enter(demo_session, clock)
    with pytest.raises(Refused):
        accounts.switch_person(demo_session, token, "anbinh.chutich", demo=False, now=clock())
    switched = accounts.switch_person(demo_session, token, "anbinh.chutich", demo=True, now=clock())
    actor = accounts.actor_for(demo_session, switched, clock())
    assert actor is not None and actor.username == "anbinh.chutich"
    assert accounts.actor_for(demo_session, token, clock()) is None
    with pytest.raises(Missing):
        accounts.switch_person(demo_session, switched, "nobody.at.all", demo=True, now=clock())
    with pytest.raises(Refused):
        accounts.switch_person(demo_session, "made up", "anbinh.chutich", demo=True, now=clock())


def test_logging_in_and_out_leaves_a_trail_that_holds(demo_db: Flask, clock: FixedClock) -> None:
    with transaction() as session:
        token = enter(session, clock)
        accounts.log_out(session, token, clock())
    with reading() as session:
        assert audit.verify(session) == ()


def test_hashes_made_with_other_parameters_are_renewed(demo_session: Session, clock: FixedClock) -> None:
    with patch("engine.organisation.accounts.outdated", return_value=True):
        enter(demo_session, clock)
    assert enter(demo_session, clock)


def test_a_session_may_be_shorter_than_an_office_day(demo_session: Session, clock: FixedClock) -> None:
    short = sessions.Lifetime(idle=timedelta(minutes=5), absolute=timedelta(minutes=10))
    answer = accounts.log_in(demo_session, CLERK, PASSWORD, address="a", now=clock(), lifetime=short)
    assert isinstance(answer, LoggedIn)
    clock.forward(minutes=5)
    assert accounts.actor_for(demo_session, answer.token, clock()) is None
