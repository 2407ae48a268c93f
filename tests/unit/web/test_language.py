"""Vietnamese first, English complete, and the choice is remembered."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin_ui.web import language
from engine.text import Text


def test_a_first_visit_is_vietnamese_whatever_the_browser_prefers(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Language": "en"})

    assert '<html lang="vi">' in answer.get_data(as_text=True)
    assert answer.headers["Content-Language"] == "vi"


def test_choosing_english_leads_back_to_the_same_page_and_lasts(client: FlaskClient) -> None:
    chosen = client.get("/thu-tuc?q=khai&lang=en")

    assert (chosen.status_code, chosen.location) == (303, "/thu-tuc?q=khai")
    assert '<html lang="en">' in client.get("/tra-cuu").get_data(as_text=True)


def test_names_that_are_only_vietnamese_are_marked_on_english_pages(client: FlaskClient) -> None:
    client.get("/?lang=en")

    assert '<span lang="vi">Đăng ký khai sinh</span>' in client.get("/thu-tuc").get_data(as_text=True)


def test_an_unknown_language_changes_nothing(client: FlaskClient) -> None:
    assert client.get("/thu-tuc?lang=fr").status_code == 200


@pytest.mark.parametrize(
    ("address", "method", "expected"),
    [
        ("/thu-tuc?q=a%26b", "GET", "/thu-tuc?q=a%26b&lang=en"),
        ("/tra-cuu", "POST", "/tra-cuu?lang=en"),
        ("/dang-xuat", "POST", "/?lang=en"),
    ],
)
def test_the_link_to_the_other_language_always_leads_to_a_page(
    app: Flask, address: str, method: str, expected: str
) -> None:
    with app.test_request_context(address, method=method):
        assert language.other_language_url() == expected


def test_engine_texts_and_template_words_follow_the_same_choice(app: Flask) -> None:
    with app.test_request_context("/"):
        assert language.t("Có", "Yes") == language.said(Text("Có", "Yes")) == "Có"
        language.g.language = "en"
        assert language.t("Có", "Yes") == language.said(Text("Có", "Yes")) == "Yes"
        assert language.said("Hộ tịch") == "Hộ tịch"


def test_marking_escapes_what_people_typed(app: Flask) -> None:
    with app.test_request_context("/"):
        assert language.vietnamese("<b>") == "&lt;b&gt;"
        language.g.language = "en"
        assert language.vietnamese("<b>") == '<span lang="vi">&lt;b&gt;</span>'
