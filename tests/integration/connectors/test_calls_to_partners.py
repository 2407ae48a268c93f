"""A step calls another agency: in the step's transaction, with one key, one effect, and a declared way to fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.connectors.emulators.office import Behaviour
from engine.connectors.models import connector_call
from engine.dossiers.queueing import CALL
from engine.platform.db import transaction
from engine.platform.jobs.models import job
from tests.support.calling import Calls, opened


@pytest.fixture
def office(new_database: Any, tmp_path: Path) -> Iterator[Calls]:
    with opened(new_database("demo"), tmp_path) as made:
        yield made
        assert made.healthy() == []


def test_the_answer_goes_into_the_dossier_and_both_agencies_stand_in_one_history(office: Calls) -> None:
    office.declare()
    office.partner()
    one = office.receive()
    assert office.open_steps(one) == []
    office.run()
    assert office.open_steps(one) == ["tra"]
    assert office.call(one).status == "answered"
    assert office.told(one)[-1] == "Công an xã đã trả lời: Hỏi công an (số tiếp nhận POLICE-000001)"


def test_a_partner_that_acts_and_loses_its_answer_acts_once(office: Calls) -> None:
    office.declare()
    office.partner()
    one = office.receive()
    office.police.behaviour = Behaviour.LOSE
    office.run(2, minutes=1)
    office.police.behaviour = Behaviour.GOOD
    office.run()
    assert office.open_steps(one) == ["tra"]
    assert [entry.times for entry in office.police.book.values()] == [3]
    assert [row.outcome for row in office.attempts(one)] == ["failed", "failed", "done"]


def test_a_call_given_up_is_an_incident_that_ends_with_a_late_answer_no_more(office: Calls) -> None:
    office.declare("incident", after=2)
    office.partner()
    office.police.behaviour = Behaviour.DOWN
    one = office.receive()
    office.run(4, minutes=2)
    assert office.call(one).status == "stuck"
    assert [row.code for row in office.incidents(one)] == ["connector"]
    assert len(office.attempts(one)) == 2


def test_waiting_goes_on_until_the_partner_is_back(office: Calls) -> None:
    office.declare("wait", after=1)
    office.partner()
    office.police.behaviour = Behaviour.DOWN
    one = office.receive()
    office.run(3, hours=1)
    assert office.incidents(one) == []
    office.police.behaviour = Behaviour.GOOD
    office.run(2, hours=1)
    assert office.open_steps(one) == ["tra"]


def test_a_refusal_the_diagram_catches_takes_that_way(office: Calls) -> None:
    office.declare("incident", caught=True)
    office.partner()
    office.police.behaviour = Behaviour.REFUSE
    one = office.receive()
    office.run()
    assert office.open_steps(one) == ["xem_lai"]
    assert office.call(one).status == "failed"


def test_a_partner_nobody_declared_is_an_incident_after_the_deadline_and_nothing_is_lost(office: Calls) -> None:
    office.declare()
    one = office.receive()
    office.run(12, hours=1)
    assert [row.code for row in office.incidents(one)] == ["connector"]


def test_a_partner_at_an_inner_address_is_not_called_unless_an_administrator_allows_it(office: Calls) -> None:
    office.declare()
    office.partner(local=False)
    one = office.receive()
    office.run()
    assert office.call(one).status == "stuck"
    assert office.police.requests == 0


def test_what_the_console_shows_holds_no_personal_data(office: Calls) -> None:
    office.declare()
    office.partner()
    one = office.receive("Nguyễn Thị Bí Mật")
    office.run()
    (row,) = office.attempts(one)
    assert "Bí Mật" not in str(row.exchange)
    assert row.exchange[0]["sent"]["ho_ten"] == "•••"


def test_an_answer_that_comes_back_later_is_taken_once_however_often_it_is_sent(office: Calls) -> None:
    office.declare()
    office.partner()
    office.police.behaviour = Behaviour.LATE
    one = office.receive()
    office.run()
    assert office.call(one).status == "accepted"
    assert office.told(one)[-1] == "Công an xã đã tiếp nhận: Hỏi công an (số POLICE-000001)"
    (entry,) = office.police.owed()
    body = office.police.tell(entry)
    assert [office.callback("m1", body), office.callback("m1", body), office.callback("m2", body)] == [
        "applied",
        "duplicate",
        "late",
    ]
    assert office.open_steps(one) == ["tra"]


def test_an_answer_that_overtakes_its_receipt_is_kept_until_the_receipt_is_known(office: Calls) -> None:
    office.declare()
    office.partner()
    office.police.behaviour = Behaviour.LATE
    one = office.receive()
    body = {"ref": "POLICE-000001", "response": {"cu_tru": "Xã An Bình"}}
    assert office.callback("m1", body) == "early"
    office.run()
    assert office.open_steps(one) == ["tra"]


def test_what_an_officer_enters_while_the_partner_is_away_is_settled_when_it_returns(office: Calls) -> None:
    office.declare("manual", after=1)
    office.partner()
    office.police.behaviour = Behaviour.DOWN
    one, other = office.receive(), office.receive()
    office.run()
    assert len(office.incidents(one)) == 1
    office.enter(one, cu_tru="Xã An Bình, tỉnh An Hòa")
    office.enter(other, cu_tru="Xã khác")
    assert office.open_steps(one) == ["tra"]
    assert office.incidents(one) == []
    office.run(12, hours=1)
    assert office.call(one).debt == "owed"
    office.police.behaviour = Behaviour.GOOD
    office.run(2, hours=1)
    assert [office.call(one).debt, office.call(other).debt] == ["settled", "differs"]
    assert len(office.police.book) == 2


def test_trying_a_stuck_call_again_settles_its_incident(office: Calls) -> None:
    office.declare("incident", after=1)
    office.partner()
    office.police.behaviour = Behaviour.DOWN
    one = office.receive()
    office.run()
    office.police.behaviour = Behaviour.GOOD
    office.retry_incident(one)
    office.run()
    assert office.open_steps(one) == ["tra"]
    assert office.incidents(one) == []


def test_the_doctor_finds_a_call_whose_job_is_gone(office: Calls) -> None:
    office.declare()
    office.partner()
    office.receive()
    with transaction() as session:
        session.execute(job.update().where(job.c.kind == CALL).values(status="cancelled"))
    assert "Không còn ai theo lần gọi «Hỏi công an»." in [found.message.vi for found in office.healthy()]
    with transaction() as session:
        session.execute(job.update().where(job.c.kind == CALL).values(status="waiting"))


def test_the_doctor_finds_an_answer_applied_twice_and_an_attempt_nobody_wrote_down(office: Calls) -> None:
    office.declare()
    office.partner()
    one = office.receive()
    office.run()
    with transaction() as session:
        session.execute(connector_call.update().values(attempts=2, status="failed"))
    assert sorted(found.message.en for found in office.healthy()) == [
        "2 attempts counted, 1 written down.",
        "Applied 1 times (failed).",
    ]
    with transaction() as session:
        session.execute(connector_call.update().values(attempts=1, status="answered"))
    assert office.call(one).status == "answered"


def test_a_dossier_withdrawn_while_it_calls_takes_the_call_back(office: Calls) -> None:
    office.declare()
    office.partner()
    one = office.receive()
    office.withdraw(one)
    assert office.call(one).status == "cancelled"
    office.run()
    assert office.police.requests == 0
