"""Signed messages to another system: a receiver that follows the published rule accepts them, once each."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.connectors.base import Accepted, Blocked, Call, Declined, Done, Unreachable
from engine.connectors.contrib.webhook import Webhook
from tests.support.answering import Partner, partner_answering

AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
PARAMS = {"partner": "bien-lai", "event": "ho_so.da_duyet", "data_so": "12", "data_ten": "Nguyễn Văn An"}


def _send(partner: Partner, at: datetime | None = AT, secret: str = "khóa-chung", **changes: Any) -> Any:
    wire = partner.wire("khoa-1", secrets={"webhook": secret} if secret else {})
    return Webhook().call(Call("khoa-1", {**PARAMS, **changes}, "H-1", at), wire)


def test_a_receiver_can_check_the_signature_by_itself_and_drop_repeats() -> None:
    with partner_answering(204, b"") as partner:
        assert isinstance(_send(partner), Done)
        assert isinstance(_send(partner, AT + timedelta(minutes=7)), Done)
    for sent, at in zip(partner.requests, (AT, AT + timedelta(minutes=7)), strict=True):
        time, number = sent.headers["x-quytrinh-time"], sent.headers["x-quytrinh-message"]
        own = hmac.new("khóa-chung".encode(), f"{time}\n{number}\n".encode() + sent.data, hashlib.sha256).hexdigest()
        assert sent.headers["x-quytrinh-signature"] == own
        assert (int(time), number) == (int(at.timestamp()), "khoa-1")
    assert json.loads(partner.requests[0].data) == {
        "event": "ho_so.da_duyet",
        "id": "khoa-1",
        "at": "2026-11-22T02:00:00+00:00",
        "dossier": "H-1",
        "data": {"so": "12", "ten": "Nguyễn Văn An"},
    }


@pytest.mark.parametrize(
    ("status", "body", "changes", "expected"),
    [
        (200, b"thanks", {}, Done({"value": None})),
        (200, b'{"so": 3}', {}, Done({"so": 3})),
        (202, b'{"receipt": "B-1"}', {}, Accepted("B-1")),
        (200, b"", {"answer": "call_back"}, Accepted("khoa-1")),
        (200, b'{"receipt": "B-2"}', {"answer": "call_back"}, Accepted("B-2")),
    ],
)
def test_receiving_is_enough_or_the_answer_comes_later(
    status: int, body: bytes, changes: dict[str, str], expected: Any
) -> None:
    with partner_answering(status, body) as partner:
        assert _send(partner, **changes) == expected


@pytest.mark.parametrize(("status", "end"), [(422, Declined), (500, Unreachable), (302, Blocked)])
def test_other_answers(status: int, end: type[Exception]) -> None:
    with partner_answering(status, b"") as partner, pytest.raises(end):
        _send(partner)


def test_nothing_goes_out_unsigned() -> None:
    with partner_answering(200, b"") as partner, pytest.raises(Blocked, match="sign"):
        _send(partner, secret="")
    assert partner.requests == []
