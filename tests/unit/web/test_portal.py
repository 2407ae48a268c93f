"""What citizens find, read and follow without logging in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from engine.dossiers import models
from engine.platform.db import transaction
from tests.support.web_app import MONDAY_MORNING

TokenOf = Callable[[FlaskClient, str], str]
CODE, KEY = "H61.105.02-261123-0004", "khoa-tra-cuu-0123456789"


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200
    return " ".join(" ".join(html.fromstring(answer.get_data(as_text=True)).itertext()).split())


@pytest.mark.parametrize("words", ["khai sinh", "KHAI  SINH", "sinh dang ky", "Đăng ký"])
def test_words_find_procedures_with_or_without_accents(client: FlaskClient, words: str) -> None:
    assert "/thu-tuc/dang-ky-khai-sinh" in client.get("/thu-tuc", query_string={"q": words}).get_data(as_text=True)


def test_finding_nothing_says_what_to_try(client: FlaskClient) -> None:
    assert "Thử ít chữ hơn" in read(client, "/thu-tuc?q=tàu vũ trụ")


def test_only_situations_that_lead_somewhere_are_offered(client: FlaskClient) -> None:
    home = read(client, "/")

    assert "Tôi mới sinh con" in home
    assert "Tôi kết hôn" not in home


def test_a_procedure_says_what_to_bring_how_long_how_much_and_where(client: FlaskClient) -> None:
    page = read(client, "/thu-tuc/dang-ky-khai-sinh")

    assert "1.001193" in page
    assert "nhận sau 15:00 thì trả kết quả trong ngày làm việc tiếp theo" in page
    assert "Giấy chứng sinh" in page
    assert "Không phải nộp, cơ quan tự tra cứu" in page
    assert "Trung tâm Phục vụ hành chính công" in page
    assert "Công chức Tư pháp – Hộ tịch" in page
    assert "dữ liệu mẫu" in page


def test_the_english_page_is_english_where_the_procedure_is_translated(client: FlaskClient) -> None:
    client.get("/?lang=en")
    page = read(client, "/thu-tuc/dang-ky-khai-sinh")

    assert "Birth registration" in page
    assert "Certificate of live birth" in page
    assert "the next working day when received after 15:00" in page


def test_an_unknown_procedure_is_not_found(client: FlaskClient) -> None:
    assert client.get("/thu-tuc/khong-co").status_code == 404


@pytest.fixture
def dossier(app: Flask) -> int:
    with app.app_context(), transaction() as session:
        row = {
            "reference": "tam-0001", "code": CODE, "look_up_key": KEY, "version_id": 1,
            "procedure_key": "dang-ky-khai-sinh", "procedure_name": "Đăng ký khai sinh", "case_id": None,
            "channel": "counter", "space": "real", "applicant": {"loai": "ca_nhan"}, "applicant_name": "Lê Thị Mai",
            "search": "le thi mai", "receiving_unit_id": 2, "resolving_unit_id": 2, "status": "processing",
            "clock_status": "running", "money_status": "none", "stage": "", "submitted_at": MONDAY_MORNING,
            "accepted_at": MONDAY_MORNING, "due_at": MONDAY_MORNING + timedelta(hours=8),
            "due": {"explanation": [{"reason": ["Nhận trước 15:00", "Received before 15:00"]}]},
        }  # fmt: skip
        known = {name: value for name, value in row.items() if name in models.dossier.c}
        dossier_id: int = session.execute(
            models.dossier.insert().values(known).returning(models.dossier.c.id)
        ).scalar_one()
        session.execute(
            models.history.insert().values(
                dossier_id=dossier_id,
                at=MONDAY_MORNING,
                act="accepted",
                said=["Đã tiếp nhận hồ sơ", "Received"],
                person="Trần Thị Hạnh",
                unit="Một cửa xã An Bình",
                public=True,
            )  # fmt: skip
        )
        session.execute(
            models.work_item.insert().values(
                dossier_id=dossier_id,
                task="t1",
                element="kiem_tra",
                title="Thẩm tra",
                unit_id=4,
                unit_name="Văn phòng HĐND và UBND xã An Bình",
                post="cong_chuc_tu_phap_ho_tich",
                alternatives=[],
                status="open",
                opened_at=MONDAY_MORNING,
            )  # fmt: skip
        )
    return dossier_id


def look_up(client: FlaskClient, token_of: TokenOf, code: str, key: str) -> tuple[int, str]:
    sent = {"ma": code, "khoa": key, "csrf_token": token_of(client, "/tra-cuu")}
    answer = client.post("/tra-cuu", data=sent)
    return answer.status_code, re.sub(r'value="[^"]*"', "", answer.get_data(as_text=True))


def test_code_and_key_open_the_whole_story(client: FlaskClient, token_of: TokenOf, dossier: int) -> None:
    assert look_up(client, token_of, CODE.lower(), f" {KEY} ")[0] == 303
    page = read(client, "/tra-cuu/ho-so")

    assert "Đã tiếp nhận hồ sơ" in page
    assert "Văn phòng HĐND và UBND xã An Bình đang xử lý bước" in page
    assert "Chưa cần làm gì." in page


def test_the_address_of_the_qr_code_opens_it_and_leaves_no_key_behind(client: FlaskClient, dossier: int) -> None:
    answer = client.get("/tra-cuu", query_string={"ma": CODE, "khoa": KEY})

    assert (answer.status_code, answer.location) == (303, "/tra-cuu/ho-so")
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("theo_doi="))
    assert "HttpOnly" in cookie
    assert CODE in read(client, "/tra-cuu/ho-so")


def test_a_wrong_key_answers_exactly_like_an_unknown_code(client: FlaskClient, token_of: TokenOf, dossier: int) -> None:
    wrong_key = look_up(client, token_of, CODE, "sai")
    no_such = look_up(client, token_of, "H61.105.02-261123-9999", "sai")

    assert wrong_key == no_such
    assert wrong_key[0] == 404


def test_without_the_key_one_learns_how_far_it_is_and_nothing_else(
    client: FlaskClient, token_of: TokenOf, dossier: int
) -> None:
    status, page = look_up(client, token_of, CODE, "")

    assert status == 200
    assert "Đang xử lý" in page
    assert "Đăng ký khai sinh" not in page
    assert "Lê Thị Mai" not in page


def test_guessing_keys_is_slowed_down(client: FlaskClient, token_of: TokenOf, dossier: int) -> None:
    answers = [look_up(client, token_of, CODE, f"doan-{n}")[0] for n in range(25)]

    assert answers[0] == 404
    assert answers[-1] == 429
    assert look_up(client, token_of, CODE, KEY)[0] == 429


def test_nothing_typed_is_asked_for(client: FlaskClient, token_of: TokenOf) -> None:
    status, page = look_up(client, token_of, "", "")

    assert status == 422
    assert "Xin nhập mã hồ sơ." in page


def test_without_having_looked_up_there_is_nothing_to_see(client: FlaskClient) -> None:
    assert client.get("/tra-cuu/ho-so").location == "/tra-cuu"


def test_a_forged_look_up_cookie_opens_nothing(client: FlaskClient, dossier: int) -> None:
    client.set_cookie("theo_doi", "WyJIMSIsIngiXQ.aaaa.bbbb")

    assert client.get("/tra-cuu/ho-so").location == "/tra-cuu"


def test_a_procedure_shows_its_diagram_with_a_name_and_without_a_style_of_its_own(client: FlaskClient) -> None:
    page = client.get("/thu-tuc/dang-ky-khai-sinh").get_data(as_text=True)
    drawn = page[page.index("<svg xmlns") : page.index("</svg>", page.index("<svg xmlns"))]

    assert "<title>Sơ đồ quy trình: Đăng ký khai sinh</title>" in drawn
    assert "style=" not in drawn


def test_the_names_of_communes_are_suggested_and_an_unknown_province_has_none(client: FlaskClient) -> None:
    assert "Xã Kim Liên" in client.get("/dia-danh/xa?province=40").json
    assert client.get("/dia-danh/xa?province=zz").json == []
