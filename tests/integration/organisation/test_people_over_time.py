"""What people hold changes with the day: assignments, delegations, units renamed, merged, dissolved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.organisation import accounts, operations, policy, units
from engine.organisation.actors import Actor, Role
from engine.organisation.assigning import Assigned, Request, Unresolved
from engine.organisation.models import assignment, person, unit
from engine.organisation.operations import UnitWords
from engine.organisation.operations.acting import By
from engine.organisation.posts import all_posts, installed
from engine.organisation.resolution import resolve, resolving_unit
from engine.platform import audit
from engine.platform.errors import Conflict, Invalid, Missing, Refused
from engine.platform.time import FixedClock
from engine.text import Text

TODAY = date(2026, 3, 2)
CLERK_STEP = "receiving/vp_hdnd_ubnd"
JUSTICE = "cong_chuc_tu_phap_ho_tich"


@pytest.fixture
def by(now: datetime) -> By:
    return By(None, now)


def unit_id(session: Session, code: str) -> int:
    number: int = session.execute(select(unit.c.id).where(unit.c.code == code)).scalar_one()
    return number


def who(session: Session, login: str, at: datetime) -> Actor:
    return accounts.actor_named(session, login, at)


def work_of(session: Session, code: str, post: str) -> policy.WorkFacts:
    number = unit_id(session, code)
    return policy.WorkFacts(number, frozenset({post}), policy.DossierFacts(frozenset({number})))


def words(session: Session, code: str, **changes: Any) -> UnitWords:
    found = units.unit_on(session, unit_id(session, code), TODAY)
    kept = {
        name: getattr(found, name)
        for name in ("name", "kind", "parent_id", "level", "eid_code", "area_code", "calendar", "address", "phone")
    }
    return UnitWords(**{**kept, **changes})


@pytest.mark.parametrize(
    ("expression", "post", "expected"),
    [
        ("receiving/one_stop", "can_bo_mot_cua", "Trung tâm Phục vụ hành chính công xã An Bình"),
        (CLERK_STEP, JUSTICE, "Văn phòng HĐND và UBND xã An Bình"),
        ("receiving", "lanh_dao_ubnd_xa", "UBND xã An Bình"),
        ("province/so_noi_vu", "lanh_dao_so", "Sở Nội vụ tỉnh Minh Giang"),
        ("province/vp_ubnd_tinh", "chuyen_vien", "Văn phòng UBND tỉnh Minh Giang"),
        ("province/one_stop", "can_bo_mot_cua", "Trung tâm Phục vụ hành chính công tỉnh Minh Giang"),
        ("resolving/vp_dkdd", "vien_chuc_dang_ky", "Văn phòng Đăng ký đất đai tỉnh Minh Giang"),
        ("external:thue", "can_bo_thue", "Thuế tỉnh Minh Giang"),
    ],
)
def test_one_declaration_serves_the_commune_that_received(
    demo_session: Session, now: datetime, expression: str, post: str, expected: str
) -> None:
    request = Request(
        expression,
        post,
        receiving=unit_id(demo_session, "anbinh.motcua"),
        resolving=unit_id(demo_session, "sonnmt"),
    )
    found = resolve(demo_session, request, now)
    assert isinstance(found, Assigned)
    assert (found.unit_name, found.post) == (expected, post)


def test_the_first_post_that_somebody_holds_is_taken(demo_session: Session, now: datetime) -> None:
    receiving = unit_id(demo_session, "tanphu")
    found = resolve(demo_session, Request(CLERK_STEP, "chuyen_vien", receiving, alternatives=(JUSTICE,)), now)
    assert isinstance(found, Assigned) and found.post == JUSTICE


def test_a_post_nobody_holds_that_day_is_said(demo_session: Session, by: By, now: datetime) -> None:
    receiving = unit_id(demo_session, "tanphu")
    holder = who(demo_session, "tanphu.tphh", now)
    for number in demo_session.execute(
        select(assignment.c.id).where(assignment.c.person_id == holder.person_id)
    ).scalars():
        operations.end_assignment(demo_session, by, number, TODAY + timedelta(days=1))
    assert isinstance(resolve(demo_session, Request(CLERK_STEP, JUSTICE, receiving), now), Assigned)
    tomorrow = resolve(demo_session, Request(CLERK_STEP, JUSTICE, receiving), now + timedelta(days=1))
    assert isinstance(tomorrow, Unresolved)
    assert tomorrow.code == "post.nobody"
    assert "xã Tân Phú" in tomorrow.message.vi


def test_the_competent_department_is_found_by_its_rule(demo_session: Session, now: datetime) -> None:
    centre = unit_id(demo_session, "tinh.motcua")
    found = resolving_unit(demo_session, "province/so_tai_chinh", centre, now)
    assert not isinstance(found, Unresolved) and found.code == "sotaichinh"
    home = resolving_unit(demo_session, "address:don.noi_cu_tru", centre, now, {"ward": "99103"})
    assert not isinstance(home, Unresolved) and home.code == "tanphu"


def test_an_assignment_counts_from_its_first_day_until_before_its_last(
    demo_session: Session, by: By, now: datetime
) -> None:
    officer = who(demo_session, "anbinh.kt.chuyenvien", now)
    target = unit_id(demo_session, "hoalac.kt")
    first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=3)
    operations.assign(demo_session, by, officer.person_id, target, "chuyen_vien", first, last)
    held = [
        target in who(demo_session, "anbinh.kt.chuyenvien", now + timedelta(days=days)).unit_ids for days in range(5)
    ]
    assert held == [False, True, True, False, False]


def test_the_day_changes_at_midnight_in_viet_nam(demo_session: Session, by: By, now: datetime) -> None:
    officer = who(demo_session, "anbinh.kt.chuyenvien", now)
    target = unit_id(demo_session, "hoalac.kt")
    operations.assign(demo_session, by, officer.person_id, target, "chuyen_vien", TODAY + timedelta(days=1))
    midnight = datetime.fromisoformat("2026-03-03T00:00:00+07:00")
    assert target not in who(demo_session, officer.username, midnight - timedelta(seconds=1)).unit_ids
    assert target in who(demo_session, officer.username, midnight).unit_ids


def test_a_delegation_starts_and_ends_with_its_days_and_names_both(
    demo_session: Session, by: By, now: datetime
) -> None:
    chief, deputy = who(demo_session, "anbinh.vhxh.truong", now), who(demo_session, "anbinh.vhxh.chuyenvien", now)
    step = work_of(demo_session, "anbinh.vhxh", "lanh_dao_phong")
    first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
    operations.delegate(demo_session, by, chief.person_id, deputy.person_id, first, last, "Đi công tác")
    acting = [
        policy.working_as(who(demo_session, deputy.username, now + timedelta(days=days)), step) for days in range(3)
    ]
    assert [held is not None for held in acting] == [False, True, False]
    assert acting[1] is not None
    assert (acting[1].on_behalf_of, acting[1].on_behalf_name) == (chief.person_id, "Hoàng Văn Nam")


def test_a_delegation_can_be_limited_to_one_post(demo_session: Session, by: By, now: datetime) -> None:
    both, other = who(demo_session, "tanphu.tphh", now), who(demo_session, "tanphu.vhxh.chuyenvien", now)
    operations.delegate(
        demo_session,
        by,
        both.person_id,
        other.person_id,
        TODAY,
        TODAY + timedelta(days=9),
        "Nghỉ phép",
        post="van_thu",
    )
    posts = {held.post for held in who(demo_session, other.username, now).holdings if held.on_behalf_of}
    assert posts == {"van_thu"}


def test_what_the_delegator_no_longer_holds_is_not_delegated(demo_session: Session, by: By, now: datetime) -> None:
    chief, deputy = who(demo_session, "anbinh.vhxh.truong", now), who(demo_session, "anbinh.vhxh.chuyenvien", now)
    operations.delegate(
        demo_session, by, chief.person_id, deputy.person_id, TODAY, TODAY + timedelta(days=9), "Đi công tác"
    )
    number = demo_session.execute(select(assignment.c.id).where(assignment.c.person_id == chief.person_id)).scalar_one()
    operations.end_assignment(demo_session, by, number, TODAY + timedelta(days=2))
    assert not [h for h in who(demo_session, deputy.username, now + timedelta(days=2)).holdings if h.on_behalf_of]


def test_one_delegates_ones_own_posts_and_takes_them_back_but_not_others(demo_session: Session, now: datetime) -> None:
    chief, deputy = who(demo_session, "anbinh.vhxh.truong", now), who(demo_session, "anbinh.vhxh.chuyenvien", now)
    own = By(chief, now)
    number = operations.delegate(
        demo_session, own, chief.person_id, deputy.person_id, TODAY, TODAY + timedelta(days=9), "Đi công tác"
    )
    with pytest.raises(Refused):
        operations.end_delegation(demo_session, By(deputy, now), number)
    with pytest.raises(Refused):
        operations.delegate(
            demo_session,
            By(deputy, now),
            chief.person_id,
            deputy.person_id,
            TODAY,
            TODAY + timedelta(days=1),
            "Tự nhận",
        )
    operations.end_delegation(demo_session, own, number)
    assert not [held for held in who(demo_session, deputy.username, now).holdings if held.on_behalf_of]


def test_a_renamed_unit_keeps_its_name_of_then(demo_session: Session, by: By, now: datetime) -> None:
    number = unit_id(demo_session, "anbinh")
    change_day = TODAY + timedelta(days=30)
    operations.change_unit(
        demo_session, by, number, words(demo_session, "anbinh", name="UBND phường An Bình"), change_day, "QĐ 1"
    )
    names = [units.name_at(demo_session, number, day) for day in (date(2020, 1, 1), TODAY, change_day)]
    assert names == ["UBND xã An Bình", "UBND xã An Bình", "UBND phường An Bình"]
    assert units.unit_on(demo_session, number, TODAY).name == "UBND xã An Bình"


def test_merged_units_live_on_in_their_successor(demo_session: Session, by: By, now: datetime) -> None:
    old = [unit_id(demo_session, code) for code in ("anbinh", "tanphu")]
    day = TODAY + timedelta(days=10)
    merged = operations.merge_units(
        demo_session,
        by,
        "antan",
        UnitWords("UBND xã An Tân", "ubnd_xa", parent_id=unit_id(demo_session, "minhgiang")),
        old,
        day,
        "Nghị quyết 5",
    )
    later = now + timedelta(days=10)
    found = resolve(demo_session, Request("receiving", "lanh_dao_ubnd_xa", receiving=old[0]), later)
    assert isinstance(found, Unresolved) and found.candidates == (merged,)
    chief = who(demo_session, "anbinh.chutich", now)
    operations.assign(demo_session, by, chief.person_id, merged, "lanh_dao_ubnd_xa", day)
    found = resolve(demo_session, Request("receiving", "lanh_dao_ubnd_xa", receiving=old[0]), later)
    assert isinstance(found, Assigned) and found.unit_name == "UBND xã An Tân"
    assert isinstance(resolve(demo_session, Request("receiving", "lanh_dao_ubnd_xa", receiving=old[0]), now), Assigned)


def test_a_dissolved_unit_without_successor_is_an_incident(demo_session: Session, by: By, now: datetime) -> None:
    number = unit_id(demo_session, "tanphu.kt")
    operations.dissolve_unit(demo_session, by, number, TODAY + timedelta(days=1), "QĐ 2")
    asked = Request("step:x", "chuyen_vien", receiving=number, step_units={"x": number})
    found = resolve(demo_session, asked, now + timedelta(days=1))
    assert isinstance(found, Unresolved) and found.code == "unit.none"
    with pytest.raises(Conflict):
        operations.dissolve_unit(demo_session, by, number, TODAY + timedelta(days=2), "QĐ 3")


def test_a_leader_leads_what_belongs_to_the_unit_and_no_other_authority(demo_session: Session, now: datetime) -> None:
    chief = who(demo_session, "anbinh.chutich", now)
    assert unit_id(demo_session, "anbinh.vhxh") in chief.leads
    assert unit_id(demo_session, "hoalac.vhxh") not in chief.leads
    governor = who(demo_session, "tinh.chutich", now)
    assert unit_id(demo_session, "tinh.motcua") in governor.leads
    assert unit_id(demo_session, "anbinh") not in governor.leads
    assert who(demo_session, "anbinh.tphh", now).leads == frozenset()


def test_a_circle_of_units_is_refused(demo_session: Session, by: By, now: datetime) -> None:
    below = unit_id(demo_session, "sonoivu.ncc")
    moved = words(demo_session, "sonoivu", parent_id=below)
    with pytest.raises(Invalid):
        operations.change_unit(demo_session, by, unit_id(demo_session, "sonoivu"), moved, TODAY)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"kind": "circus"}, "kind"),
        ({"name": "  "}, "name"),
        ({"kind": "one_stop", "level": ""}, "level"),
        ({"parent_id": 999}, "parent_id"),
    ],
)
def test_wrong_words_about_a_unit_are_refused(
    demo_session: Session, by: By, changes: dict[str, Any], where: str
) -> None:
    with pytest.raises(Invalid) as refused:
        operations.create_unit(demo_session, by, "new", words(demo_session, "anbinh.vp", **changes), TODAY)
    assert refused.value.where == where


def test_the_past_of_a_unit_cannot_be_changed(demo_session: Session, by: By) -> None:
    number = unit_id(demo_session, "anbinh")
    with pytest.raises(Conflict):
        operations.change_unit(demo_session, by, number, words(demo_session, "anbinh"), date(2025, 7, 1))


def test_a_code_is_given_once(demo_session: Session, by: By) -> None:
    with pytest.raises(Conflict):
        operations.create_unit(demo_session, by, "anbinh", words(demo_session, "anbinh"), TODAY)


def test_a_unit_has_only_the_posts_of_its_kind(demo_session: Session, by: By, now: datetime) -> None:
    officer = who(demo_session, "anbinh.tphh", now)
    with pytest.raises(Invalid):
        operations.assign(demo_session, by, officer.person_id, unit_id(demo_session, "anbinh.kt"), JUSTICE, TODAY)
    with pytest.raises(Missing):
        operations.assign(demo_session, by, 99999, unit_id(demo_session, "anbinh.vp"), JUSTICE, TODAY)


def test_an_installation_adds_posts_to_the_vocabulary(demo_session: Session, by: By, now: datetime) -> None:
    operations.add_post(demo_session, by, "gardener", Text("Người làm vườn", "Gardener"), ["phong_kt"])
    assert "gardener" in all_posts(demo_session)
    assert "gardener" in installed(demo_session).posts
    officer = who(demo_session, "anbinh.kt.chuyenvien", now)
    operations.assign(demo_session, by, officer.person_id, unit_id(demo_session, "anbinh.kt"), "gardener", TODAY)
    for code, kinds in (("gardener", ["phong_kt"]), ("Bad Code", ["phong_kt"]), ("other", ["circus"]), ("other", [])):
        with pytest.raises((Conflict, Invalid)):
            operations.add_post(demo_session, by, code, Text("a", "b"), kinds)


def test_only_an_administrator_changes_the_organisation(demo_session: Session, now: datetime) -> None:
    clerk, admin = who(demo_session, "anbinh.motcua", now), who(demo_session, "quantri", now)
    with pytest.raises(Refused):
        operations.add_person(demo_session, By(clerk, now), "Người Mới")
    assert operations.add_person(demo_session, By(admin, now), "  Người   Mới ")
    assert (
        demo_session.execute(select(person.c.full_name).where(person.c.search == "nguoi moi")).scalar() == "Người Mới"
    )


def test_roles_and_passwords_change_with_notice(demo_session: Session, now: datetime, clock: FixedClock) -> None:
    admin, clerk = who(demo_session, "quantri", now), who(demo_session, "anbinh.motcua", now)
    by = By(admin, now)
    operations.set_roles(demo_session, by, clerk.account_id, [Role.OFFICER, Role.APPROVER])
    assert who(demo_session, "anbinh.motcua", now).roles == {"officer", "approver"}
    with pytest.raises(Invalid):
        operations.change_password(demo_session, By(clerk, now), clerk.account_id, "a new long password")
    with pytest.raises(Invalid):
        operations.change_password(demo_session, by, clerk.account_id, "short")
    with pytest.raises(Refused):
        operations.change_password(demo_session, By(clerk, now), admin.account_id, "a new long password")
    operations.change_password(demo_session, by, clerk.account_id, "a new long password")
    answer = accounts.log_in(demo_session, "anbinh.motcua", "a new long password", address="a", now=clock())
    assert isinstance(answer, accounts.LoggedIn)


def test_one_ends_ones_own_sessions_an_administrator_anybodys(demo_session: Session, now: datetime) -> None:
    from demo.province import PASSWORD

    tokens = []
    for _ in range(2):
        answer = accounts.log_in(demo_session, "anbinh.motcua", PASSWORD, address="a", now=now)
        assert isinstance(answer, accounts.LoggedIn)
        tokens.append(answer.token)
    mine = [accounts.actor_for(demo_session, token, now) for token in tokens]
    assert mine[0] is not None and mine[1] is not None
    with pytest.raises(Refused):
        stranger = who(demo_session, "anbinh.tphh", now)
        operations.end_session(demo_session, By(stranger, now), mine[0].session_id or 0)
    operations.end_session(demo_session, By(mine[1], now), mine[0].session_id or 0)
    operations.end_session(demo_session, By(who(demo_session, "quantri", now), now), mine[1].session_id or 0)
    assert [accounts.actor_for(demo_session, token, now) for token in tokens] == [None, None]
    with pytest.raises(Missing):
        operations.end_session(demo_session, By(None, now), 99999)


def test_every_change_of_the_organisation_is_in_the_trail(demo_session: Session) -> None:
    from engine.platform.audit.models import audit as trail

    acts = set(demo_session.execute(select(trail.c.act).distinct()).scalars())
    assert acts == {"unit_created", "person_added", "account_opened", "assigned"}
    assert audit.verify(demo_session) == ()
