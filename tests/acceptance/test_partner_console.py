"""An administrator declares a partner and settles stuck calls; a partner's system answers by signed messages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine.connectors import signing
from engine.connectors.emulators.office import Behaviour
from engine.connectors.models import partner_secret
from engine.platform.db import reading
from tests.support import office as offices
from tests.support.calling import Calls, opened
from tests.support.office import Office, text_of

_PAGE = "/he-thong/ket-noi"
_BOSS = "quantri"


@pytest.fixture
def both(new_database: Any, tmp_path: Path) -> Iterator[tuple[Calls, Office]]:
    """The same database seen by the machine that calls and by people in front of browsers."""
    url = new_database("demo")
    for office in offices.opened(url, tmp_path):
        with opened(url, tmp_path) as calls:
            calls.clock = office.clock
            yield calls, office


def test_a_partner_is_declared_with_a_secret_nobody_reads_back(both: tuple[Calls, Office]) -> None:
    calls, office = both
    admin = office.person(_BOSS)
    words = {"code": "police", "name": "Công an xã", "base_url": calls.serving.url, "at_once": "4", "enabled": "1"}
    refused = admin.press(f"{_PAGE}/doi-tac/moi", f"{_PAGE}/doi-tac", words, 422)
    assert "https" in text_of(refused)
    assert 'value="Công an xã"' in refused.get_data(as_text=True)
    admin.press(f"{_PAGE}/doi-tac/moi", f"{_PAGE}/doi-tac", {**words, "local": "1"})
    admin.press(f"{_PAGE}/doi-tac/police", f"{_PAGE}/doi-tac/police/khoa", {"name": "token", "text": "bí-mật-123"})
    assert "bí-mật-123" not in admin.get(f"{_PAGE}/doi-tac/police").get_data(as_text=True)
    with reading() as session:
        assert "bí-mật" not in session.execute(select(partner_secret.c.sealed)).scalar_one()
    assert "Chưa gọi lần nào" in text_of(admin.get(_PAGE))


def test_stuck_calls_are_tried_again_together_with_a_result_for_each(both: tuple[Calls, Office]) -> None:
    calls, office = both
    calls.declare("incident", after=1)
    calls.partner()
    calls.police.behaviour = Behaviour.DOWN
    made = [calls.receive(), calls.receive()]
    calls.run()
    admin = office.person(_BOSS)
    ids = [calls.call(one).id for one in made]
    assert "HTTP 503" in text_of(admin.get(_PAGE))
    page = admin.press(f"{_PAGE}?xem=stuck", f"{_PAGE}/goi?xem=stuck", {"call": [*ids, 999], "act": "retry"}, 200)
    assert text_of(page).count("Đã thực hiện.") == 2
    assert "Không tìm thấy lần gọi này." in text_of(page)
    calls.police.behaviour = Behaviour.GOOD
    calls.run()
    assert [calls.open_steps(one) for one in made] == [["tra"], ["tra"]]
    assert "POLICE-00000" in text_of(admin.get(f"{_PAGE}?xem=done"))


def test_the_chairman_enters_a_result_on_the_page_of_the_call(both: tuple[Calls, Office]) -> None:
    calls, office = both
    calls.declare("manual", after=1)
    calls.partner()
    calls.police.behaviour = Behaviour.DOWN
    one = calls.receive()
    calls.run()
    page = f"{_PAGE}/goi/{calls.call(one).id}"
    boss = office.person("anbinh.chutich")
    boss.press(page, f"{page}/nhap", {"kq.cu_tru": "Xã An Bình"})
    assert "Còn phải báo cho đối tác" in text_of(boss.get(page))
    assert calls.open_steps(one) == ["tra"]
    office.person("tinh.chutich").get(page, 404)


def test_a_partner_answers_by_a_signed_message_and_nothing_else_is_believed(both: tuple[Calls, Office]) -> None:
    calls, office = both
    calls.declare()
    calls.partner()
    office.person(_BOSS).press(
        f"{_PAGE}/doi-tac/police", f"{_PAGE}/doi-tac/police/khoa", {"name": "callback", "text": "chung"}
    )
    calls.police.behaviour = Behaviour.LATE
    one = calls.receive()
    calls.run()
    body = json.dumps(calls.police.tell(calls.police.owed()[0])).encode()
    where, stranger = "/api/doi-tac/police/thong-bao", office.citizen()
    forged = signing.headers("khac", "m1", body, calls.clock())
    assert stranger.post(where, data=body, headers=forged).status_code == 401
    genuine = signing.headers("chung", "m1", body, calls.clock())
    assert stranger.post(where, data=body + b" ", headers=genuine).status_code == 401
    assert stranger.post(where, data=body, headers=genuine).get_json() == {"status": "applied"}
    assert stranger.post(where, data=body, headers=genuine).get_json() == {"status": "duplicate"}
    calls.clock.forward(minutes=6)
    assert stranger.post(where, data=body, headers=genuine).status_code == 401
    assert calls.open_steps(one) == ["tra"]
