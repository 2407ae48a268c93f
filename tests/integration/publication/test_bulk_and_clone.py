"""One change to many procedures and new procedures out of others, on both databases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.organisation import accounts
from engine.organisation.models import unit
from engine.platform.errors import Invalid, Missing, Refused
from engine.procedures.sources import from_library
from engine.publication import bulk, cloning, queries
from engine.publication.inspection import inspect, read_diagram
from engine.publication.releases import publish
from engine.publication.working import queries as working
from engine.text import Text

ROOT = Path(__file__).resolve().parents[3]
KEYS = ("dang-ky-khai-sinh", "tro-cap-mot-lan")
WHAT = Text("Thay hàng loạt", "Bulk")
LAW = "Luật Hộ tịch 2014 (60/2014/QH13)"


@pytest.fixture
def office(demo_session: Session, now: datetime) -> Session:
    """Two procedures in force."""
    for key in KEYS:
        sources = from_library(ROOT, key)
        facts = {"drafted_by": "a", "approved_by": "b", "decision_number": "1/QĐ"}
        publish(demo_session, sources, inspect(sources).definition, effective_from=now, now=now, **facts)
    return demo_session


def test_a_legal_ground_is_replaced_where_it_stands_and_said_where_it_does_not(office: Session, now: datetime) -> None:
    actor = accounts.actor_named(office, "phantich", now)
    copy_id = bulk.change(office, actor, KEYS[0], bulk.replace_basis(LAW, "Luật Hộ tịch 2026"), WHAT, now)
    refs = [one.ref for one in read_diagram(working.load(office, actor, copy_id).sources.bpmn).basis]
    assert "Luật Hộ tịch 2026" in refs
    assert LAW not in refs
    with pytest.raises(Invalid):
        bulk.change(office, actor, KEYS[1], bulk.replace_basis(LAW, "Luật Hộ tịch 2026"), WHAT, now)


def test_a_reorganisation_changes_kinds_and_posts_of_all_steps_and_a_second_change_joins_the_same_copy(
    office: Session, now: datetime
) -> None:
    actor = accounts.actor_named(office, "phantich", now)
    first = bulk.change(office, actor, KEYS[0], bulk.rename_kind("vp_hdnd_ubnd", "phong_vhxh"), WHAT, now)
    second = bulk.change(office, actor, KEYS[0], bulk.rename_post("van_thu", "chuyen_vien"), WHAT, now)
    assert first == second
    steps = read_diagram(working.load(office, actor, first).sources.bpmn).steps()
    assert all("vp_hdnd_ubnd" not in (one.step.unit or "") for one in steps if one.step)
    assert all(one.step.post != "van_thu" for one in steps if one.step)


def test_a_form_is_replaced_only_where_it_is(office: Session, now: datetime) -> None:
    actor = accounts.actor_named(office, "phantich", now)
    document = b'{"components": [], "title": "Moi"}'
    copy_id = bulk.change(office, actor, KEYS[0], bulk.replace_form("ky-duyet", document), WHAT, now)
    assert working.load(office, actor, copy_id).sources.forms["ky-duyet"] == document
    with pytest.raises(Invalid):
        bulk.change(office, actor, KEYS[1], bulk.replace_form("khong-co", document), WHAT, now)


def test_the_owner_of_a_procedure_is_named_by_analysts_only(office: Session, now: datetime) -> None:
    unit_id = office.execute(select(unit.c.id).limit(1)).scalar_one()
    bulk.set_owner(office, accounts.actor_named(office, "phantich", now), KEYS[0], unit_id, now)
    owners = {one.key: one.owner for one in queries.entries(office, now)}
    assert owners == {KEYS[0]: unit_id, KEYS[1]: None}
    with pytest.raises(Refused):
        bulk.set_owner(office, accounts.actor_named(office, "anbinh.motcua", now), KEYS[0], unit_id, now)
    with pytest.raises(Missing):
        bulk.set_owner(office, accounts.actor_named(office, "phantich", now), "khong-co", unit_id, now)


@pytest.mark.parametrize("key", KEYS)
def test_a_clone_of_everything_is_ready_but_for_its_national_code(key: str) -> None:
    made = cloning.clone(from_library(ROOT, key), "Thủ tục nhân bản", cloning.PARTS)
    inspection = inspect(made)
    assert inspection.definition.key == "thu-tuc-nhan-ban"
    assert inspection.definition.covers == ()
    assert inspection.publishable, inspection.findings


def test_what_does_not_follow_is_left_out() -> None:
    made = cloning.clone(from_library(ROOT, KEYS[0]), "Cấp thẻ thư viện", {cloning.STEPS})
    definition = read_diagram(made.bpmn)
    assert (definition.documents, definition.fees, made.forms) == ((), (), {})
    assert len(definition.steps()) == 5
    assert all(one.step.form is None for one in definition.steps() if one.step)
    bare = read_diagram(cloning.clone(from_library(ROOT, KEYS[0]), "Cấp thẻ", {cloning.DOCUMENTS}).bpmn)
    assert len(bare.steps()) == 1
    assert bare.documents
