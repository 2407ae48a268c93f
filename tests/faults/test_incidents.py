"""What fails in an automatic step is an incident from the same commit on, holds the dossier, and can be repaired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.dossiers.models import incident, work_item
from engine.dossiers.operations import withdrawal
from engine.organisation import accounts
from engine.organisation.models import assignment
from engine.organisation.operations import assign, end_assignment
from engine.organisation.operations.acting import By
from engine.platform.db import transaction
from engine.platform.errors import Conflict
from engine.platform.jobs.models import job
from tests.support.faults_child import die
from tests.support.faults_desk import Desk, desk
from tests.support.faults_garden import CLOSED_UNTIL_LATER, NOBODY, WATCHED, WRONG_UNTIL_LATER, published
from tests.support.faults_picture import picture
from tests.support.faults_points import Points, at
from tests.support.faults_resume import interrupted, resumed, undisturbed
from tests.support.faults_story import Deed, Story, received

pytestmark = pytest.mark.any_database

FOUNDED = date(2025, 7, 1)
REGISTRAR = "cong_chuc_tu_phap_ho_tich"


@pytest.fixture
def here(new_database: Any, folder: Path) -> Iterator[Desk]:
    with desk(new_database("office"), folder) as opened:
        yield opened
        assert opened.findings() == []


def silenced(session: Session, dossier: int) -> None:
    """Take the incident away, as if it had never been written."""
    session.execute(incident.delete().where(incident.c.dossier_id == dossier))


def registrars(session: Session, here: Desk) -> list[Any]:
    """Who holds the registrar's post at the commune of the demo."""
    clerk = accounts.actor_named(session, "anbinh.tphh", here.clock())
    unit = clerk.holdings[0].unit_id
    return list(session.execute(select(assignment).where(assignment.c.unit_id == unit, assignment.c.post == REGISTRAR)))


def retire(here: Desk) -> list[Any]:
    """Nobody is registrar any more; returns who was."""
    with transaction() as session:
        gone = registrars(session, here)
        for one in gone:
            end_assignment(session, By(None, here.clock()), one.id, FOUNDED + timedelta(days=1))
    return gone


def test_no_matching_flow_holds_the_dossier_until_the_retry_after_the_repair(here: Desk) -> None:
    dossier = here.receive(published(CLOSED_UNTIL_LATER), "du")
    (found,) = here.incidents(dossier)
    assert (found.code, found.element, here.findings()) == ("no_matching_flow", "mua_nao", [])
    assert not here.retry(found.id)
    assert [one.id for one in here.incidents(dossier)] == [found.id]
    here.clock.forward(days=4)
    assert here.retry(found.id)
    assert here.incidents(dossier) == []
    here.finish("anbinh.chutich", here.item(dossier, "xet", "anbinh.chutich"), "dong_y")
    assert here.row(dossier).result == "granted"


def test_an_expression_that_fails_at_run_time_does_the_same(here: Desk) -> None:
    dossier = here.receive(published(WRONG_UNTIL_LATER), "du")
    (found,) = here.incidents(dossier)
    assert (found.code, found.element, here.findings()) == ("bad_timer", "doi", [])
    here.clock.forward(days=4)
    assert here.retry(found.id)
    here.clock.forward(hours=1)
    assert here.run_jobs() == 1
    here.finish("anbinh.chutich", here.item(dossier, "xet", "anbinh.chutich"), "dong_y")
    assert here.row(dossier).result == "granted"


def test_a_step_nobody_can_do_waits_for_somebody_to_be_appointed(here: Desk) -> None:
    gone = retire(here)
    dossier = here.receive(published(NOBODY), "du")
    (found,) = here.incidents(dossier)
    assert (found.code, found.element, here.findings()) == ("post.nobody", "xet", [])
    assert not here.retry(found.id)
    with transaction() as session:
        for one in gone:
            assign(session, By(None, here.clock()), one.person_id, one.unit_id, one.post, date(2026, 12, 1))
    assert here.retry(found.id)
    here.finish("anbinh.tphh", here.item(dossier, "xet", "anbinh.tphh"), "dong_y")
    assert here.row(dossier).result == "granted"


def test_an_incident_is_settled_once(here: Desk) -> None:
    dossier = here.receive(published(CLOSED_UNTIL_LATER), "du")
    (found,) = here.incidents(dossier)
    here.clock.forward(days=4)
    here.retry(found.id)
    before = picture(dossier)
    with pytest.raises(Conflict):
        here.retry(found.id)
    assert picture(dossier) == before


def test_a_withdrawn_dossier_leaves_no_incident_open(here: Desk) -> None:
    dossier = here.receive(published(CLOSED_UNTIL_LATER), "du")
    here.withdraw("anbinh.motcua", dossier)
    assert here.incidents(dossier) == []


@pytest.mark.parametrize("diagram", [CLOSED_UNTIL_LATER, WRONG_UNTIL_LATER])
def test_the_doctor_misses_an_incident_that_was_not_written(new_database: Any, folder: Path, diagram: bytes) -> None:
    with desk(new_database("office"), folder) as here:
        dossier = here.receive(published(diagram), "du")
        with transaction() as session:
            silenced(session, dossier)
        assert [line.split(":")[0] for line in here.findings()] == ["I2 dossier"] * len(here.findings())
        assert here.findings()


def test_the_doctor_misses_an_incident_about_a_step_nobody_does(new_database: Any, folder: Path) -> None:
    with desk(new_database("office"), folder) as here:
        retire(here)
        dossier = here.receive(published(NOBODY), "du")
        with transaction() as session:
            silenced(session, dossier)
            assert session.execute(select(work_item.c.unit_id).where(work_item.c.element == "xet")).scalar() is None
        assert here.findings()


@pytest.mark.parametrize("after", [False, True])
def test_a_kill_at_the_commit_takes_the_incident_with_the_act_or_leaves_both(
    new_database: Any, folder: Path, after: bool
) -> None:
    story = Story("an incident and its repair", (received("vuon-chua-mo", "du"), Deed("retry", _repaired)), hours=96)
    urls = new_database("office"), new_database("office")
    for url in urls:
        with desk(url, folder):
            published(CLOSED_UNTIL_LATER)
    right = undisturbed(urls[0], folder, story)
    for commit in (1, 2):

        def arm(points: Points, commit: int = commit) -> None:
            if after:
                points.after_commit = at(commit, die)
            else:
                points.before_commit = at(commit, die)

        with desk(urls[1], folder) as here:
            before = here.newest()
        ended = interrupted(urls[1], folder, story, arm)
        assert ended.killed
        assert resumed(urls[1], folder, right, ended.told, before).one_more == after


def _repaired(here: Desk, dossier: int) -> int:
    with transaction() as session:
        (found,) = session.execute(select(incident.c.id).where(incident.c.dossier_id == dossier)).scalars()
    here.retry(found)
    return dossier


def overdue(here: Desk) -> int:
    """A dossier that is to close itself, and cannot."""
    dossier = here.receive("dang-ky-khai-sinh", "bo_sung", ly_do="Thiếu giấy.")
    here.clock.forward(days=30)
    return dossier


def given_up(here: Desk) -> int:
    """Run jobs until nothing is tried any more; returns how often it was tried."""
    tried = 0
    for _ in range(10):
        tried += here.run_jobs()
        here.clock.forward(hours=2)
    return tried


def test_a_job_given_up_is_an_incident_and_a_retry_runs_it_again(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = overdue(here)
    with monkeypatch.context() as broken:
        broken.setattr(withdrawal, "CLOSED", None)
        assert given_up(here) == 6
    (found,) = here.incidents(dossier)
    assert (found.code, found.element, here.findings()) == ("job", "cho_bo_sung_tiep_nhan", [])
    assert here.retry(found.id)
    assert here.incidents(dossier) == []
    assert here.run_jobs() == 1
    assert here.row(dossier).ended_by == "auto_closed"


def test_a_job_that_dies_again_is_an_incident_again(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = overdue(here)
    monkeypatch.setattr(withdrawal, "CLOSED", None)
    given_up(here)
    (first,) = here.incidents(dossier)
    here.retry(first.id)
    given_up(here)
    (second,) = here.incidents(dossier)
    assert second.id != first.id


def test_an_answer_that_comes_after_all_settles_the_incident_of_the_job(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = overdue(here)
    with monkeypatch.context() as broken:
        broken.setattr(withdrawal, "CLOSED", None)
        given_up(here)
    here.deliver("anbinh.motcua", here.wait(dossier, "cho_bo_sung_tiep_nhan"), noi_dung="Đã nộp.")
    assert here.incidents(dossier) == []


def test_the_doctor_misses_the_job_of_a_timer_and_of_a_wait(new_database: Any, folder: Path) -> None:
    with desk(new_database("office"), folder) as here:
        here.receive(published(WATCHED), "du")
        here.receive("dang-ky-khai-sinh", "bo_sung", ly_do="Thiếu giấy.")
        assert here.findings() == []
        with transaction() as session:
            session.execute(job.delete())
        assert [line.split()[0] for line in here.findings()] == ["I7", "I7"]


def test_a_clock_set_back_delays_a_timer_and_never_loses_it(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = here.receive(published(WATCHED), "du")
    here.clock.forward(hours=2)
    taken = here.clock()

    def slipping() -> Any:
        return instants.pop(0) if instants else here.clock()

    instants = [taken, taken - timedelta(seconds=30)]
    here.run_jobs_by(slipping)
    assert here.row(dossier).ended_at is None
    assert here.findings() == []
    here.clock.forward(minutes=5)
    here.run_jobs()
    assert here.row(dossier).result == "refused"
