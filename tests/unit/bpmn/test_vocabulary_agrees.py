"""The tthc vocabulary is written down three times; here the three are compared word by word."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from engine.bpmn import definition, sheet, tthc
from engine.bpmn.schema import schema
from engine.bpmn.vocabulary import shipped

ROOT = Path(__file__).parents[3]
XS = "{http://www.w3.org/2001/XMLSchema}"
MODDLE: dict[str, Any] = json.loads((ROOT / "admin_ui/frontend/moddle/tthc.json").read_text())
XSD = etree.fromstring((ROOT / "engine/bpmn/tthc.xsd").read_bytes())
TYPES = sorted(tthc.ELEMENTS)


def moddle_type(name: str) -> dict[str, Any]:
    return next(one for one in MODDLE["types"] if one["name"] == name)


def moddle_words(name: str) -> tuple[str, ...]:
    found = next(one for one in MODDLE["enumerations"] if one["name"] == name)
    return tuple(one["value"] for one in found["literalValues"])


def xsd_type(name: str) -> etree._Element:
    return next(one for one in XSD.iter(f"{XS}complexType") if one.get("name") == name)


def from_moddle(name: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    found = {}
    for one in moddle_type(name)["properties"]:
        if one.get("isAttr"):
            is_enum = one["type"] not in ("String", "Boolean")
            found[one["name"]] = ("enum", moddle_words(one["type"])) if is_enum else (one["type"], ())
    return found


def from_table(name: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    kinds = {"boolean": "Boolean", "enum": "enum"}
    return {one.name: (kinds.get(one.kind, "String"), one.values) for one in tthc.ELEMENTS[name].attributes}


def xsd_attribute(element: etree._Element) -> tuple[str, tuple[str, ...], bool]:
    words = tuple(str(one.get("value")) for one in element.iter(f"{XS}enumeration"))
    kind = "enum" if words else str(element.get("type")).rpartition(":")[2]
    return kind, words, element.get("use") == "required"


def test_the_three_descriptions_know_the_same_element_types() -> None:
    assert sorted(one["name"] for one in MODDLE["types"]) == TYPES
    assert sorted(str(one.get("name")) for one in XSD.iter(f"{XS}complexType")) == TYPES


def test_the_namespace_is_the_same() -> None:
    assert MODDLE["uri"] == XSD.get("targetNamespace") == tthc.NAMESPACE
    assert MODDLE["prefix"] == "tthc"


def test_the_same_elements_stand_directly_in_a_bpmn_element() -> None:
    in_schema = {str(one.get("name")): str(one.get("type")) for one in XSD.iterchildren(f"{XS}element")}
    assert in_schema == {name: f"tthc:{kind.type}" for name, kind in tthc.ROOTS.items()}
    hosts = {one["name"]: tuple(one.get("meta", {}).get("allowedIn", ())) for one in MODDLE["types"]}
    for name, kind in tthc.ELEMENTS.items():
        assert hosts[name] == tuple(f"bpmn:{host[0].upper()}{host[1:]}" for host in kind.hosts)


@pytest.mark.parametrize("name", TYPES)
def test_moddle_knows_the_attributes_of_the_table(name: str) -> None:
    assert from_moddle(name) == from_table(name)


@pytest.mark.parametrize("name", TYPES)
def test_the_schema_knows_the_attributes_of_the_table(name: str) -> None:
    kinds = {"text": "string", "integer": "nonNegativeInteger", "boolean": "truth"}
    in_table = {
        one.name: (kinds.get(one.kind, one.kind), one.values, one.required) for one in tthc.ELEMENTS[name].attributes
    }
    assert {
        str(one.get("name")): xsd_attribute(one) for one in xsd_type(name).iterchildren(f"{XS}attribute")
    } == in_table


@pytest.mark.parametrize("name", TYPES)
def test_the_children_are_the_same(name: str) -> None:
    kind = tthc.ELEMENTS[name]
    in_moddle = [one for one in moddle_type(name)["properties"] if not one.get("isAttr") and not one.get("isBody")]
    assert [(one["name"], one["type"], one.get("isMany", False)) for one in in_moddle] == [
        (one.name, one.type, one.many) for one in kind.children
    ]
    assert all(one["xml"] == {"serialize": "property"} for one in in_moddle)
    in_schema = [(str(one.get("name")), str(one.get("type"))) for one in xsd_type(name).iter(f"{XS}element")]
    assert in_schema == [(one.name, f"tthc:{one.type}") for one in kind.children]


@pytest.mark.parametrize("name", TYPES)
def test_only_the_same_types_hold_text(name: str) -> None:
    body = [one["name"] for one in moddle_type(name)["properties"] if one.get("isBody")]
    assert body == ([tthc.ELEMENTS[name].body] if tthc.ELEMENTS[name].body else [])
    assert (xsd_type(name).get("mixed") == "true") == bool(tthc.ELEMENTS[name].body)


def test_the_shapes_of_words_are_the_same_in_schema_and_table() -> None:
    in_schema = {
        str(one.get("name")): str(pattern.get("value"))
        for one in XSD.iterchildren(f"{XS}simpleType")
        for pattern in one.iter(f"{XS}pattern")
        if one.get("name") != "time"
    }
    assert in_schema == tthc.PATTERNS


READ_INTO = {
    "Procedure": definition.Definition,
    "Step": definition.Step,
    "Outcome": definition.Outcome,
    "Wait": definition.Wait,
    "Connector": definition.Connector,
    "Leg": definition.Leg,
    "Param": definition.Param,
    "ConnectorResult": definition.ConnectorResult,
    "Failure": definition.Failure,
    **{name: getattr(sheet, name) for name in TYPES if hasattr(sheet, name)},
}


@pytest.mark.parametrize("name", sorted(READ_INTO))
def test_the_dataclass_has_a_field_for_every_attribute(name: str) -> None:
    fields = {one.name for one in dataclasses.fields(READ_INTO[name])}
    assert {one.field for one in tthc.ELEMENTS[name].attributes} <= fields


def test_only_elements_of_one_attribute_are_read_into_a_plain_text() -> None:
    assert set(TYPES) - set(READ_INTO) == {"Produces", "Decision", "End"}


def test_step_kinds_are_those_of_the_shipped_vocabulary() -> None:
    assert tuple(tthc.STEP_KINDS.split("|")) == shipped().step_kinds


GOOD = {
    "text": "Hộ tịch",
    "integer": "3",
    "decimal": "0.5",
    "boolean": "true",
    "date": "2025-07-01",
    "time": "15:00",
    "slug": "the-thu-vien",
    "id": "tham_dinh",
    "code": "police.residence",
    "ids": "a b",
    "amount": "=ho_so.quantity",
    "unit": "receiving/one_stop",
    "competent": "province/so_noi_vu",
    "agency": "resolving",
    "count": "shared:G1",
    "then": "error:E1",
}
BAD = {
    "integer": "ba",
    "decimal": "0,5",
    "boolean": "có",
    "date": "1/7/2025",
    "time": "3 giờ chiều",
    "slug": "Thẻ Thư Viện",
    "id": "thẩm định",
    "code": "một cửa",
    "ids": "a, b",
    "amount": "tám nghìn",
    "unit": "phòng một cửa",
    "competent": "somewhere",
    "agency": "nowhere",
    "count": "sometimes",
    "then": "cry",
    "enum": "whatever",
}


def attribute_cases() -> list[tuple[str, tthc.Attribute]]:
    return [(root, one) for root, kind in tthc.ROOTS.items() for one in kind.attributes]


def element_with(root: str, attribute: tthc.Attribute, value: str) -> etree._Element:
    required = {one.name: GOOD[one.kind] for one in tthc.ROOTS[root].attributes if one.required}
    return etree.fromstring(
        etree.tostring(etree.Element(f"{{{tthc.NAMESPACE}}}{root}", {**required, attribute.name: value}))
    )


@pytest.mark.parametrize(("root", "attribute"), attribute_cases())
def test_reader_and_schema_accept_and_refuse_the_same_values(root: str, attribute: tthc.Attribute) -> None:
    from engine.bpmn.reading import values

    good = attribute.values[0] if attribute.values else GOOD[attribute.kind]
    assert schema().validate(element_with(root, attribute, good))
    values.convert(attribute, good)
    if attribute.kind in BAD:
        assert not schema().validate(element_with(root, attribute, BAD[attribute.kind]))
        with pytest.raises(ValueError):
            values.convert(attribute, BAD[attribute.kind])
