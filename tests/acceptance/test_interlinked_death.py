"""Liên thông khai tử – xóa thường trú – mai táng: an agency outside, and a child dossier at another unit of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from engine.connectors.emulators.office import Behaviour
from engine.dossiers.author import MACHINE
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import open_dossier
from engine.platform.db import db, transaction
from engine.spiff.acts import Withdraw
from engine.text import Text
from tests.support.interlinked import DEATH, Interlinked, interlinked
from tests.support.office import text_of, token

RETURN = {"hinh_thuc": "mot_cua", "nguoi_nhan": "Lê Văn Tám"}
PAPER = {"so_van_ban": "15/QĐ-UBND", "ngay_van_ban": "07/12/2026"}
PAGE, BOARD = "/tra-cuu/ho-so", "/bao-cao/hom-nay"
FIGURE = re.compile(r'<a class="card pad figure [^"]*" href="[^"]*so=(\w+)"><b class="big">(\d+)</b>')


@pytest.fixture
def them(new_database: Any, tmp_path: Path) -> Iterator[Interlinked]:
    with interlinked(new_database("office"), tmp_path) as made:
        made.behave(police=Behaviour.LATE)
        yield made
        with made.office.app.app_context():
            assert made.office.findings() == []
            db.engine.dispose()


def dead(them: Interlinked) -> tuple[int, int]:
    """A death signed and sent on: the parent and its child."""
    dossier = them.signed(DEATH)
    them.run()
    (child,) = [one.id for one in them.office.dossiers() if one.parent_id == dossier]
    return dossier, child


def decided(them: Interlinked, child: int) -> None:
    """The other unit decides on the child."""
    person = them.office.person
    person("anbinh.vhxh.chuyenvien").finish(child, "tham_dinh", "dat", muc_ho_tro="10.000.000")
    person("anbinh.vhxh.truong").finish(child, "xem_xet", "dong_y")
    person("anbinh.chutich").finish(child, "ky_cap", "ky")
    person("anbinh.vanthu").finish(child, "van_thu", "phat_hanh", **PAPER)


def test_the_funeral_allowance_is_decided_in_a_child_and_everything_is_handed_over_once(them: Interlinked) -> None:
    dossier, child = dead(them)
    # the longest of the parallel legs: eight hours here, then forty of the child
    assert them.office.row(dossier).due_at == datetime(2026, 12, 15, 2, 0, tzinfo=UTC)
    row = them.office.row(child)
    assert (row.status, row.applicant_name) == ("accepted", "Lê Văn Tám") or row.status == "processing"
    leg = them.legs(dossier)["mai_tang"]
    assert (leg.receipt, leg.child) == (row.code, child)
    assert leg.agency.startswith("Phòng Văn hóa")
    # five working days of its own, from the moment it was begun
    assert leg.due_at == row.due_at == datetime(2026, 12, 14, 2, 0, tzinfo=UTC)
    assert "125/2026" in them.office.person("anbinh.vhxh.chuyenvien").get(f"/ban-lam-viec/ho-so/{child}").text
    decided(them, child)
    them.run()
    assert them.legs(dossier)["mai_tang"].status.en == "Result given"
    them.say("police")
    them.office.person("anbinh.motcua").finish(dossier, "tra_ket_qua", "da_tra", **RETURN)
    them.run()
    parent, row = them.office.row(dossier), them.office.row(child)
    assert (parent.status, parent.result) == ("returned", "granted")
    assert (row.status, row.result) == ("returned", "granted")


def test_without_the_wish_for_an_allowance_there_is_no_child_and_less_time(them: Interlinked) -> None:
    dossier = them.signed(DEATH, form={"de_nghi_mai_tang": "khong"})
    assert them.office.row(dossier).due_at == datetime(2026, 12, 10, 2, 0, tzinfo=UTC)
    assert list(them.legs(dossier)) == ["ghi_khai_tu", "xoa_thuong_tru"]
    them.run()
    them.say("police")
    assert [one.element for one in them.office.open_steps(dossier)] == ["tra_ket_qua"]


def test_a_refused_child_is_told_and_the_death_is_still_handed_over(them: Interlinked) -> None:
    dossier, child = dead(them)
    why = "Người đã chết không hưởng trợ giúp xã hội hằng tháng."
    them.office.person("anbinh.vhxh.chuyenvien").finish(child, "tham_dinh", "tu_choi", ly_do=why)
    them.run()
    leg = them.legs(dossier)["mai_tang"]
    assert (leg.status.en, leg.said) == ("Refused", why)
    clerk = them.office.person("anbinh.motcua")
    clerk.finish(dossier, "bao_mai_tang", "da_bao", noi_dung=why)
    them.say("police")
    clerk.finish(dossier, "tra_ket_qua", "da_tra", **RETURN)
    assert them.office.row(dossier).result == "granted"


def test_what_the_child_lacks_is_shown_and_answered_on_the_parents_page(them: Interlinked) -> None:
    dossier, child = dead(them)
    them.say("police")
    why = "Bổ sung quyết định hưởng trợ cấp hằng tháng."
    them.office.person("anbinh.vhxh.chuyenvien").finish(child, "tham_dinh", "bo_sung", ly_do=why)
    them.run()
    leg = them.legs(dossier)["mai_tang"]
    assert (leg.status.en, leg.holder.en if leg.holder else "", leg.said) == (
        "Asks for a supplement",
        "The applicant",
        why,
    )
    row, client = them.office.row(dossier), them.office.citizen()
    client.get("/tra-cuu", query_string={"ma": row.code, "khoa": row.look_up_key})
    page = client.get(PAGE)
    assert why in text_of(page)
    wait = them.office.open_waits(child)[0]
    answer = {"csrf_token": token(page), "noi_dung": "Gửi kèm quyết định 12/QĐ-UBND."}
    assert client.post(f"{PAGE}/cho/{wait.id}", data=answer).status_code == 303
    them.run()
    assert them.legs(dossier)["mai_tang"].status.en == "In progress"
    assert [one.element for one in them.office.open_steps(child)] == ["tham_dinh"]


def test_parent_and_child_count_once_and_the_child_is_its_units_work(them: Interlinked) -> None:
    _, child = dead(them)
    shown = them.office.person("kiemtra").get(BOARD)
    figures = {name: int(count) for name, count in FIGURE.findall(shown.text)}
    assert figures["received"] == 1
    assert "1 hồ sơ đang giải quyết trong phạm vi" in text_of(shown)
    assert "Phòng Văn hóa – Xã hội" in shown.text
    held = next(one for one in them.office.open_steps(child))
    listed = them.office.person("kiemtra").get(f"{BOARD}/ho-so?dang_o={held.unit_id}").text
    assert f"/ho-so/{child}" in listed or them.office.row(child).code in listed


def test_a_parent_that_is_stopped_stops_its_child(them: Interlinked) -> None:
    dossier, child = dead(them)
    with them.office.app.app_context(), transaction() as session:
        held = open_dossier(session, dossier)
        stopped = Line("auto_closed", Text("Dừng", "Stopped"))
        carry(session, held, Withdraw(result="auto_closed"), stopped, MACHINE, them.office.clock())
    them.run()
    row = them.office.row(child)
    assert (row.status, row.result) == ("withdrawn", "withdrawn")
    assert them.legs(dossier)["mai_tang"].status.en == "Stopped"
