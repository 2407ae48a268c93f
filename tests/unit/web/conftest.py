"""The small web application and a browser's client for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.web_app import PASSWORD, make_app


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return make_app(tmp_path)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def token_of() -> Callable[[FlaskClient, str], str]:
    """Return the CSRF token printed on a page."""

    def read(client: FlaskClient, address: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).get_data(as_text=True))
        assert found, f"{address} prints no token"
        return found[1]

    return read


@pytest.fixture
def log_in(token_of: Callable[[FlaskClient, str], str]) -> Callable[[FlaskClient, str], None]:
    def enter(client: FlaskClient, username: str) -> None:
        sent = {"username": username, "password": PASSWORD, "csrf_token": token_of(client, "/dang-nhap")}
        answer = client.post("/dang-nhap", data=sent)
        assert answer.status_code == 303, answer.get_data(as_text=True)

    return enter
