"""A call a partner leaves open stands on the desk; whoever may, enters the result in its place; later it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.connectors.emulators.office import Behaviour
from tests.support import office as offices
from tests.support.calling import Calls, opened
from tests.support.office import Office, text_of

BOSS, CLERK, OUTSIDER = "anbinh.chutich", "anbinh.motcua", "tinh.chutich"


@pytest.fixture
def both(new_database: Any, tmp_path: Path) -> Iterator[tuple[Calls, Office]]:
    """The same database seen by the machine that calls and by people in front of browsers."""
    url = new_database("demo")
    for office in offices.opened(url, tmp_path):
        with opened(url, tmp_path) as calls:
            calls.clock = office.clock
            yield calls, office


@pytest.fixture
def away(both: tuple[Calls, Office]) -> tuple[Calls, Office, int]:
    """A dossier whose police are down, beyond the first attempt."""
    calls, office = both
    calls.declare("manual", after=1)
    calls.partner()
    calls.police.behaviour = Behaviour.DOWN
    one = calls.receive()
    calls.run()
    return calls, office, one


def test_a_dossier_says_for_whose_system_it_waits(both: tuple[Calls, Office]) -> None:
    calls, office = both
    calls.declare("wait", after=5)
    calls.partner()
    one = calls.receive()
    assert calls.state(one).stage == "Đang chờ Công an xã"
    said = text_of(office.person(BOSS).get(f"/ban-lam-viec/ho-so/{one}"))
    assert "Hệ thống của cơ quan khác" in said and "Đang chờ Công an xã" in said
    assert "Cần người xử lý" not in said
    calls.run()
    assert calls.state(one).stage.startswith("Trả kết quả")
    assert "Hệ thống của cơ quan khác" not in text_of(office.person(BOSS).get(f"/ban-lam-viec/ho-so/{one}"))


def test_an_officer_enters_the_result_and_sees_later_that_the_partner_agrees(away: tuple[Calls, Office, int]) -> None:
    calls, office, one = away
    boss, page = office.person(BOSS), f"/ban-lam-viec/ho-so/{one}"
    assert "Đối tác chưa trả lời, cần người xử lý" in text_of(boss.get("/ban-lam-viec/"))
    assert "Cần người xử lý" in text_of(boss.get(page))
    entry = f"{page}/doi-tac/{calls.call(one).id}"
    shown = text_of(boss.get(entry))
    assert "Nơi thường trú" in shown and "Ví dụ: Xã An Bình, tỉnh An Hòa" in shown
    boss.press(entry, entry, {"kq.cu_tru": "Xã An Bình, tỉnh An Hòa"})
    assert calls.open_steps(one) == ["tra"]
    assert "máy sẽ gửi và đối chiếu" in text_of(boss.get(page))
    assert "Việc này đã có kết quả" in text_of(boss.get(entry))
    assert "cần người xử lý" not in text_of(boss.get("/ban-lam-viec/"))
    calls.police.behaviour = Behaviour.GOOD
    calls.run(rounds=8, minutes=10)
    assert "đối tác đã xác nhận giống như vậy" in text_of(boss.get(page))


def test_who_may_not_settle_reads_who_may_and_strangers_read_nothing(away: tuple[Calls, Office, int]) -> None:
    calls, office, one = away
    entry = f"/ban-lam-viec/ho-so/{one}/doi-tac/{calls.call(one).id}"
    clerk = office.person(CLERK)
    said = text_of(clerk.get(f"/ban-lam-viec/ho-so/{one}"))
    assert "Lãnh đạo đơn vị hoặc quản trị nhập được kết quả" in said
    assert "cần người xử lý" not in text_of(clerk.get("/ban-lam-viec/"))
    assert clerk.client.get(entry).status_code in (403, 404)
    office.person(OUTSIDER).get(entry, 404)


def test_a_call_of_another_dossier_is_not_entered_through_this_one(away: tuple[Calls, Office, int]) -> None:
    calls, office, one = away
    office.person(BOSS).get(f"/ban-lam-viec/ho-so/{one}/doi-tac/{calls.call(one).id + 5}", 404)


def test_the_applicant_reads_which_agency_has_it(away: tuple[Calls, Office, int]) -> None:
    calls, office, one = away
    row, citizen = calls.state(one), office.citizen()
    citizen.get("/tra-cuu", query_string={"ma": row.code, "khoa": row.look_up_key}, follow_redirects=True)
    said = text_of(citizen.get("/tra-cuu/ho-so"))
    assert "Hỏi công an" in said and "Công an xã" in said
    assert "Nhập kết quả" not in said and "HTTP 503" not in said
