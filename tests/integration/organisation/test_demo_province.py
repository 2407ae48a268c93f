"""The demo province is complete and consistent: every post its procedures need is held, everybody can log in."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from demo import province
from demo.seed import seed
from engine.bpmn import vocabulary
from engine.clock.calendars.builtin import builtin
from engine.organisation import accounts
from engine.organisation.models import account, unit
from engine.organisation.operations import UnitWords, create_unit
from engine.organisation.operations.acting import By
from engine.organisation.resolution import posts_held
from engine.organisation.units import tree_on
from engine.platform.db import transaction
from engine.platform.errors import Conflict
from engine.platform.time import local_day


def test_seeding_again_changes_nothing(demo_session: Session, now: datetime) -> None:
    before = demo_session.execute(select(func.count()).select_from(unit)).scalar()
    assert not seed(demo_session, now + timedelta(days=1))
    assert demo_session.execute(select(func.count()).select_from(unit)).scalar() == before == len(province.units())


def test_every_post_of_the_vocabulary_is_held_at_every_unit_that_has_it(demo_session: Session, now: datetime) -> None:
    posts = vocabulary.shipped().posts.values()
    without = {
        (one.code, post.code)
        for one in tree_on(demo_session, local_day(now))
        for post in posts
        if one.kind in post.kinds and post.code not in posts_held(demo_session, one.id, local_day(now))
    }
    assert without == set()


def test_every_log_in_speaks_and_is_unique(demo_session: Session) -> None:
    logins = [person.login for person in province.people()]
    assert max(Counter(logins).values()) == 1
    assert set(demo_session.execute(select(account.c.username)).scalars()) == set(logins)
    assert all(login in province.login_table() for login in logins)


def test_everybody_has_work_or_a_role(demo_session: Session, now: datetime) -> None:
    for person in province.people():
        actor = accounts.actor_named(demo_session, person.login, now)
        assert actor.holdings or actor.roles - {"officer"}, person.login


@pytest.mark.sqlite_only
def test_everybody_logs_in_with_the_password_of_the_demo(demo_db: Flask, now: datetime) -> None:
    with transaction() as session:
        for person in province.people():
            answer = accounts.log_in(session, person.login, province.PASSWORD, address="a", now=now)
            assert isinstance(answer, accounts.LoggedIn), person.login


def test_one_ward_works_on_saturday_mornings(demo_session: Session, now: datetime) -> None:
    tree = tree_on(demo_session, local_day(now))
    found = {one.code: one.calendar for one in tree}
    assert found["hoalac.motcua"] == "vn-ward-0730-sat"
    assert {found[code] for code in found if not code.startswith("hoalac")} == {"vn"}
    for name in set(found.values()):
        assert builtin(name)


def test_codes_of_agencies_are_well_formed_and_unique() -> None:
    codes = [one.eid_code for one in province.units() if one.eid_code]
    assert max(Counter(codes).values()) == 1
    assert all(code.startswith("H88") and len(code) <= 35 for code in codes)


def test_an_offices_own_database_is_left_alone(session: Session, now: datetime) -> None:
    words = UnitWords(name="Sở Nội vụ", kind="so_noi_vu", parent_id=None, level="province")
    create_unit(session, By(None, now), "SNV", words, local_day(now))
    with pytest.raises(Conflict, match="own units"):
        seed(session, now)
    assert session.execute(select(func.count()).select_from(unit)).scalar() == 1
