"""Today's board through HTTP: every figure is right, leads to exactly its dossiers, and shows nobody else's."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.office import Office, Person, text_of
from tests.support.staffing import leave_post

KEY = "dang-ky-khai-sinh"
BOARD, LIST = "/bao-cao/hom-nay", "/bao-cao/hom-nay/ho-so"
FIGURE = re.compile(r'<a class="card pad figure [^"]*" href="([^"]+)"><b class="big">([\d.]+)</b>')
CELL = re.compile(r'href="(/bao-cao/hom-nay/ho-so[^"]*)"[^>]*>([\d.]+)')
TUESDAY = datetime(2026, 12, 8, 2, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 12, 11, 2, 0, tzinfo=UTC)


def figures(person: Person, path: str = BOARD) -> dict[str, int]:
    page = person.get(path).get_data(as_text=True)
    return {re.search(r"so=(\w+)", url)[1]: int(number) for url, number in FIGURE.findall(page)}  # type: ignore[index]


def listed(person: Person, path: str) -> list[str]:
    page = person.get(path.replace("&amp;", "&")).get_data(as_text=True)
    return re.findall(r'<a class="code" href="/ban-lam-viec/ho-so/(\d+)">', page)


def busy(office: Office) -> dict[str, int]:
    """Monday: one dossier that will be late, one that waits; Friday: one filed, one due, one done."""
    clerk = office.person("anbinh.motcua")
    late = clerk.receive(KEY, "du")
    waiting = clerk.receive(KEY, "bo_sung", **{"buoc.ly_do": "Thiếu giấy chứng sinh."})
    province = office.person("tinh.motcua").receive("chap-thuan-chu-truong-dau-tu", "du")
    office.clock.set(FRIDAY)
    today = clerk.receive(KEY, "du")
    refused = clerk.receive(KEY, "tu_choi", **{"buoc.ly_do": "Không thuộc thẩm quyền."})
    return {"late": late, "waiting": waiting, "province": province, "today": today, "refused": refused}


@pytest.mark.any_database
def test_a_leader_sees_what_is_late_due_today_waiting_filed_and_done(office: Office) -> None:
    made = busy(office)
    chairman = office.person("anbinh.chutich")
    assert figures(chairman) == {
        "late": 1,
        "today": 1,
        "citizen": 1,
        "agency": 0,
        "incident": 0,
        "received": 2,
        "finished": 1,
    }
    for name, dossier in (("late", "late"), ("today", "today"), ("citizen", "waiting"), ("finished", "refused")):
        assert listed(chairman, f"{LIST}?so={name}") == [str(made[dossier])]
    page = text_of(chairman.get(BOARD))
    assert "3 hồ sơ đang giải quyết trong phạm vi" in page
    assert "Người nộp bổ sung giấy tờ" in page
    chairman.get(f"/ban-lam-viec/ho-so/{made['late']}")


@pytest.mark.any_database
def test_every_number_on_the_board_is_the_length_of_the_list_behind_it(office: Office) -> None:
    busy(office)
    for login in ("anbinh.chutich", "kiemtra"):
        reader = office.person(login)
        page = reader.get(BOARD).get_data(as_text=True)
        links = [(url, int(number)) for url, number in (*FIGURE.findall(page), *CELL.findall(page))]
        assert len(links) > 12
        for url, number in links:
            assert len(listed(reader, url)) == number, url


def test_a_unit_holds_what_stands_at_its_steps_and_its_late_steps_are_counted(office: Office) -> None:
    made = busy(office)
    auditor = office.person("kiemtra")
    page = auditor.get(BOARD).get_data(as_text=True).partition('id="dang-o"')[2]
    row = page.split("Văn phòng HĐND và UBND xã An Bình")[1].split("</tr>")[0]
    numbers = re.findall(r">(\d+)<", row)
    assert numbers == ["2", "1", "1"]
    late = re.findall(r'href="([^"]*buoc=late[^"]*)"', row)[0]
    assert listed(auditor, late) == [str(made["late"])]


def test_a_board_is_narrowed_to_a_procedure_or_a_receiving_office_and_widened_again(office: Office) -> None:
    busy(office)
    auditor = office.person("kiemtra")
    assert figures(auditor)["received"] == 2
    narrowed = f"{BOARD}?thu_tuc=chap-thuan-chu-truong-dau-tu"
    assert figures(auditor, narrowed)["received"] == 0
    page = auditor.get(narrowed)
    assert 'class="narrow-by" href="/bao-cao/hom-nay"' in page.get_data(as_text=True)
    offices = re.findall(r"tiep_nhan=(\d+)", auditor.get(BOARD).get_data(as_text=True))
    assert len(set(offices)) == 2
    auditor.get(f"{BOARD}?tiep_nhan=99999", 404)


def test_nobody_counts_or_lists_what_the_policy_hides(office: Office) -> None:
    made = busy(office)
    other = office.person("tanphu.chutich")
    assert set(figures(other).values()) == {0}
    assert "Không có hồ sơ nào đang giải quyết" in text_of(other.get(BOARD))
    for path in (LIST, f"{LIST}?so=late", f"{LIST}?thu_tuc={KEY}", f"{LIST}?dang_o=1", f"{BOARD}?thu_tuc={KEY}"):
        page = other.get(path).get_data(as_text=True)
        assert "H88.101" not in page
        assert "/ho-so/" + str(made["late"]) not in page
    commune = office.person("anbinh.chutich")
    assert str(made["province"]) not in listed(commune, LIST)


@pytest.mark.parametrize("login", ["phantich", "pheduyet", "quantri"])
def test_whoever_may_not_see_dossiers_gets_no_report(office: Office, login: str) -> None:
    office.person("anbinh.motcua").receive(KEY, "du")
    for path in (BOARD, LIST, f"{LIST}?so=late"):
        office.person(login).get(path, 403)


def test_a_stranger_is_asked_to_log_in(office: Office) -> None:
    assert office.citizen().get(BOARD).status_code == 303


def test_a_dossier_whose_clock_is_stopped_is_never_late(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "du")
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "bo_sung", ly_do="Thiếu văn bản cam đoan.")
    office.clock.set(FRIDAY)
    assert figures(clerk)["late"] == 0
    assert figures(clerk)["citizen"] == 1
    assert "Người nộp bổ sung" in text_of(clerk.get(f"{LIST}?so=citizen"))


def test_a_step_nobody_was_found_for_stands_on_the_board(office: Office) -> None:
    leave_post(office, "tanphu.tphh", "cong_chuc_tu_phap_ho_tich")
    office.person("tanphu.motcua").receive(KEY, "du")
    chairman = office.person("tanphu.chutich")
    assert figures(chairman)["incident"] == 1
    assert "Chưa xác định được đơn vị" in text_of(chairman.get(BOARD))


@pytest.mark.parametrize("wrong", ["so=x", "dang_o=x", "cho=x", "buoc=x", "trang=-5", "trang=99", "thu_tuc=x"])
def test_wrong_addresses_are_no_crash(office: Office, wrong: str) -> None:
    busy(office)
    office.person("anbinh.chutich").get(f"{LIST}?{wrong}")
    office.person("anbinh.chutich").get(f"{BOARD}?{wrong}")


def test_a_long_list_comes_in_pages(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr("engine.reporting.listing.PAGE", 2)
    made = busy(office)
    chairman = office.person("anbinh.chutich")
    first = listed(chairman, LIST)
    second = listed(chairman, f"{LIST}?trang=2")
    assert len(first) == 2
    assert set(first + second) == {str(made[name]) for name in ("late", "waiting", "today")}


def test_the_board_speaks_english_too(office: Office) -> None:
    busy(office)
    page = office.person("anbinh.chutich").client.get(f"{BOARD}?lang=en", follow_redirects=True)
    assert "due today" in text_of(page)
    assert "Who has them" in text_of(page)
