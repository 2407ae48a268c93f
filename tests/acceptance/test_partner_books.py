"""An administrator sees what differs from a partner's book, takes the table away, and settles what is cleared up."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engine.connectors.books import jobs as books
from engine.connectors.emulators import statement
from engine.connectors.emulators.office import Behaviour
from engine.connectors.reaching import Means
from engine.connectors.sealing import Sealer
from engine.platform import jobs
from engine.platform.time import local_day
from tests.support import office as offices
from tests.support.office import Office, text_of
from tests.support.taking_back import TakingBack, opened

_PAGE = "/he-thong/ket-noi"


@pytest.fixture
def both(new_database: Any, tmp_path: Path) -> Iterator[tuple[TakingBack, Office]]:
    url = new_database("demo")
    for office in offices.opened(url, tmp_path):
        with opened(url, tmp_path) as calls:
            calls.clock = office.clock
            calls.police.today = lambda: local_day(calls.clock())
            yield calls, office


def test_differences_are_asked_for_shown_taken_away_and_settled(both: tuple[TakingBack, Office]) -> None:
    calls, office = both
    made = [calls.begin("=Nguyễn"), calls.begin()]
    calls.run_everything()
    statement.spoil(calls.police, "doubled", calls.named(made[0], "hoi").key)
    statement.spoil(calls.police, "forgotten", calls.named(made[1], "hoi").key)
    admin, day = office.person("quantri"), local_day(calls.clock()).isoformat()
    admin.press(f"{_PAGE}/so", f"{_PAGE}/so/so-lai", {"doi_tac": "police", "ngay": "hôm qua"}, 422)
    admin.press(f"{_PAGE}/so", f"{_PAGE}/so/so-lai", {"doi_tac": "police", "ngay": day})
    jobs.run_until_idle(calls.clock, books.handlers(calls.clock, Means(Sealer("a secret of the tests"))))
    page = text_of(admin.get(f"{_PAGE}/so"))
    assert "Đối tác làm hơn một lần" in page
    assert "Ta có, đối tác không có" in page
    admin.get(f"{_PAGE}/so?lang=en", 303)
    assert "Done more than once" in text_of(admin.get(f"{_PAGE}/so"))
    assert "Here, not at the partner" in admin.get(f"{_PAGE}/so.csv?doi_tac=police").get_data(as_text=True)
    admin.get(f"{_PAGE}/so?lang=vi", 303)
    sheet = load_workbook(io.BytesIO(admin.get(f"{_PAGE}/so.xlsx?ngay={day}").data)).active
    assert sheet is not None
    assert sheet.max_row == 3
    page = admin.press(f"{_PAGE}/so", f"{_PAGE}/so/xong", {"difference": [1, 2, 77], "note": ""}, 200)
    assert text_of(page).count("Chưa ghi đã xử lý chênh lệch như thế nào.") == 3
    page = admin.press(f"{_PAGE}/so", f"{_PAGE}/so/xong", {"difference": [1, 2, 77], "note": "Đã gọi điện"}, 200)
    assert text_of(page).count("Đã ghi nhận.") == 2
    assert "Không có chênh lệch này." in text_of(page)
    assert "Không có chênh lệch nào" in text_of(admin.get(f"{_PAGE}/so"))
    assert "Đã gọi điện" in text_of(admin.get(f"{_PAGE}/so?xem=tat-ca"))


def test_only_an_administrator_sees_partners_books(both: tuple[TakingBack, Office]) -> None:
    _, office = both
    clerk = office.person("anbinh.motcua")
    for path in ("so", "so.csv", "so.xlsx"):
        clerk.get(f"{_PAGE}/{path}", 403)


def test_debts_are_seen_tried_again_and_cancelled_and_calls_are_stopped(both: tuple[TakingBack, Office]) -> None:
    calls, office = both
    calls.police.behaviour = Behaviour.LATE
    one, other, third = calls.begin("A"), calls.begin("B"), calls.begin("C")
    calls.run_everything()
    calls.police.behaviour = Behaviour.DOWN
    calls.withdraw(one)
    calls.withdraw(other)
    calls.run_everything()
    admin = office.person("quantri")
    assert text_of(admin.get(f"{_PAGE}?xem=owed")).count("đang báo đối tác dừng") == 2
    ids = [calls.named(dossier, "hoi").id for dossier in (one, other, third)]
    page = admin.press(f"{_PAGE}?xem=owed", f"{_PAGE}/goi?xem=owed", {"call": ids, "act": "waive"}, 200)
    assert text_of(page).count("Đã thực hiện.") == 2
    assert "Lần gọi này không còn nợ đối tác." in text_of(page)
    page = admin.press(f"{_PAGE}?xem=open", f"{_PAGE}/goi?xem=open", {"call": ids, "act": "stop"}, 200)
    assert text_of(page).count("Đã thực hiện.") == 1
    assert calls.named(third, "hoi").status == "stuck"
    calls.police.behaviour = Behaviour.GOOD
    calls.clock.forward(minutes=30)
    admin.press(f"{_PAGE}?xem=stuck", f"{_PAGE}/goi?xem=stuck", {"call": [ids[2]], "act": "retry"}, 200)
    calls.run_everything()
    assert calls.named(third, "hoi").status == "answered"
    assert calls.healthy() == []
