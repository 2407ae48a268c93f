"""The rehearsal against a real organisation: which units could not do a step, each by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.organisation.models import assignment
from engine.organisation.units import tree_on
from engine.platform.time import local_day
from engine.procedures.sources import from_library
from engine.publication.inspection import inspect
from engine.publication.performing import organisation_of, unperformed

ROOT = Path(__file__).parents[3]
KEYS = sorted(path.stem for path in (ROOT / "procedures_bpmn").glob("*.bpmn"))
BIRTH = inspect(from_library(ROOT, "dang-ky-khai-sinh")).definition


@pytest.mark.parametrize("key", KEYS)
def test_the_demo_province_can_do_every_step_of_every_shipped_procedure_wherever_it_is_received(
    demo_session: Session, now: datetime, key: str
) -> None:
    definition = inspect(from_library(ROOT, key)).definition
    assert organisation_of(demo_session, definition, local_day(now)).receiving
    found = unperformed(demo_session, definition, local_day(now))
    assert [one.message.vi for one in found if one.code != "one_person_checks_itself"] == []


def test_a_post_empty_at_one_commune_is_amber_and_names_that_commune_alone(
    demo_session: Session, now: datetime
) -> None:
    day = local_day(now)
    communes = organisation_of(demo_session, BIRTH, day).receiving
    assert len(communes) > 1
    leader = (assignment.c.post == "lanh_dao_ubnd_xa") & (assignment.c.unit_id == communes[0])
    assert demo_session.execute(select(assignment.c.id).where(leader)).first()
    demo_session.execute(delete(assignment).where(leader))
    (found,) = [one for one in unperformed(demo_session, BIRTH, day) if one.code == "nobody_may_perform"]
    names = {unit.id: unit.name for unit in tree_on(demo_session, day)}
    assert (found.element, found.severity) == ("ky_cap", "warning")
    assert names[communes[0]] in found.message.vi
    assert names[communes[1]] not in found.message.vi
    assert f"1/{len(communes)} đơn vị" in found.message.vi


def test_a_post_empty_everywhere_is_red(demo_session: Session, now: datetime) -> None:
    demo_session.execute(delete(assignment).where(assignment.c.post == "lanh_dao_ubnd_xa"))
    (found,) = [one for one in unperformed(demo_session, BIRTH, local_day(now)) if one.code == "nobody_may_perform"]
    assert found.severity == "error"


def test_a_leader_alone_at_a_unit_would_check_own_work(demo_session: Session, now: datetime) -> None:
    leader, checking = BIRTH.nodes["ky_cap"], BIRTH.nodes["kiem_tra"]
    assert leader.step is not None
    assert checking.step is not None
    moved = replace(checking.step, unit=leader.step.unit, post=leader.step.post)
    nodes = {**BIRTH.nodes, "kiem_tra": replace(checking, step=moved)}
    day = local_day(now)
    communes = organisation_of(demo_session, BIRTH, day).receiving
    leaders = select(assignment.c.id).where(
        assignment.c.post == "lanh_dao_ubnd_xa", assignment.c.unit_id == communes[0]
    )
    for row in demo_session.execute(leaders.order_by(assignment.c.id)).all()[1:]:
        demo_session.execute(delete(assignment).where(assignment.c.id == row.id))
    found = unperformed(demo_session, replace(BIRTH, nodes=nodes), day)
    (alone,) = [one for one in found if one.code == "one_person_checks_itself"]
    assert (alone.element, alone.severity) == ("ky_cap", "warning")
