"""Comparing versions and working copies through HTTP."""

from __future__ import annotations

from engine.procedures.sources import DIAGRAM, Sources
from tests.support.declaring import BIRTH, KEY, changed, packed, send
from tests.support.office import Office, text_of

AT = f"/khai-bao/thu-tuc/{KEY}/so-sanh"
DECISION = {"so_quyet_dinh": "77/QĐ-UBND", "hieu_luc_tu": "2026-12-07"}
QUICK = changed('kind="appraise" limit="3"', 'kind="appraise" limit="2"')
SLOWER = Sources({**QUICK.files, DIAGRAM: QUICK.bpmn.replace(b'limit="1" limitUnit', b'limit="2" limitUnit')})


def published(office: Office) -> None:
    draft = send(office.person("phantich"), ("goi.zip", packed(SLOWER))).headers["Location"]
    office.person("pheduyet").press(draft, f"{draft}/cong-bo", DECISION)


def test_two_versions_are_compared_in_sentences_and_as_data(office: Office) -> None:
    published(office)
    analyst = office.person("phantich")
    page = text_of(analyst.get(f"{AT}?tu=1&den=2"))
    assert "thời hạn 3 → 2 giờ" in page
    assert "Phiên bản 1 → Phiên bản 2" in page
    one, other = analyst.get(f"{AT}?tu=1&den=2&dang=json").get_json()["changes"]
    assert (one["part"], other["kind"]) == ("steps", "changed")
    english = analyst.client.get(f"{AT}?tu=1&den=2&lang=en", follow_redirects=True)
    assert "limit 3 → 2 working hours" in text_of(english)


def test_a_working_copy_is_compared_with_the_version_in_force(office: Office) -> None:
    analyst, page = office.person("phantich"), f"/khai-bao/thu-tuc/{KEY}"
    analyst.press(page, f"{page}/soan", {})
    shown = text_of(analyst.get(AT))
    assert "Phiên bản 1 → Bản soạn số 1" in shown
    assert "Không có gì khác nhau" in shown


def test_officers_compare_versions_but_see_no_working_copy_and_what_is_not_there_is_not_found(office: Office) -> None:
    analyst, page = office.person("phantich"), f"/khai-bao/thu-tuc/{KEY}"
    analyst.press(page, f"{page}/soan", {})
    officer = office.person("anbinh.motcua")
    assert "Bản soạn" not in text_of(officer.get(AT))
    officer.get(f"{AT}?den=soan-1", 404)
    officer.get(f"{AT}?den=9", 404)
    assert BIRTH.hash != SLOWER.hash


def test_conditions_are_told_as_sentences_not_as_expressions(office: Office) -> None:
    page = text_of(office.person("phantich").get("/khai-bao/thu-tuc/dang-ky-khai-sinh"))
    assert "khi “Trường hợp khai sinh” là “Trẻ bị bỏ rơi”" in page
    assert "don.truong_hop" not in page
