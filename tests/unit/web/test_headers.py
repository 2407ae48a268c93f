"""Security headers, cookies and caching (quality rules of the web)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.support.web_app import PASSWORD, make_app

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@pytest.mark.parametrize("address", ["/", "/thu-tuc", "/dang-nhap", "/phien", "/nowhere", "/assets/mark.svg"])
def test_every_answer_carries_the_policy(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_pages_hold_no_inline_script_or_style(client: FlaskClient) -> None:
    for address in ("/", "/thu-tuc", "/thu-tuc/dang-ky-khai-sinh", "/tra-cuu", "/dang-nhap", "/nowhere"):
        page = client.get(address).get_data(as_text=True)
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert "<script>" not in page


def test_hsts_is_said_behind_tls_only(tmp_path: Path) -> None:
    plain = make_app(tmp_path / "plain").test_client().get("/")
    behind = make_app(tmp_path / "tls", behind_tls=True).test_client().get("/")

    assert "Strict-Transport-Security" not in plain.headers
    assert behind.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize(
    ("settings", "name", "secure"),
    [
        ({"demo": True}, "phien", False),
        ({"demo": True, "behind_tls": True}, "__Host-phien", True),
        ({"demo": False}, "__Host-phien", True),
        ({"demo": True, "base_url": "http://tthc.example.vn"}, "__Host-phien", True),
    ],
)
def test_the_session_cookie_is_plain_only_in_the_demo_on_this_machine(
    tmp_path: Path, settings: dict[str, object], name: str, secure: bool, token_of: Callable[[FlaskClient, str], str]
) -> None:
    app = make_app(tmp_path, **settings)
    client = app.test_client()
    site = "https://localhost" if secure else "http://localhost"
    token = token_of(client, f"{site}/dang-nhap")
    answer = client.post(
        "/dang-nhap",
        base_url=site,
        data={"username": "hanh.motcua", "password": PASSWORD, "csrf_token": token},
    )
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith(f"{name}="))

    assert ("Secure" in cookie) is secure
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_pages_of_somebody_logged_in_are_not_kept_by_the_browser(
    client: FlaskClient, log_in: Callable[[FlaskClient, str], None]
) -> None:
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"
    log_in(client, "hanh.motcua")
    assert client.get("/phien").headers["Cache-Control"] == "no-store"


def test_flask_never_sets_its_own_session_cookie(
    client: FlaskClient, log_in: Callable[[FlaskClient, str], None]
) -> None:
    log_in(client, "hanh.motcua")
    assert client.get_cookie("session") is None
