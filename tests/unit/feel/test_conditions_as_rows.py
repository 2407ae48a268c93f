"""Conditions as rows: what rows can say is read, written and means the same; what they cannot is left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.feel.rows import ALL, ANY, Group, Rate, Row, expression_of, rate_of, rows_of


@pytest.mark.parametrize(
    ("expression", "row"),
    [
        ('don.loai = "a"', Row("don.loai", "eq", ("a",))),
        ('"a" = don.loai', Row("don.loai", "eq", ("a",))),
        ("18 <= don.tuoi", Row("don.tuoi", "ge", (Decimal(18),))),
        ("don.tuoi in [1..5]", Row("don.tuoi", "between", (Decimal(1), Decimal(5)))),
        ('don.loai in ("a", "b")', Row("don.loai", "one_of", ("a", "b"))),
        ('list contains(["a", "b"], don.loai)', Row("don.loai", "one_of", ("a", "b"))),
        ('not(don.loai in ("a", "b"))', Row("don.loai", "none_of", ("a", "b"))),
        ('list contains(don.muc, "x")', Row("don.muc", "has", ("x",))),
        ('not(list contains(don.muc, "x"))', Row("don.muc", "has_not", ("x",))),
        ("count(don.con) >= 2", Row("don.con", "count_ge", (Decimal(2),))),
        ("don.co = null", Row("don.co", "empty")),
        ("don.dong_y", Row("don.dong_y", "eq", (True,))),
        ("not(don.dong_y)", Row("don.dong_y", "eq", (False,))),
        ('date(don.ngay) < date("2025-07-01")', Row("don.ngay", "day_lt", (date(2025, 7, 1),))),
        ('date(don.ngay) <= today() - duration("P18Y")', Row("don.ngay", "ago_le", ("P18Y",))),
        (
            'date(substring(string(ho_so.received), 1, 10)) >= @"2025-07-01"',
            Row("ho_so.received", "day_ge", (date(2025, 7, 1),)),
        ),
    ],
)
def test_one_comparison_is_one_row(expression: str, row: Row) -> None:
    assert rows_of(expression) == Group(ALL, (row,))


def test_rows_join_by_and_or_and_nest_once() -> None:
    a, b, c = Row("don.a", "eq", ("1",)), Row("don.b", "eq", ("2",)), Row("don.c", "eq", ("3",))
    said = 'don.a = "1" and (don.b = "2" or don.c = "3")'
    assert rows_of(said) == Group(ALL, (a, Group(ANY, (b, c))))
    assert expression_of(Group(ALL, (a, Group(ANY, (b, c))))) == said
    assert rows_of('don.a = "1" and don.b = "2" or don.c = "3"') == Group(ANY, (Group(ALL, (a, b)), c))


@pytest.mark.parametrize(
    "expression",
    [
        "don.a = don.b",
        "don.a + 1 > 2",
        'if don.a = "x" then true else false',
        'don.a = "1" and (don.b = "2" or (don.c = "3" and don.d = "4"))',
        'not(don.a = "1" and don.b = "2")',
        "some x in don.con satisfies x.tuoi < 6",
        'don.a = "x" // vì sao',
        "don.a < null",
        "don.a = ",
    ],
)
def test_what_rows_cannot_say_is_no_rows(expression: str) -> None:
    assert rows_of(expression) is None


def test_no_condition_is_no_rows_at_all() -> None:
    assert rows_of("  ") == Group()
    assert expression_of(Group()) == ""


def test_a_price_for_each_is_read_with_its_condition_and_written_back() -> None:
    said = 'if don.xin = "co" and don.so_ban != null then 8000 * don.so_ban else 0'
    rate = rate_of(said)
    assert rate == Rate(Decimal(8000), "don.so_ban", False, Group(ALL, (Row("don.xin", "eq", ("co",)),)), True)
    assert rate.expression == said


def test_a_price_for_each_row_of_a_list_counts_the_rows() -> None:
    rate = rate_of("if don.con != null then 5000 * count(don.con) else 0")
    assert rate is not None
    assert (rate.counted, rate.path, rate.blank_is_nothing) == (True, "don.con", True)


@pytest.mark.parametrize("formula", ["don.a * don.b", "8000 * don.a + 1", "if don.a = 1 then 5 else 6", "8000"])
def test_other_formulas_are_no_price_for_each(formula: str) -> None:
    assert rate_of(formula) is None
