"""SMS and Zalo messages: numbers in the gateway's form, its own words for good and bad, no number in any record."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.connectors.base import Blocked, Call, Declined, Done, Unreachable
from engine.connectors.contrib.sms import Sms
from engine.connectors.contrib.sms_template import EXAMPLE, read
from engine.connectors.descriptor import WrongSetting
from engine.connectors.phones import mobile
from engine.connectors.redaction import redacted
from tests.support.answering import Partner, partner_answering

PARAMS = {"partner": "sms", "phone": "0912 345 678", "text": "Hồ sơ đã có kết quả", "value_ma": "H-1"}


def _send(partner: Partner, template: str = EXAMPLE, **changes: Any) -> Any:
    wire = partner.wire(settings={"sms_template": template}, secrets={"sms_key": "khoa-cong-1"})
    done = Sms().call(Call("khoa-1", {**PARAMS, **changes}), wire)
    return done, wire


@pytest.mark.parametrize("text", ["0912345678", "+84 912 345 678", "84-912-345-678", "0084912345678", "(091) 234.5678"])
def test_one_number_however_it_is_written(text: str) -> None:
    assert mobile(text) == "84912345678"
    assert mobile(text, "0") == "0912345678"
    assert mobile(text, "+84") == "+84912345678"


@pytest.mark.parametrize("text", ["", "0243 825 1234", "091234567", "09123456789", "+1 912 345 678", "٠٩١٢٣٤٥٦٧٨", "a"])
def test_what_is_no_mobile_number_is_refused(text: str) -> None:
    assert mobile(text) is None


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_a_clean_number_or_none(text: str) -> None:
    found = mobile(text)
    assert found is None or (found.isascii() and found.isdigit() and len(found) == 11)


def test_the_gateway_gets_what_its_template_says() -> None:
    with partner_answering(200, b'{"code": "100", "message_id": "S-9"}') as partner:
        done, wire = _send(partner)
    assert done == Done({"ma_tin": "S-9"}, "S-9")
    sent = partner.requests[0]
    assert sent.path == "/messages"
    assert sent.headers["x-api-key"] == "khoa-cong-1"
    assert json.loads(sent.data) == {
        "to": "84912345678",
        "content": "Hồ sơ đã có kết quả",
        "request_id": "khoa-1",
        "template_data": {"ma": "H-1"},
    }
    shown = repr([redacted([one.path, one.sent, one.received], Sms.descriptor.private) for one in wire.seen])
    assert "912345678" not in shown
    assert "Hồ sơ" not in shown
    assert "khoa-cong-1" not in shown


def test_a_gateway_may_want_a_form() -> None:
    template = json.dumps(
        {"form": True, "phone": "0", "body": {"Phone": "{phone}", "Content": "Xa: {text}", "K": "{sms_key}"}}
    )
    with partner_answering(200, b"ok") as partner:
        _send(partner, template)
    assert parse_qs(partner.requests[0].data.decode()) == {
        "Phone": ["0912345678"],
        "Content": ["Xa: Hồ sơ đã có kết quả"],
        "K": ["khoa-cong-1"],
    }


def test_what_somebody_typed_is_never_a_template() -> None:
    with partner_answering(200, b'{"code": 0}') as partner:
        _send(partner, text="{sms_key} {key}", value_ma="{sms_key}")
    sent = json.loads(partner.requests[0].data)
    assert sent["content"] == "{sms_key} {key}"
    assert sent["template_data"] == {"ma": "{sms_key}"}


@pytest.mark.parametrize(
    ("status", "body", "end"),
    [
        (200, b'{"code": "99"}', Declined),
        (200, b'{"code": "101"}', Unreachable),
        (200, b"<html>", Unreachable),
        (401, b"", Declined),
        (429, b"", Unreachable),
        (503, b"", Unreachable),
    ],
)
def test_what_a_gateways_answer_means(status: int, body: bytes, end: type[Exception]) -> None:
    with partner_answering(status, body) as partner, pytest.raises(end):
        _send(partner)


def test_a_wrong_number_is_refused_before_anything_is_sent() -> None:
    with partner_answering(200, b"{}") as partner, pytest.raises(Declined) as refused:
        _send(partner, phone="123")
    assert (refused.value.code, str(refused.value)) == ("wrong_phone", "wrong_phone")
    assert partner.requests == []


def test_without_a_template_an_administrator_is_asked() -> None:
    with partner_answering(200, b"{}") as partner, pytest.raises(Blocked, match="template"):
        _send(partner, "")


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "[]",
        '{"body": {"to": "{phone}"}}',
        '{"body": {"to": "{phone}", "m": "{text}", "x": "{other}"}}',
        '{"body": {"to": "{phone}", "m": "{text}"}, "url": "http://x"}',
        '{"path": "http://x", "body": {"to": "{phone}", "m": "{text}"}}',
        '{"headers": {"A: b": "c"}, "body": {"to": "{phone}", "m": "{text}"}}',
        '{"phone": "1", "body": {"to": "{phone}", "m": "{text}"}}',
        '{"again": 1, "body": {"to": "{phone}", "m": "{text}"}}',
        '{"good": [], "again": {}, "headers": [], "body": {"to": "{phone}", "m": "{text}"}}',
    ],
)
def test_a_template_that_cannot_work_is_refused_when_it_is_kept(text: str) -> None:
    with pytest.raises(WrongSetting):
        read(text)
