"""A citizen files online in three steps, the desk receives it, and the citizen follows it with the key kept."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from demo.dossiers import applications
from tests.support.office import Office, flat, pdf, text_of, token

KEY = "dang-ky-khai-sinh"
AT = f"/nop-ho-so/{KEY}"


def desk_of(page: TestResponse, name: str) -> str:
    """The value of the office with this name in the list of offices."""
    tree = html.fromstring(page.get_data(as_text=True))
    return str(tree.xpath(f'//select[@name="noi_nop"]/option[contains(., "{name}")]/@value')[0])


def send(citizen: FlaskClient, step: str, data: dict[str, Any], status: int = 303) -> TestResponse:
    page = citizen.get(f"{AT}/{step}")
    answer = citizen.post(f"{AT}/{step}", data={"csrf_token": token(page), **data}, content_type="multipart/form-data")
    assert answer.status_code == status, text_of(answer)[:1500]
    return answer


def who(citizen: FlaskClient) -> dict[str, Any]:
    given = applications()[KEY]
    return {"noi_nop": desk_of(citizen.get(f"{AT}/nguoi-nop"), "An Bình"), **flat(given["applicant"], "nop.")}


def papers(*names: str) -> dict[str, Any]:
    return {f"tep.{name}": pdf(f"{name}.pdf") for name in names}


def filed(citizen: FlaskClient) -> str:
    """File the demo application; returns the text of the page that says so."""
    send(citizen, "nguoi-nop", who(citizen))
    send(citizen, "to-khai", flat(applications()[KEY]["form"], "don."))
    send(citizen, "giay-to", {**papers("giay_chung_sinh"), "cam_doan": "1"})
    return citizen.get("/nop-ho-so/da-nop").get_data(as_text=True)


@pytest.mark.any_database
def test_what_a_citizen_files_is_received_by_the_desk_and_followed_with_the_key(office: Office) -> None:
    citizen = office.citizen()
    page = filed(citizen)
    code, key = re.findall(r'<dd class="code">([^<]+)</dd>', page)
    clerk = office.person("anbinh.motcua")
    assert "Nguyễn Văn Phúc" in text_of(clerk.get("/ban-lam-viec/"))
    dossier = office.dossiers()[0]
    assert (dossier.channel, dossier.status, dossier.code) == ("online", "submitted", None)
    clerk.finish(dossier.id, "tiep_nhan", "du")
    assert office.row(dossier.id).code

    other = office.citizen()
    shown = other.get("/tra-cuu")
    opened = other.post("/tra-cuu", data={"csrf_token": token(shown), "ma": code, "khoa": key}, follow_redirects=True)
    assert "Thẩm tra" in text_of(opened) or "đang xử lý bước" in text_of(opened)


def test_each_step_is_checked_before_the_next_and_nothing_typed_is_lost(office: Office) -> None:
    citizen = office.citizen()
    assert citizen.get(f"{AT}/to-khai").headers["Location"].endswith("/nguoi-nop")
    refused = send(citizen, "nguoi-nop", {"nop.ho_ten": "Lê Thị Mai"}, status=422)
    assert "Chọn nơi nộp hồ sơ" in text_of(refused)
    assert 'value="Lê Thị Mai"' in citizen.get(f"{AT}/nguoi-nop").get_data(as_text=True)


def test_a_draft_is_kept_for_the_browser_that_typed_it_and_can_be_deleted(office: Office) -> None:
    citizen = office.citizen()
    send(citizen, "nguoi-nop", {"nop.ho_ten": "Lê Thị Mai", "luu": "1"})
    citizen_page = citizen.get(f"{AT}/nguoi-nop")
    assert 'value="Lê Thị Mai"' in citizen_page.get_data(as_text=True)
    assert 'value="Lê Thị Mai"' not in office.citizen().get(f"{AT}/nguoi-nop").get_data(as_text=True)
    citizen.post(f"{AT}/xoa-nhap", data={"csrf_token": token(citizen_page)})
    assert 'value="Lê Thị Mai"' not in citizen.get(f"{AT}/nguoi-nop").get_data(as_text=True)


def test_required_papers_and_the_declaration_are_asked_for_by_name(office: Office) -> None:
    citizen = office.citizen()
    send(citizen, "nguoi-nop", who(citizen))
    send(citizen, "to-khai", flat(applications()[KEY]["form"], "don."))
    refused = text_of(send(citizen, "giay-to", {}, status=422))
    assert "Ông/bà đã khai ở bước 2" in refused
    assert "Đính kèm bản chụp hoặc quét: Giấy chứng sinh" in refused
    assert "Đánh dấu vào ô cam đoan" in refused
    assert "Nguyễn Văn Phúc" in refused


def test_a_file_that_is_no_paper_is_refused_and_the_draft_stays(office: Office) -> None:
    citizen = office.citizen()
    send(citizen, "nguoi-nop", who(citizen))
    send(citizen, "to-khai", flat(applications()[KEY]["form"], "don."))
    wrong = {"tep.giay_chung_sinh": (BytesIO(b"MZ\x90\x00"), "to-khai.exe"), "cam_doan": "1"}
    assert send(citizen, "giay-to", wrong, status=422)
    assert "Nguyễn Văn Phúc" in citizen.get(f"{AT}/giay-to").get_data(as_text=True)


def test_the_same_hand_in_twice_finds_no_draft_and_makes_no_second_dossier(office: Office) -> None:
    citizen = office.citizen()
    filed(citizen)
    page = citizen.get(f"{AT}/nguoi-nop")
    again = citizen.post(f"{AT}/giay-to", data={"csrf_token": token(page), "cam_doan": "1"})
    assert again.status_code == 303
    assert again.headers["Location"].endswith("/nguoi-nop")
    assert len(office.dossiers()) == 1
