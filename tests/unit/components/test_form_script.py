"""What the script of a form gets to decide by: names bound to the page, and nothing it could get wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from admin_ui.components.form import page_of
from engine import forms

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
SHIPPED = [*sorted(ROOT.glob("forms/*/*.json")), ROOT / "engine" / "dossiers" / "applicant.json"]


def one(component: str, key: str, hide: str = "", **more: Any) -> dict[str, Any]:
    made = {"type": component, "key": key, "id": f"o_{key}", "label": key, **more}
    return {**made, "conditional": {"hide": hide}} if hide else made


def script_of(hide: str, *others: dict[str, Any], values: Any = None, **more: Any) -> tuple[Any, bool]:
    """The condition of a field beside others: as the page carries it, and whether the page asks the server."""
    form = forms.load({"components": [*others, one("textfield", "x", hide)]}, name="mau")
    page = page_of(form, values or {}, now=NOW, **more)
    sent = page.nodes[-1].hide
    return json.loads(sent) if sent else None, page.asks_server


def test_a_name_of_another_field_becomes_its_name_in_the_page() -> None:
    assert script_of('=a = "co"', one("textfield", "a")) == (["=", ["p", "a"], "co"], False)
    assert script_of('=a = "co"', one("textfield", "a"), prefix="don.")[0] == ["=", ["p", "don.a"], "co"]


def test_what_nobody_can_change_in_the_page_goes_along_as_it_is() -> None:
    context = {"don": {"loai": "x", "so": Decimal("1.50"), "ds": ["p", 2]}}
    around = '=a = don.loai or a = don.so or list contains(don.ds, a) or don.khong_co = "y"'
    tree, asks = script_of(around, one("textfield", "a"), context=context)
    assert tree == [
        "|",
        ["=", ["p", "a"], "x"],
        ["=", ["p", "a"], 1.5],
        ["f", "list contains", ["[", "p", 2], ["p", "a"]],
        ["=", None, "y"],
    ]
    assert not asks
    locked = one("textfield", "k", readonly=True, defaultValue="khoa")
    assert script_of("=k = a", locked, one("textfield", "a"))[0] == ["=", "khoa", ["p", "a"]]


@pytest.mark.parametrize("hide", ['=ho_so.case = "x"', '=today() < @"2020-01-01"', "=khoa != null", "=("])
def test_a_condition_no_answer_can_change_is_neither_sent_nor_asked(hide: str) -> None:
    assert script_of(hide, one("textfield", "khoa", readonly=True)) == (None, False)


@pytest.mark.parametrize(
    "hide",
    [
        "=so + 1 > 2",
        "=date(a) < today()",
        "=some n in [1, 2] satisfies n = so",
        "=tinh > 3",
        "=tep = []",
        "=noi_o = null",
        '=noi_o.ward = "16681"',
        "=luc = null",
        "=con.ten = null",
        "=so > ho_so.lon",
    ],
)
def test_what_the_script_would_get_wrong_is_asked_of_the_server(hide: str) -> None:
    others = [
        one("number", "so"),
        one("textfield", "a"),
        one("expression", "tinh", expression="=so * 2"),
        one("filepicker", "tep"),
        one("textfield", "noi_o", properties={"vn.kind": "address2"}),
        one("datetime", "luc", subtype="datetime"),
        {"type": "dynamiclist", "path": "con", "label": "Con", "components": [one("textfield", "ten")]},
    ]
    context = {"ho_so": {"lon": Decimal("1234567890123456")}}
    assert script_of(hide, *others, context=context) == (None, True)


def test_the_province_of_an_address_and_the_number_of_rows_can_be_seen_in_the_page() -> None:
    address = one("textfield", "noi_o", properties={"vn.kind": "address2"})
    assert script_of('=noi_o.province = "40"', address)[0] == ["=", ["p", "noi_o", "province"], "40"]
    rows = {"type": "dynamiclist", "path": "con", "label": "Con", "components": [one("textfield", "ten")]}
    assert script_of("=count(con) > 2", rows)[0] == [">", ["f", "count", ["p", "con"]], 2]


def rows_page(hide: str) -> forms.Form:
    inner = [one("textfield", "a"), one("textfield", "y", hide)]
    rows = {"type": "dynamiclist", "path": "con", "id": "c", "label": "Con", "components": inner}
    return forms.load({"components": [one("textfield", "a"), one("textfield", "b"), rows]}, name="mau")


@pytest.mark.parametrize(
    ("hide", "bound"),
    [
        ('=a = "co"', ["=", ["p", "con[1].a"], "co"]),
        ('=b = "co"', ["=", ["p", "b"], "co"]),
        ("=i > 1 and a = null", ["&", [">", 2, 1], ["=", ["p", "con[1].a"], None]]),
        ('=parent.a = "co"', None),
    ],
)
def test_in_a_row_the_answers_of_the_row_come_first(hide: str, bound: Any) -> None:
    page = page_of(rows_page(hide), {"con": [{}, {}]}, now=NOW)
    sent = page.nodes[-1].rows[1].nodes[1].hide
    assert (json.loads(sent) if sent else None) == bound
    assert page.asks_server == (bound is None)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_condition_of_the_forms_we_ship_works_in_the_page(path: Path) -> None:
    form = forms.load(path.read_bytes(), name=path.stem)
    assert not page_of(form, forms.initial(form, {}, NOW), now=NOW).asks_server
