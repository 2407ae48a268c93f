"""Whatever a partner answers and whatever is kept as its description, no error of our own program comes out."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from engine.connectors.base import Accepted, Answer, Blocked, Call, Connector, Declined, Done, Paper, Unreachable
from engine.connectors.contrib.document_signing import DocumentSigning
from engine.connectors.contrib.openapi import OpenApi
from engine.connectors.contrib.rest import Rest
from engine.connectors.contrib.sms import Sms
from engine.connectors.contrib.sms_template import EXAMPLE, read
from engine.connectors.contrib.soap import Soap
from engine.connectors.contrib.webhook import Webhook
from engine.connectors.describing import offered_rest, offered_soap
from engine.connectors.descriptor import WrongSetting
from engine.connectors.drops.sftp import host_keys
from engine.connectors.emulators import signing
from engine.connectors.lookups import queries
from engine.connectors.openapi.operations import operations
from engine.connectors.redaction import redacted
from engine.connectors.signatures.verifying import roots
from engine.connectors.soap.services import service
from engine.connectors.wire import HttpWire
from tests.unit.connectors import test_services_by_openapi as by_openapi
from tests.unit.connectors import test_services_by_wsdl as by_wsdl

_AT = datetime(2026, 11, 22, tzinfo=UTC)
_PAPER = Paper("p", "p.pdf", "a" * 64, lambda: b"x")
_HOW: Mapping[type[Connector], tuple[dict[str, Any], dict[str, str]]] = {
    Rest: ({"path": "/a", "body_x": "1"}, {}),
    OpenApi: (dict(by_openapi.PARAMS), {"openapi": by_openapi.TEXT}),
    Soap: (dict(by_wsdl.PARAMS), {"wsdl": by_wsdl.WSDL}),
    Sms: ({"phone": "0912345678", "text": "a"}, {"sms_template": EXAMPLE}),
    Webhook: ({"event": "a"}, {}),
    DocumentSigning: ({"paper": "p"}, {"signing_roots": signing.root()}),
}
_ENDS = (Declined, Unreachable, Blocked)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 9**9) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["code", "receipt", "message_id", "signature", "certificate", "ma_thua", "chu", "said", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
_BODIES = (
    st.binary(max_size=60)
    | _JSON.map(lambda one: json.dumps(one).encode())
    | st.text(max_size=40).map(lambda text: by_wsdl.ENVELOPE.format(text).encode())
    | st.sampled_from([by_wsdl.GOOD, b"<a/>", b"[" * 3000, b'{"code":' * 3000])
)


@dataclass
class Saying(HttpWire):
    """A wire whose partner gives one answer."""

    answer: Answer = Answer(200)

    def fetch(self, method: str, path: str, **more: Any) -> Answer:
        self.note(method, path, more.get("shown"))
        return self.answer


@pytest.mark.parametrize("kind", list(_HOW), ids=lambda kind: kind.descriptor.id)
@given(status=st.sampled_from([200, 201, 202, 204, 400, 404, 409, 422, 429, 500, 503, 599]), body=_BODIES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_answer_is_an_outcome(kind: type[Connector], status: int, body: bytes) -> None:
    params, kept = _HOW[kind]
    wire = Saying("https://doi-tac.vn", "k", settings=kept, secrets={"webhook": "bí mật"})
    wire.answer = Answer(status, body, {"content-type": "text/xml"})
    try:
        got = kind().call(Call("k", params, "H-1", _AT, "", (_PAPER,)), wire)
    except _ENDS:
        got = None
    if isinstance(got, Done):
        json.dumps(dict(got.response))
    assert got is None or isinstance(got, Done | Accepted)
    json.dumps([redacted([one.path, one.sent, one.received], kind.descriptor.private) for one in wire.seen])


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, one in inner for place in _places(one, (*path, name)))]


_PLACES = [one for one in _places(by_openapi.LAND) if one]
_REPLACED = _JSON | st.sampled_from(
    [{"$ref": "#/components/schemas/Nguoi"}, {"allOf": [1]}, {"type": ["string", "null"]}]
)


@given(st.lists(st.tuples(st.sampled_from(_PLACES), _REPLACED), min_size=1, max_size=3))
@settings(max_examples=300, deadline=None)
def test_an_openapi_document_changed_anywhere_is_read_or_refused(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    document = copy.deepcopy(by_openapi.LAND)
    for place, value in changes:
        at: Any = document
        for name in place[:-1]:
            at = at[name] if isinstance(at, dict) and name in at else {}
        if isinstance(at, dict):
            at[place[-1]] = value
    try:
        found = operations(json.dumps(document))
    except WrongSetting:
        return
    for one in found.values():
        offer = offered_rest(OpenApi.descriptor, "p", "P", one)
        json.dumps(offer.sample)
        wire = Saying("https://doi-tac.vn", "k", settings={"openapi": json.dumps(document)})
        try:
            OpenApi().call(Call("k", {**by_openapi.PARAMS, "operation": one.id}), wire)
        except _ENDS:
            continue


_ELEMENTS = len(list(etree.fromstring(by_wsdl.WSDL.encode()).iter()))


@given(
    st.lists(
        st.tuples(st.integers(1, _ELEMENTS - 1), st.sampled_from(["drop", "twice", "tag", "name", "type", "empty"])),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=150, deadline=None)
def test_a_wsdl_changed_anywhere_is_read_or_refused(changes: list[tuple[int, str]]) -> None:
    root = etree.fromstring(by_wsdl.WSDL.encode())
    for number, how in changes:
        listed = list(root.iter())
        one = listed[number % len(listed)]
        above = one.getparent()
        if above is None:
            continue
        if how == "drop":
            above.remove(one)
        elif how == "twice":
            above.append(copy.deepcopy(one))
        elif how == "tag":
            one.tag = f"{{{etree.QName(one).namespace}}}khac"
        elif how == "empty":
            del one[:]
        elif how in one.attrib:
            one.set(how, "t:khong-co")
    text = etree.tostring(root, encoding="unicode")
    try:
        found = service(text)
    except WrongSetting:
        return
    for operation in found.operations.values():
        json.dumps(offered_soap(Soap.descriptor, "p", "P", operation).sample)
        wire = Saying("https://doi-tac.vn", "k", settings={"wsdl": text})
        wire.answer = Answer(200, by_wsdl.GOOD)
        try:
            Soap().call(Call("k", {**by_wsdl.PARAMS, "operation": operation.id}), wire)
        except _ENDS:
            continue


@pytest.mark.parametrize(
    "check", [operations, service, read, queries.read, host_keys, roots], ids=lambda one: one.__name__
)
@given(text=st.text(max_size=60) | _JSON.map(json.dumps))
@settings(max_examples=80, deadline=None)
def test_whatever_is_typed_as_a_setting_is_read_or_refused(check: Any, text: str) -> None:
    try:
        check(text)
    except WrongSetting as error:
        assert error.said.vi and error.said.en
