"""A dossier's automatic step over each protocol: the value leaves, the answer comes into the dossier, once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine.connectors import operations, signing
from engine.connectors.models import connector_attempt
from engine.connectors.redaction import HIDDEN
from engine.connectors.sealing import Sealer
from engine.dossiers.calling import Outside, handlers
from engine.dossiers.operations import callbacks
from engine.organisation import accounts
from engine.organisation.operations.acting import By
from engine.platform import jobs
from engine.platform.db import reading, transaction
from tests.support import calling
from tests.support.answering import partner_answering
from tests.support.calling import Calls, opened
from tests.unit.connectors.test_services_by_openapi import TEXT
from tests.unit.connectors.test_services_by_wsdl import GOOD, WSDL

_ELEMENT = re.compile(r'<tthc:connector id="police.residence".*?FAILURE', re.S)


@pytest.fixture
def office(demo_database_url: str, tmp_path: Path) -> Iterator[Calls]:
    with opened(demo_database_url, tmp_path) as calls:
        yield calls


def _declare(office: Calls, monkeypatch: pytest.MonkeyPatch, connector: str, result: str, **params: str) -> None:
    """The tiny procedure with another connector in its automatic step."""
    given = "".join(f'<tthc:param name="{name}" value="{value}"/>' for name, value in params.items())
    kept = f'<tthc:result variable="cu_tru" value="=response.{result}"/>'
    element = f'<tthc:connector id="{connector}" version="1">{given}{kept}FAILURE'
    monkeypatch.setattr(calling, "_DIAGRAM", _ELEMENT.sub(lambda _: element, calling._DIAGRAM))
    office.declare()


def _partner(office: Calls, url: str, settings: dict[str, str], secrets: dict[str, str] | None = None) -> None:
    """Keep a partner ``other`` as an administrator does."""
    sealer = Sealer("a secret of the tests")
    with transaction() as session:
        by = By(accounts.actor_named(session, "quantri", office.clock()), office.clock())
        operations.keep(session, by, "other", operations.PartnerWords("Đối tác khác", url, local=True))
        for name, text in settings.items():
            operations.set_setting(session, by, "other", name, text)
        for name, text in (secrets or {}).items():
            operations.set_secret(session, by, "other", name, text, sealer)


def _run(office: Calls, roots: tuple[Path, ...] = (), **forward: float) -> None:
    outside = Outside(office.clock, Sealer("a secret of the tests"), lambda: 0.5, roots=roots, files=office.files)
    jobs.run_until_idle(office.clock, handlers(outside))
    if forward:
        office.clock.forward(**forward)


def _exchanges() -> str:
    with reading() as session:
        return json.dumps([row.exchange for row in session.execute(select(connector_attempt))], ensure_ascii=False)


def test_an_operation_described_by_openapi(office: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    params = {"partner": "other", "operation": "traCuuThua", "path_so": "12", "query_loai": "day_du"}
    more = {"body_chu__ho_ten": "=don.ho_ten", "body_dien_tich": "=1 + 1.5"}
    _declare(office, monkeypatch, "rest.openapi", "ma_thua", **params, **more)
    with partner_answering(200, b'{"ma_thua": "T-12", "receipt": "R-1"}') as partner:
        _partner(office, partner.url, {"openapi": TEXT}, {"api_key": "khoa-bi-mat"})
        one = office.receive()
        _run(office)
    assert office.open_steps(one) == ["tra"]
    assert json.loads(partner.requests[0].data) == {"chu": {"ho_ten": "Nguyễn Văn An"}, "dien_tich": 2.5}
    assert partner.requests[0].headers["x-khoa"] == "khoa-bi-mat"
    assert partner.requests[0].headers["idempotency-key"] == office.call(one).key
    assert office.call(one).receipt == "R-1"
    shown = _exchanges()
    assert HIDDEN in shown
    assert not [word for word in ("Nguyễn", "khoa-bi-mat", "T-12") if word in shown]
    assert office.healthy() == []


@pytest.mark.parametrize(
    "answer",
    [
        {"ma_thua": "a\x00b"},
        {"ma_thua": "T-12", "receipt": "R" * 500},
        {"ma_thua": "T-12", "receipt": "R\x00"},
        {"ma_thua": "\ud800"},
        {"ma_thua": "x" * 100_000},
        {"ma_thua": 10**40},
        {"ma_thua": float("inf")},
        {"ma_thua": {"a": [1] * 1000}},
    ],
)
def test_odd_values_end_in_an_answer_or_an_incident(
    office: Calls, monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]
) -> None:
    params = {"partner": "other", "path": "/a"}
    _declare(office, monkeypatch, "rest", "ma_thua", **params)
    with partner_answering(200, json.dumps(answer).encode()) as partner:
        _partner(office, partner.url, {})
        one = office.receive()
        for _ in range(5):
            _run(office, minutes=30)
    assert office.open_steps(one) == ["tra"] or len(office.incidents(one)) == 1
    assert office.call(one).status in ("answered", "stuck")
    assert office.healthy() == []


def test_a_soap_service(office: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    params = {"partner": "other", "operation": "TraCuuThue", "key_in": "maGiaoDich", "in_nguoi__hoTen": "=don.ho_ten"}
    _declare(office, monkeypatch, "soap", "maSoThue", receipt_from="soTiepNhan", **params)
    with partner_answering(200, GOOD, "text/xml") as partner:
        _partner(office, partner.url, {"wsdl": WSDL})
        one = office.receive()
        _run(office)
    assert office.open_steps(one) == ["tra"]
    assert office.call(one).receipt == "TN-7"
    assert office.call(one).key.encode() in partner.requests[0].data


def test_a_file_that_is_answered_by_a_file(office: Calls, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "trao-doi"
    folder.mkdir()
    _declare(office, monkeypatch, "file", "kho", partner="other", name="ho-so", answer="file", data_ten="=don.ho_ten")
    _partner(office, f"file://{folder}", {})
    one = office.receive()
    _run(office, (folder,), minutes=30)
    key = office.call(one).key
    assert json.loads((folder / f"ho-so-{key}.json").read_text())["data"] == {"ten": "Nguyễn Văn An"}
    _run(office, (folder,), minutes=30)
    assert office.open_steps(one) == []
    (folder / f"ho-so-{key}.answer.json").write_text('{"kho": "K3"}')
    _run(office, (folder,))
    assert office.open_steps(one) == ["tra"]
    assert sorted(path.name for path in folder.iterdir()) == [f"ho-so-{key}.answer.json", f"ho-so-{key}.json"]


def test_a_folder_nobody_allowed_stops_with_an_incident(
    office: Calls, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _declare(office, monkeypatch, "file", "kho", partner="other", name="ho-so")
    _partner(office, f"file://{tmp_path}", {})
    one = office.receive()
    _run(office)
    assert len(office.incidents(one)) == 1
    assert "QUYTRINH_PARTNER_FOLDERS" in office.call(one).last_error


def test_a_signed_message_out_and_a_signed_answer_in(office: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    """The receiver needs nothing of ours but the two keys and the published rule."""
    _declare(office, monkeypatch, "webhook", "so_bien_lai", partner="other", event="ho_so.nop", answer="call_back")
    with partner_answering(200, b"ok") as partner:
        _partner(office, partner.url, {}, {"webhook": "khóa-gửi-đi", "callback": "khóa-gửi-về"})
        one = office.receive()
        _run(office)
    assert office.open_steps(one) == []
    heard = json.loads(partner.requests[0].data)
    body = json.dumps({"ref": heard["id"], "response": {"so_bien_lai": "BL-9"}, "receipt": "BL-9"}).encode()
    told = signing.headers("khóa-gửi-về", "tin-1", body, office.clock())
    with reading() as session:
        sealer = Sealer("a secret of the tests")
        number = callbacks.require_genuine(session, "other", told, body, sealer, office.clock())
    for _ in range(2):
        with transaction() as session:
            callbacks.arrive(session, "other", number, json.loads(body), office.clock())
    assert office.open_steps(one) == ["tra"]
    assert office.healthy() == []


def _refusals() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "mail", {"to": "không phải thư", "subject": "a", "text": "b"}
    yield "sms", {"phone": "123", "text": "b"}
    yield "database", {"query": "khac"}


@pytest.mark.parametrize(
    ("connector", "params"), list(_refusals()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_what_cannot_be_sent_is_an_incident_that_says_why(
    office: Calls, monkeypatch: pytest.MonkeyPatch, connector: str, params: dict[str, str]
) -> None:
    _declare(office, monkeypatch, connector, "x", partner="other", **params)
    address = {"mail": "smtp://127.0.0.1:9", "database": "postgresql://127.0.0.1:9/x"}.get(
        connector, "http://127.0.0.1:9"
    )
    kept = {"mail": {"mail_sender": "a@xa.vn"}, "sms": {"sms_template": '{"body": {"a": "{phone}", "b": "{text}"}}'}}
    _partner(office, address, kept.get(connector, {}))
    one = office.receive()
    _run(office)
    (row,) = office.incidents(one)
    assert row.resolved_at is None
    assert office.call(one).last_error
