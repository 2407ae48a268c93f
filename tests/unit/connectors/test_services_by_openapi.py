"""An OpenAPI document becomes choices with fields; a step's parameters become the request that it describes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.connectors.base import Blocked, Call, Declined, Done, Unreachable
from engine.connectors.contrib.openapi import OpenApi
from engine.connectors.describing import offered_rest
from engine.connectors.descriptor import WrongSetting
from engine.connectors.openapi.operations import operations
from engine.connectors.redaction import redacted
from tests.support.answering import Partner, partner_answering

LAND: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Đất đai", "version": "1"},
    "components": {
        "securitySchemes": {"khoa": {"type": "apiKey", "in": "header", "name": "X-Khoa"}},
        "schemas": {
            "Nguoi": {
                "type": "object",
                "required": ["ho_ten"],
                "properties": {
                    "ho_ten": {"type": "string", "title": "Họ và tên", "example": "Nguyễn Văn An"},
                    "ngay_sinh": {"type": "string", "format": "date"},
                },
            },
        },
    },
    "security": [{"khoa": []}],
    "paths": {
        "/thua/{so}": {
            "parameters": [{"name": "so", "in": "path", "required": True, "schema": {"type": "string"}}],
            "post": {
                "operationId": "traCuuThua",
                "summary": "Tra cứu thửa đất",
                "parameters": [
                    {
                        "name": "loai",
                        "in": "query",
                        "required": True,
                        "description": "Loại tra cứu",
                        "schema": {"type": "string", "enum": ["day_du", "rut_gon"]},
                    },
                    {"name": "X-Vung", "in": "header", "schema": {"type": "string"}},
                    {"name": "Authorization", "in": "header", "schema": {"type": "string"}},
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {
                                "allOf": [
                                    {
                                        "type": "object",
                                        "required": ["chu", "dien_tich"],
                                        "properties": {
                                            "chu": {"$ref": "#/components/schemas/Nguoi"},
                                            "dien_tich": {"type": "number"},
                                            "so_tang": {"type": "integer"},
                                        },
                                    },
                                    {"properties": {"chung": {"type": "boolean"}}},
                                ]
                            }
                        }
                    },
                },
                "responses": {
                    "200": {
                        "description": "Có",
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "object",
                                    "properties": {
                                        "ma_thua": {"type": "string", "example": "T-12"},
                                        "chu": {"$ref": "#/components/schemas/Nguoi"},
                                    },
                                }
                            }
                        },
                    },
                    "404": {"description": "Không có thửa này"},
                },
            },
        },
        "/anh": {
            "post": {
                "operationId": "guiAnh",
                "requestBody": {"required": True, "content": {"image/png": {}}},
                "responses": {"200": {"description": "Được"}},
            }
        },
    },
}
TEXT = json.dumps(LAND)
PARAMS = {
    "partner": "land",
    "operation": "traCuuThua",
    "path_so": "12/3",
    "query_loai": "day_du",
    "header_X_Vung": "AH",
    "body_chu__ho_ten": "Nguyễn Văn An",
    "body_dien_tich": "120.5",
    "body_so_tang": "2",
    "body_chung": "true",
}


def _call(partner: Partner, **changes: Any) -> Any:
    wire = partner.wire(settings={"openapi": TEXT}, secrets={"api_key": "khoa-bi-mat"})
    return OpenApi().call(Call("k1", {**PARAMS, **changes}), wire)


def test_operations_that_speak_json_become_choices_with_fields() -> None:
    found = operations(TEXT)
    assert list(found) == ["traCuuThua"]
    offer = offered_rest(OpenApi.descriptor, "land", "Sở Nông nghiệp và Môi trường", found["traCuuThua"])
    told = {one.name: one for one in offer.descriptor.parameters}
    assert offer.descriptor.title.vi == "Sở Nông nghiệp và Môi trường: Tra cứu thửa đất"
    assert offer.descriptor.required == {
        "partner",
        "operation",
        "path_so",
        "query_loai",
        "body_chu__ho_ten",
        "body_dien_tich",
    }
    assert [one.value for one in told["query_loai"].choices] == ["day_du", "rut_gon"]
    assert (told["query_loai"].title.vi, told["body_chu__ngay_sinh"].kind) == ("Loại tra cứu", "date")
    assert "header_Authorization" not in told
    assert [one.name for one in offer.descriptor.results] == ["ma_thua", "chu.ho_ten", "chu.ngay_sinh"]
    assert "http_404" in [one.code for one in offer.descriptor.errors]
    assert offer.sample["ma_thua"] == "T-12"
    assert offer.sample["chu"]["ho_ten"] == "Nguyễn Văn An"


def test_every_value_goes_where_the_description_says() -> None:
    with partner_answering(200, b'{"ma_thua": "T-12"}') as partner:
        done = _call(partner)
    assert isinstance(done, Done)
    assert done.response == {"ma_thua": "T-12"}
    sent = partner.requests[0]
    assert (sent.method, sent.path) == ("POST", "/thua/12%2F3?loai=day_du")
    assert json.loads(sent.data) == {
        "chu": {"ho_ten": "Nguyễn Văn An"},
        "dien_tich": 120.5,
        "so_tang": 2,
        "chung": True,
    }
    assert sent.headers["x-khoa"] == "khoa-bi-mat"
    assert sent.headers["x-vung"] == "AH"
    assert sent.headers["idempotency-key"] == "k1"


@pytest.mark.parametrize(
    "changes",
    [
        {"body_dien_tich": "nhiều"},
        {"body_so_tang": "2.5"},
        {"body_so_tang": "Infinity"},
        {"query_loai": "khac"},
        {"body_chu__ho_ten": None},
        {"header_X_Vung": "a\r\nX-Evil: 1"},
        {"body_chung": "có lẽ"},
    ],
)
def test_a_value_of_a_wrong_kind_is_refused_before_anything_is_sent(changes: dict[str, Any]) -> None:
    with partner_answering(200, b"{}") as partner, pytest.raises(Declined) as refused:
        _call(partner, **changes)
    assert refused.value.code == "wrong_request"
    assert partner.requests == []


def test_a_refusal_carries_the_status_a_diagram_can_catch() -> None:
    with partner_answering(404, b'{"code": "KHONG_CO"}') as partner, pytest.raises(Declined) as refused:
        _call(partner)
    assert refused.value.code == "http_404"


@pytest.mark.parametrize("body", [b"[1, 2]", b'"x"', b"<html>", b"[" * 100_000])
def test_an_answer_of_another_shape_is_no_answer(body: bytes) -> None:
    with partner_answering(200, body) as partner, pytest.raises(Unreachable):
        _call(partner)


def test_an_administrator_hears_of_a_missing_document_or_operation() -> None:
    with partner_answering(200, b"{}") as partner:
        with pytest.raises(Blocked, match="OpenAPI"):
            OpenApi().call(Call("k", PARAMS), partner.wire())
        with pytest.raises(Blocked, match="khac"):
            _call(partner, operation="khac")


def test_nothing_of_a_person_stands_in_the_record_of_the_exchange() -> None:
    with partner_answering(200, b'{"ma_thua": "T-12", "chu": {"ten": "An"}}') as partner:
        wire = partner.wire(settings={"openapi": TEXT}, secrets={"api_key": "khoa-bi-mat"})
        OpenApi().call(Call("k1", {**PARAMS, "path_so": "001326000001"}), wire)
    shown = [
        redacted([one.path, one.sent, one.received], OpenApi.descriptor.private)[1:] + [one.path] for one in wire.seen
    ]
    assert "An" not in repr(shown)
    assert "001326000001" not in repr(shown)
    assert "khoa-bi-mat" not in repr(shown)


def _changed(**changes: Any) -> str:
    return json.dumps({**LAND, **changes})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("openapi: 3.0.0", "JSON"),
        ("{}", "OpenAPI 3"),
        (json.dumps({"swagger": "2.0"}), "OpenAPI 3"),
        (_changed(x={"$ref": "https://ke-la.vn/a.json"}), "outside"),
        (_changed(x={"$ref": "other.json#/a"}), "outside"),
        (_changed(paths={"/a": {"$ref": "#/khong/co"}}), "has no"),
        (_changed(paths={"/a": {"$ref": "#/x"}}, x={"$ref": "#/paths/~1a"}), "itself"),
        (_changed(paths={}), "JSON"),
        ('{"openapi": "3.0.0", "x": ' + '{"a":' * 200 + "1" + "}" * 201, "deeply"),
        ("[" * 100_000, "JSON"),
        (_changed(x="y" * (1024 * 1024)), "1 MB"),
    ],
)
def test_a_document_that_cannot_be_trusted_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        operations(text)
    assert why in wrong.value.said.en


def test_a_schema_that_contains_itself_ends() -> None:
    person = {
        "type": "object",
        "properties": {"cha": {"$ref": "#/components/schemas/Nguoi"}, "ten": {"type": "string"}},
    }
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Nguoi"}}}}
    post = {"operationId": "a", "requestBody": body, "responses": {"200": {"description": "x"}}}
    text = _changed(components={"schemas": {"Nguoi": person}}, paths={"/a": {"post": post}}, security=[])
    assert "cha.ten" in [one.name for one in operations(text)["a"].body]


def test_a_bomb_of_fields_is_refused() -> None:
    layers = {
        f"L{n}": {
            "type": "object",
            "properties": {f"f{k}": {"$ref": f"#/components/schemas/L{n + 1}"} for k in range(30)},
        }
        for n in range(6)
    }
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/L0"}}}}
    text = _changed(
        components={"schemas": {**layers, "L6": {"type": "string"}}},
        paths={"/a": {"post": {"requestBody": body, "responses": {}}}},
    )
    with pytest.raises(WrongSetting):
        operations(text)
