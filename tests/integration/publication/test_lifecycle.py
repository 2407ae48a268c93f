"""Suspending, resuming and abolishing, on both databases: proposed by one, decided by another, felt at reception."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.organisation import accounts
from engine.organisation.actors import Actor, Role
from engine.platform.audit.models import audit
from engine.platform.errors import Conflict, Invalid, Missing, Refused
from engine.procedures import catalogue
from engine.procedures.sources import from_library
from engine.publication import lifecycle
from engine.publication.inspection import inspect
from engine.publication.releases import publish

KEY = "dang-ky-khai-sinh"
BIRTH = from_library(Path(__file__).resolve().parents[3], KEY)
WHY = "Chờ hướng dẫn mới của Bộ Tư pháp"


def who(session: Session, now: datetime, login: str = "phantich") -> Actor:
    return accounts.actor_named(session, login, now)


@pytest.fixture
def office(demo_session: Session, now: datetime) -> Session:
    """An installation with the birth registration in force since yesterday."""
    publish(
        demo_session,
        BIRTH,
        inspect(BIRTH).definition,
        drafted_by="a",
        approved_by="b",
        decision_number="1/QĐ",
        effective_from=now - timedelta(days=1),
        now=now - timedelta(days=1),
    )
    return demo_session


def ordered(session: Session, now: datetime, kind: str, at: datetime | None = None) -> int:
    start = at or now
    order_id = lifecycle.propose(session, who(session, now), KEY, kind, WHY, start, "", now)
    lifecycle.approve(session, who(session, now, "pheduyet"), order_id, "5/QĐ-UBND", start, now)
    return order_id


def test_a_suspended_procedure_is_read_about_and_not_received(office: Session, now: datetime) -> None:
    ordered(office, now, "suspend")
    with pytest.raises(Conflict) as told:
        catalogue.version_in_force(office, KEY, now)
    assert WHY in told.value.what.vi
    shown = catalogue.version_shown(office, KEY, now)
    assert shown.suspended is not None
    assert shown.suspended.decision_number == "5/QĐ-UBND"
    assert [row.key for row in catalogue.in_force(office, now)] == [KEY]


def test_resuming_takes_the_suspension_away(office: Session, now: datetime) -> None:
    ordered(office, now, "suspend")
    ordered(office, now + timedelta(hours=1), "resume")
    assert catalogue.version_in_force(office, KEY, now + timedelta(hours=2)).suspended is None


def test_an_abolished_procedure_is_gone_from_its_day_on_and_not_before(office: Session, now: datetime) -> None:
    ordered(office, now, "abolish", now + timedelta(days=10))
    assert catalogue.version_in_force(office, KEY, now + timedelta(days=9))
    assert catalogue.in_force(office, now + timedelta(days=11)) == []
    with pytest.raises(Missing) as told:
        catalogue.version_shown(office, KEY, now + timedelta(days=11))
    assert "bãi bỏ" in told.value.what.vi


def test_what_was_proposed_only_changes_nothing(office: Session, now: datetime) -> None:
    lifecycle.propose(office, who(office, now), KEY, "suspend", WHY, now, "", now)
    assert catalogue.version_in_force(office, KEY, now)


def test_whoever_proposes_does_not_decide(office: Session, now: datetime) -> None:
    order_id = lifecycle.propose(office, who(office, now), KEY, "suspend", WHY, now, "", now)
    with pytest.raises(Refused):
        lifecycle.approve(office, who(office, now), order_id, "5/QĐ", now, now)
    both = who(office, now)
    both = type(both)(**{**both.__dict__, "roles": frozenset({Role.ANALYST, Role.APPROVER})})
    with pytest.raises(Refused) as told:
        lifecycle.approve(office, both, order_id, "5/QĐ", now, now)
    assert "tự quyết định" in told.value.what.vi


def test_an_order_needs_a_reason_a_number_and_something_to_change(office: Session, now: datetime) -> None:
    actor, approver = who(office, now), who(office, now, "pheduyet")
    with pytest.raises(Invalid):
        lifecycle.propose(office, actor, KEY, "suspend", "  ", now, "", now)
    with pytest.raises(Conflict):
        lifecycle.propose(office, actor, KEY, "resume", WHY, now, "", now)
    order_id = lifecycle.propose(office, actor, KEY, "suspend", WHY, now, "", now)
    with pytest.raises(Invalid):
        lifecycle.approve(office, approver, order_id, " ", now, now)
    with pytest.raises(Conflict):
        lifecycle.propose(office, actor, KEY, "abolish", WHY, now, "", now)


def test_an_order_is_decided_once_and_its_story_is_in_the_audit_trail(office: Session, now: datetime) -> None:
    approver = who(office, now, "pheduyet")
    order_id = lifecycle.propose(office, who(office, now), KEY, "suspend", WHY, now, "", now)
    lifecycle.reject(office, approver, order_id, "Chưa cần thiết", now)
    with pytest.raises(Conflict):
        lifecycle.approve(office, approver, order_id, "5/QĐ", now, now)
    (row,) = lifecycle.orders_of(office, who(office, now), KEY)
    assert (row.status, row.answer) == ("rejected", "Chưa cần thiết")
    acts = office.execute(select(audit.c.act).where(audit.c.subject_kind == "procedure_order")).scalars().all()
    assert acts == ["order_proposed", "order_rejected"]


def test_a_proposal_is_taken_back_by_its_author(office: Session, now: datetime) -> None:
    order_id = lifecycle.propose(office, who(office, now), KEY, "suspend", WHY, now, "", now)
    assert len(lifecycle.waiting(office, who(office, now, "pheduyet"))) == 1
    lifecycle.withdraw(office, who(office, now), order_id, now)
    assert not lifecycle.waiting(office, who(office, now, "pheduyet"))
