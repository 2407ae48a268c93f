"""A leg keeps what its agency says: a date of its own, the receipt, how the work stands, when it was last heard of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.connectors.emulators.office import Behaviour
from engine.dossiers.dossier import open_dossier
from engine.dossiers.legs.timeline import Line, legs_of
from engine.platform.db import reading
from tests.support.calling import Calls, opened
from tests.support.desk import NOW

LEG = '<tthc:leg agency="police" limit="16" limitUnit="working_hours"/>'


@pytest.fixture
def office(new_database: Any, tmp_path: Path) -> Iterator[Calls]:
    with opened(new_database("demo"), tmp_path) as made:
        made.declare(leg=LEG, caught=True)
        made.partner()
        yield made
        assert made.healthy() == []


def leg(office: Calls, dossier_id: int) -> Line:
    with reading() as session:
        (line,) = legs_of(session, open_dossier(session, dossier_id), office.clock())
    return line


def taken_for_later(office: Calls) -> int:
    office.police.behaviour = Behaviour.LATE
    one = office.receive()
    office.run()
    return one


def said(office: Calls, number: str, status: str, minutes: int = 0, **more: str) -> str:
    at = (NOW + timedelta(minutes=minutes)).isoformat()
    return office.callback(number, {"ref": "POLICE-000001", "status": status, "at": at, **more})


def test_a_leg_has_the_agencys_receipt_its_own_date_and_its_holder(office: Calls) -> None:
    one = leg(office, taken_for_later(office))
    assert (one.agency, one.receipt, one.status.en) == ("Công an xã", "POLICE-000001", "Received")
    assert one.holder is not None and one.holder.vi == "Công an xã"
    assert one.sent_at == one.received_at == one.heard_at == NOW
    # 16 working hours are two working days of this office
    assert one.due_at is not None and one.due_at - NOW == timedelta(days=2)


def test_what_the_agency_says_meanwhile_is_told_and_moves_nothing(office: Calls) -> None:
    one = taken_for_later(office)
    office.clock.forward(hours=1)
    assert said(office, "m1", "dang_xu_ly", 30, said="Đang xác minh nơi ở") == "applied"
    assert said(office, "m1", "dang_xu_ly", 30) == "duplicate"
    line = leg(office, one)
    assert (line.status.vi, line.said) == ("Đang xử lý", "Đang xác minh nơi ở")
    assert line.heard_at == office.clock()
    assert office.told(one)[-1] == "Công an xã: đang xử lý – Hỏi công an"
    assert office.open_steps(one) == []


def test_a_status_that_was_overtaken_changes_only_the_last_contact(office: Calls) -> None:
    one = taken_for_later(office)
    office.clock.forward(hours=1)
    said(office, "m2", "processing", 40)
    before = office.told(one)
    said(office, "m1", "received", 10)
    assert leg(office, one).status.en == "In progress"
    assert office.told(one) == before


def test_statuses_that_come_before_the_receipt_wait_for_it(office: Calls) -> None:
    office.police.behaviour = Behaviour.LATE
    one = office.receive()
    assert said(office, "m1", "received") == "early"
    assert said(office, "m2", "processing") == "early"
    office.run()
    assert leg(office, one).status.en == "In progress"


def test_a_refusal_reaches_officer_and_applicant_in_the_agencys_words(office: Calls) -> None:
    one = taken_for_later(office)
    office.callback("m1", {"ref": "POLICE-000001", "code": "refused", "said": "Không thuộc địa bàn"})
    line = leg(office, one)
    assert (line.status.en, line.said, line.holder) == ("Refused", "Không thuộc địa bàn", None)
    assert office.open_steps(one) == ["xem_lai"]
    assert "Không thuộc địa bàn" in office.told(one)[-1]


def test_an_answer_ends_the_leg_and_tells_whether_it_was_late(office: Calls) -> None:
    one = taken_for_later(office)
    office.clock.forward(days=3)
    (entry,) = office.police.owed()
    office.callback("m1", office.police.tell(entry))
    line = leg(office, one)
    assert (line.status.en, line.late, line.holder) == ("Result given", True, None)
    assert office.open_steps(one) == ["tra"]
