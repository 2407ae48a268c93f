"""Writing needs a token of this very visit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin_ui.web import csrf
from tests.support.web_app import PASSWORD

TokenOf = Callable[[FlaskClient, str], str]
LogIn = Callable[[FlaskClient, str], None]
NAME_AND_PASSWORD = {"username": "hanh.motcua", "password": PASSWORD}


def test_a_form_without_a_token_writes_nothing(client: FlaskClient) -> None:
    answer = client.post("/dang-nhap", data=NAME_AND_PASSWORD)

    assert answer.status_code == 400
    assert "Xin tải lại trang" in answer.get_data(as_text=True)
    assert client.get_cookie("phien") is None


@pytest.mark.parametrize("token", ["", "x", "abc.def", "." * 5, "ă.â"])
def test_an_invented_token_is_refused(client: FlaskClient, token: str) -> None:
    client.get("/dang-nhap")
    assert client.post("/dang-nhap", data={**NAME_AND_PASSWORD, "csrf_token": token}).status_code == 400


def test_a_token_of_another_visitor_is_refused(app: Flask, token_of: TokenOf) -> None:
    stolen = token_of(app.test_client(), "/dang-nhap")
    victim = app.test_client()
    victim.get("/dang-nhap")

    assert victim.post("/dang-nhap", data={**NAME_AND_PASSWORD, "csrf_token": stolen}).status_code == 400


def test_a_token_printed_before_log_in_is_dead_after_it(client: FlaskClient, token_of: TokenOf, log_in: LogIn) -> None:
    old = token_of(client, "/dang-nhap")
    log_in(client, "hanh.motcua")

    assert client.post("/dang-xuat", data={"csrf_token": old}).status_code == 400


def test_the_header_of_a_script_serves_as_well(client: FlaskClient, token_of: TokenOf, log_in: LogIn) -> None:
    log_in(client, "hanh.motcua")
    token = token_of(client, "/phien")

    assert client.post("/dang-xuat", headers={"X-CSRF-Token": token}).status_code == 303


def test_a_request_another_site_caused_is_refused_even_with_a_token(client: FlaskClient, token_of: TokenOf) -> None:
    sent = {**NAME_AND_PASSWORD, "csrf_token": token_of(client, "/dang-nhap")}

    assert client.post("/dang-nhap", data=sent, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400


def test_every_printed_token_looks_different_and_all_of_them_count(client: FlaskClient, token_of: TokenOf) -> None:
    first, second = token_of(client, "/dang-nhap"), token_of(client, "/dang-nhap")

    assert first != second
    assert client.post("/dang-nhap", data={**NAME_AND_PASSWORD, "csrf_token": first}).status_code == 303


def test_every_writing_view_checks_the_token_unless_it_says_why_not(app: Flask, client: FlaskClient) -> None:
    addresses = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if "POST" in rule.methods and not getattr(view, "csrf_exempt", False):
            address = addresses.build(rule.endpoint, dict.fromkeys(rule.arguments, "1"), method="POST")
            assert client.post(address).status_code == 400, rule


def test_an_exempt_view_takes_requests_of_programs(app: Flask) -> None:
    app.add_url_rule("/machine", "machine", csrf.exempt(lambda: "taken"), methods=["POST"])

    assert app.test_client().post("/machine").status_code == 200


def test_pages_that_write_nothing_set_no_cookie(client: FlaskClient) -> None:
    assert not client.get("/thu-tuc").headers.getlist("Set-Cookie")
