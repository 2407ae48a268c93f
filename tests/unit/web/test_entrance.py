"""Logging in and out, one's own sessions, and the demonstration's switch of person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin_ui.web.visitors import safe_target
from engine.platform.time import FixedClock
from tests.support.web_app import MONDAY_MORNING, PASSWORD, make_app

TokenOf = Callable[[FlaskClient, str], str]
LogIn = Callable[[FlaskClient, str], None]


def test_after_logging_in_one_arrives_where_one_wanted_to_go(client: FlaskClient, token_of: TokenOf) -> None:
    wanted = client.get("/phien").location
    token = token_of(client, wanted)
    sent = {"username": "hanh.motcua", "password": PASSWORD, "ve": "/phien", "csrf_token": token}

    assert client.post("/dang-nhap", data=sent).location == "/phien"
    assert "Trần Thị Hạnh" in client.get("/phien").get_data(as_text=True)


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example", "", None, "/a\nb"])
def test_logging_in_never_leads_to_another_site(target: str | None) -> None:
    assert safe_target(target, "/start") == "/start"


def test_a_wrong_password_says_the_same_as_an_unknown_name(client: FlaskClient, token_of: TokenOf) -> None:
    said = []
    for name in ("hanh.motcua", "nobody.here"):
        sent = {"username": name, "password": "sai-mat-khau-roi", "csrf_token": token_of(client, "/dang-nhap")}
        answer = client.post("/dang-nhap", data=sent)
        assert answer.status_code == 401
        said.append(re.findall(r'role="alert">.*?</div></div>', answer.get_data(as_text=True), re.S)[0])

    assert said[0] == said[1]


def test_the_typed_name_comes_back_and_the_password_does_not(client: FlaskClient, token_of: TokenOf) -> None:
    sent = {"username": "hanh.motcua", "password": "sai-mat-khau-roi", "csrf_token": token_of(client, "/dang-nhap")}
    page = client.post("/dang-nhap", data=sent).get_data(as_text=True)

    assert 'value="hanh.motcua"' in page
    assert "sai-mat-khau-roi" not in page


def test_guessing_is_slowed_down(client: FlaskClient, token_of: TokenOf) -> None:
    for _ in range(12):
        sent = {"username": "hanh.motcua", "password": "sai-mat-khau", "csrf_token": token_of(client, "/dang-nhap")}
        answer = client.post("/dang-nhap", data=sent)

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_logging_in_gives_a_fresh_session_and_ends_the_guest_visit(client: FlaskClient, log_in: LogIn) -> None:
    client.set_cookie("phien", "planted")
    client.delete_cookie("phien")
    log_in(client, "hanh.motcua")

    assert client.get_cookie("phien").value != "planted"
    assert client.get_cookie("khach") is None


def test_logging_out_ends_the_session_for_every_copy_of_the_cookie(
    app: Flask, client: FlaskClient, token_of: TokenOf, log_in: LogIn
) -> None:
    log_in(client, "hanh.motcua")
    kept = client.get_cookie("phien").value
    client.post("/dang-xuat", data={"csrf_token": token_of(client, "/phien")})
    thief = app.test_client()
    thief.set_cookie("phien", kept)

    assert client.get("/phien").status_code == 303
    assert thief.get("/phien").status_code == 303


def test_an_idle_session_ends(tmp_path: Path, log_in: LogIn) -> None:
    clock = FixedClock(MONDAY_MORNING)
    client = make_app(tmp_path, clock).test_client()
    log_in(client, "hanh.motcua")

    clock.forward(minutes=59)
    assert client.get("/phien").status_code == 200
    clock.forward(minutes=59)
    assert client.get("/phien").status_code == 200
    clock.set(clock() + timedelta(minutes=61))
    assert client.get("/phien").status_code == 303


def test_one_sees_and_ends_ones_other_sessions(app: Flask, token_of: TokenOf, log_in: LogIn) -> None:
    office, home = app.test_client(), app.test_client()
    log_in(office, "hanh.motcua")
    log_in(home, "hanh.motcua")
    numbers = re.findall(r'name="session" value="(\d+)"', office.get("/phien").get_data(as_text=True))
    assert len(numbers) == 2

    newest = max(map(int, numbers))
    office.post("/phien/ket-thuc", data={"session": newest, "csrf_token": token_of(office, "/phien")})
    assert home.get("/phien").status_code == 303
    assert office.get("/phien").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(app: Flask, token_of: TokenOf, log_in: LogIn) -> None:
    mine, theirs = app.test_client(), app.test_client()
    log_in(theirs, "minh.tuphap")
    log_in(mine, "hanh.motcua")
    number = re.findall(r'name="session" value="(\d+)"', theirs.get("/phien").get_data(as_text=True))[0]

    answer = mine.post("/phien/ket-thuc", data={"session": number, "csrf_token": token_of(mine, "/phien")})
    assert answer.status_code in (403, 404)
    assert theirs.get("/phien").status_code == 200


def test_in_the_demonstration_one_click_makes_another_person(
    client: FlaskClient, token_of: TokenOf, log_in: LogIn
) -> None:
    log_in(client, "hanh.motcua")
    page = client.get("/phien").get_data(as_text=True)
    assert 'value="dung.chutich"' in page

    client.post("/doi-nguoi", data={"username": "dung.chutich", "csrf_token": token_of(client, "/phien")})
    assert "<b>Phạm Văn Dũng</b>" in client.get("/phien").get_data(as_text=True)


def test_outside_the_demonstration_nobody_switches(tmp_path: Path, token_of: TokenOf) -> None:
    client = make_app(tmp_path, demo=False).test_client()
    site = "https://localhost"
    token = token_of(client, f"{site}/dang-nhap")
    sent = {"username": "hanh.motcua", "password": PASSWORD, "csrf_token": token}
    client.post("/dang-nhap", base_url=site, data=sent)

    assert "doi-nguoi" not in client.get("/phien", base_url=site).get_data(as_text=True)
    token = token_of(client, f"{site}/phien")
    sent = {"username": "dung.chutich", "csrf_token": token}
    assert client.post("/doi-nguoi", base_url=site, data=sent).status_code == 404
