"""Emulated partners: the panel switches, shows the book, sends call-backs; strangers' pages may press nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from demo import partners
from engine.connectors import signing
from engine.connectors.emulators import known, running
from engine.connectors.emulators.agencies import police
from engine.connectors.emulators.calling_back import CallBack
from engine.connectors.emulators.office import Behaviour
from engine.connectors.emulators.serving import Serving
from engine.connectors.sealing import Sealer
from engine.platform.db import transaction
from engine.platform.settings import Settings
from tests.support.databases import application
from tests.support.desk import NOW


class _Installation(BaseHTTPRequestHandler):
    taken: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append(({name.lower(): value for name, value in self.headers.items()}, data))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status": "applied"}')

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def office() -> Iterator[tuple[Serving, list[tuple[dict[str, str], bytes]]]]:
    """The police with a panel, and what the installation they call back has taken."""
    taken: list[tuple[dict[str, str], bytes]] = []
    server = HTTPServer(("127.0.0.1", 0), type("Here", (_Installation,), {"taken": taken}))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    back = CallBack(f"http://127.0.0.1:{server.server_port}/thong-bao", "khóa", lambda: NOW)
    with Serving(police(), back=back) as serving:
        yield serving, taken
    server.shutdown()
    server.server_close()


def press(serving: Serving, headers: dict[str, str] | None = None, **fields: str) -> str:
    request = Request(f"{serving.url}/-/panel", urlencode(fields).encode(), headers or {})
    with urlopen(request, timeout=5) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        return str(answer.read().decode())


def test_the_panel_speaks_two_languages_and_switches(office: Any) -> None:
    serving, _ = office
    assert "Công an xã An Bình" in press(serving, lang="vi")
    assert 'value="down" checked' in press(serving, behaviour="down")
    assert serving.office.behaviour is Behaviour.DOWN
    assert "How the next requests are treated" in press(serving, lang="en", behaviour="nonsense")
    assert serving.office.behaviour is Behaviour.DOWN


def test_the_book_shows_what_came_without_running_it(office: Any) -> None:
    serving, _ = office
    serving.office.take("k", {"ho_ten": "<script>alert(1)</script>"})
    page = press(serving)
    assert "POLICE-000001" in page and "&lt;script&gt;" in page and "<script>" not in page


def test_owed_answers_are_sent_signed_and_a_duplicate_has_the_same_number(office: Any) -> None:
    serving, taken = office
    serving.office.behaviour = Behaviour.LATE
    serving.office.take("k", {"ho_ten": "An"})
    assert "POLICE-000001-1 → 200" in press(serving, send="now", twice="1")
    (headers, body), (again, _) = taken
    at, number = headers[signing.TIME.lower()], headers[signing.NUMBER.lower()]
    assert signing.is_genuine("khóa", at, number, body, headers[signing.SIGNATURE.lower()], NOW)
    assert again[signing.NUMBER.lower()] == number
    assert "Không có gì để gửi" in press(serving, send="now")


def test_an_answer_that_did_not_arrive_is_still_owed() -> None:
    with Serving(police(), back=CallBack("http://127.0.0.1:1/x", "k")) as serving:
        serving.office.behaviour = Behaviour.LATE
        serving.office.take("k", {"ho_ten": "An"})
        assert "không có ai nghe" in press(serving, send="now")
        assert len(serving.office.owed()) == 1


def test_another_sites_page_and_another_name_of_this_machine_are_turned_away(office: Any) -> None:
    serving, _ = office
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        with pytest.raises(HTTPError) as refused:
            press(serving, headers, behaviour="down")
        assert refused.value.code == 403
    assert serving.office.behaviour is Behaviour.GOOD


def test_every_emulator_has_a_port_and_a_code_of_its_own() -> None:
    found = known.installed()
    assert {"police", "insurance", "justice", "payment", "portal"} <= set(found)
    assert len({port for port, _ in found.values()}) == len(found)


def test_the_demonstration_knows_its_partners_with_secrets_of_its_own(database_url: str, tmp_path: Path) -> None:
    app = application(database_url)
    with app.app_context():
        sealer = Sealer("một khóa")
        for _ in range(2):
            with transaction() as session:
                partners.seed(session, sealer, NOW)
        settings = Settings(tmp_path, database_url, "một khóa", base_url="http://here")
        with transaction() as session:
            means = partners.means(session, settings)
    assert set(means) == set(running.addresses())
    backs = [one.back for one in means.values() if one.back]
    assert len({one.secret for one in backs}) == len(means)
    police = means["police"].back
    assert police is not None and police.url == "http://here/api/doi-tac/police/thong-bao"
    assert len({one.token for one in means.values() if one.token}) >= 4
