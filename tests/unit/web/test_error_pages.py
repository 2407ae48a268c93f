"""Every failure says what happened, where, and what to do, in both languages."""

from __future__ import annotations

import logging

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from admin_ui.web import error_texts
from engine.platform.errors import AppError, Conflict, Invalid, Missing, Refused, TooLarge, TooMany, Unauthenticated
from engine.text import Text

WHAT = Text("Hồ sơ đã được người khác xử lý.", "Somebody else dealt with the dossier.")
FIX = Text("Tải lại trang.", "Reload the page.")


def failing(app: Flask, error: BaseException) -> FlaskClient:
    def fail() -> str:
        raise error

    app.add_url_rule("/fail", "fail", fail, methods=["GET"])
    app.add_url_rule("/api/fail", "api_fail", fail)
    return app.test_client()


@pytest.mark.parametrize("kind", [Invalid, Refused, Missing, Conflict, TooLarge, TooMany])
def test_an_expected_failure_shows_what_where_and_what_to_do(app: Flask, kind: type[AppError]) -> None:
    answer = failing(app, kind(WHAT, FIX, "ô “Họ tên”")).get("/fail")
    page = answer.get_data(as_text=True)

    assert answer.status_code == kind.status
    assert WHAT.vi in page
    assert FIX.vi in page
    assert "ô “Họ tên”" in page


def test_the_english_reader_reads_english(app: Flask) -> None:
    client = failing(app, Conflict(WHAT, FIX))
    client.get("/?lang=en")

    assert WHAT.en in client.get("/fail").get_data(as_text=True)


def test_too_many_attempts_say_when_to_come_back(app: Flask) -> None:
    assert failing(app, TooMany(WHAT, retry_after=7)).get("/fail").headers["Retry-After"] == "7"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503])
def test_http_errors_have_words_of_their_own(app: Flask, status: int) -> None:
    app.add_url_rule("/fail", "fail", lambda: abort(status))
    answer = app.test_client().get("/fail")

    assert answer.status_code == status
    assert error_texts.title(status).vi in answer.get_data(as_text=True)


def test_a_defect_tells_a_reference_and_no_trace(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = failing(app, RuntimeError("secret detail")).get("/fail")
    page = answer.get_data(as_text=True)

    assert answer.status_code == 500
    assert "secret detail" not in page
    assert "Traceback" not in page
    reference = caplog.records[-1].getMessage().split("reference ")[1].split(":")[0]
    assert reference in page


def test_whoever_is_not_logged_in_is_led_to_the_log_in_and_back(app: Flask) -> None:
    answer = failing(app, Unauthenticated(WHAT)).get("/fail?a=1")

    assert (answer.status_code, answer.location) == (303, "/dang-nhap?ve=/fail?a%3D1")


def test_programs_are_answered_in_json(app: Flask) -> None:
    answer = failing(app, Conflict(WHAT, FIX, "x")).get("/api/fail")

    assert answer.status_code == 409
    assert answer.get_json() == {"status": 409, "what": WHAT.vi, "fix": FIX.vi, "where": "x"}


def test_a_wrong_method_still_names_the_right_ones(client: FlaskClient) -> None:
    answer = client.get("/dang-xuat")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
