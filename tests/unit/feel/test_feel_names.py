"""Names: several words, signs inside them, scopes, and what an expression says it reads."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine import feel


@pytest.mark.parametrize(
    ("source", "context", "value"),
    [
        ("Họ và tên", {"Họ và tên": "An"}, "An"),
        ("số tiền + 1", {"số tiền": 2}, "3"),
        ("a-b", {"a-b": 1, "a": 5, "b": 2}, "1"),
        ("(a)-(b)", {"a-b": 1, "a": 5, "b": 2}, "3"),
        ("a - b", {"a-b": 1, "a": 5, "b": 2}, "1"),
        ("a - c", {"a-b": 1, "a": 5, "c": 2}, "3"),
        ("Profit and loss > 1", {"Profit and loss": 2}, "True"),
        ("what if?", {"what if?": 7}, "7"),
        ("Student's name", {"Student's name": "An"}, "An"),
        ("Approved/Declined", {"Approved/Declined": "x"}, "x"),
        ("don.ngày cấp.year", {"don": {"ngày cấp": None}}, "None"),
        ("don.a-b", {"don": {"a-b": 4}}, "4"),
        ("string length + 1", {"string length": 4}, "5"),
        ("date", {"date": 4}, "4"),
        ('date("2025-07-01").year', {"date": 4}, "2025"),
        ("item", {"item": 4}, "4"),
        ("is in", {"is in": 4}, "4"),
        ("🐎", {"🐎": 4}, "4"),
        ("for my thing in [1, 2] return my thing * 2", {}, "[Decimal('2'), Decimal('4')]"),
        ("{my key: 1, other: my key + 1}.other", {}, "2"),
        ("(function(first thing) first thing + 1)(first thing: 1)", {}, "2"),
    ],
)
def test_the_longest_name_in_scope_wins(source: str, context: dict[str, Any], value: str) -> None:
    assert str(feel.evaluate(source, context).value) == value


def test_names_of_several_words_can_be_told_at_compile_time() -> None:
    expression = feel.compile("monthly income * 12 + fee-rate", ("monthly income", "fee-rate"))
    assert expression.evaluate({"monthly income": 10, "fee-rate": 1}).value == Decimal(121)


def test_a_dotted_name_is_a_path_whose_parts_become_known() -> None:
    expression = feel.compile("don.họ-tên", ("don.họ-tên",))
    assert expression.evaluate({"don": {"họ-tên": "An"}}).value == "An"


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ('tham_dinh.outcome = "dat"', {("tham_dinh", "outcome")}),
        ("don.a + don.b.c", {("don", "a"), ("don", "b", "c")}),
        ("count(don.con) > 1", {("don", "con")}),
        ("for x in don.con return x.ten + y", {("don", "con"), ("y",)}),
        ("some c in don.con satisfies c.tuoi > nguong", {("don", "con"), ("nguong",)}),
        ("don.con[tuoi > 3]", {("don", "con")}),
        ("{a: b, c: a}", {("b",)}),
        ("(function(x) x + y)(z)", {("y",), ("z",)}),
        ("if a then b else null", {("a",), ("b",)}),
        ("today() > don.han", {("don", "han")}),
        ("a in (b, > c, [d..e])", {("a",), ("b",), ("c",), ("d",), ("e",)}),
        ("sum", set()),
        ("1 + 2", set()),
    ],
)
def test_an_expression_says_which_paths_it_reads(source: str, paths: set[tuple[str, ...]]) -> None:
    assert feel.compile(source).names_read == paths


def test_a_declared_name_counts_even_inside_a_filter() -> None:
    expression = feel.compile("don.con[tuoi > nguong]", ("don", "nguong"))
    assert expression.names_read == {("don", "con"), ("nguong",)}


def test_entries_of_the_item_hide_names_outside() -> None:
    context = {"rows": [{"x": 1}, {"x": 2}, {"y": 0}], "x": 2}
    assert feel.evaluate("rows[x = 2]", context).value == [{"x": Decimal(2)}, {"y": Decimal(0)}]


def test_numbers_and_sequences_of_python_become_values_of_the_language() -> None:
    context = {"i": 3, "f": 0.1, "t": (1, 2), "d": {"n": 5}, "nan": float("nan")}
    assert feel.evaluate("i + f", context).value == Decimal("3.1")
    assert feel.evaluate("t", context).value == [Decimal(1), Decimal(2)]
    assert feel.evaluate("d.n * 2", context).value == Decimal(10)
    assert feel.evaluate("nan", context).value is None
    with pytest.raises(TypeError):
        feel.evaluate("x", {"x": object()})


def test_the_same_expression_is_compiled_once() -> None:
    assert feel.compile("a + 1", ("a",)) is feel.compile("a + 1", ("a",))
