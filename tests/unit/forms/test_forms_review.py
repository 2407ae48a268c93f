"""Expressions of forms that can be seen never to have a value, before anybody fills anything in."""

from __future__ import annotations

from typing import Any

import pytest

from engine.forms.review import review


@pytest.mark.parametrize(
    ("hide", "said"),
    [
        ('=so = "3"', "so sánh số với chuỗi"),
        ("=ngay < today()", "so sánh chuỗi chữ với ngày"),
        ("=co > 1", "so sánh"),
        ("=ten and co", "cần đúng hoặc sai"),
        ("=ten + so > 1", "không dùng được"),
        ("=noi_o.province = 40", "so sánh"),
        ('=i = "1"', "so sánh số với chuỗi"),
    ],
)
def test_kinds_that_never_fit_are_told(form_of: Any, field: Any, hide: str, said: str) -> None:
    rows = {"type": "dynamiclist", "path": "con", "label": "Con", "components": [field("textfield", "y", hide=hide)]}
    form = form_of(
        field("number", "so"),
        field("textfield", "ten"),
        field("textfield", "ngay", kind="date_vn"),
        field("checkbox", "co"),
        field("textfield", "noi_o", kind="address2"),
        rows,
    )
    (problem,) = review(form)
    assert problem.path == "components[5].components[0].conditional.hide"
    assert said in problem.what.vi


@pytest.mark.parametrize(
    "hide",
    [
        "=so = null",
        '=muc = "a"',
        '=list contains(muc, "a")',
        "=count(con) > 1",
        "=tinh > 1",
        "=khoa = 5",
        "=khong_biet > 1",
        '=ngay >= "2026-01-01"',
        "=(",
    ],
)
def test_what_may_have_a_value_is_left_alone(form_of: Any, field: Any, hide: str) -> None:
    form = form_of(
        field("number", "so"),
        field("checklist", "muc", values=["a", "b"]),
        field("textfield", "ngay", kind="date_vn"),
        field("expression", "tinh", expression="=so + 1"),
        field("textfield", "khoa", readonly=True),
        {"type": "dynamiclist", "path": "con", "label": "Con", "components": [field("textfield", "so2")]},
        field("textfield", "y", hide=hide),
    )
    assert list(review(form)) == []


def test_a_key_with_different_kinds_in_different_places_is_not_judged(form_of: Any, field: Any) -> None:
    rows = {"type": "dynamiclist", "path": "con", "label": "Con", "components": [field("textfield", "so")]}
    assert list(review(form_of(field("number", "so"), rows, field("textfield", "y", hide='=so = "1"')))) == []
