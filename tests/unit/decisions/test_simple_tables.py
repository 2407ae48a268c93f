"""Simple decision tables: cells in plain signs, the file they make, and files that are more than simple."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.decisions import load
from engine.decisions.review import review
from engine.decisions.simple import CellWrong, Column, Line, SimpleTable, as_cell, as_test, simple_table, written

TABLE = SimpleTable(
    "muc_phi",
    "Mức phí",
    "UNIQUE",
    (Column("don.tuoi", "Tuổi"), Column("ho_so.channel", "Cách nộp")),
    (
        Line(("< 18", "-"), "0", "trẻ em"),
        Line((">= 18", '"online"'), "5000"),
        Line((">= 18", 'not("online")'), "10000"),
    ),
    "Mức thu",
)


@pytest.mark.parametrize(
    ("typed", "test", "shown"),
    [
        ("", "-", ""),
        ("–", "-", ""),
        ("5", "5", "5"),
        ("dưới 18", "< 18", "< 18"),
        ("không quá 1.500.000", "<= 1500000", "<= 1.500.000"),
        ("từ 60", ">= 60", ">= 60"),
        ("từ 60 trở lên", ">= 60", ">= 60"),
        ("từ 5 đến 10", "[5..10]", "5 – 10"),
        ("5-10", "[5..10]", "5 – 10"),
        ("1; 2; 3", "1, 2, 3", "1; 2; 3"),
        ("not(5)", "not(5)", "not(5)"),
    ],
)
def test_a_number_cell_is_typed_in_plain_words(typed: str, test: str, shown: str) -> None:
    assert as_test(typed, "number") == test
    assert as_cell(test, "number") == shown


def test_a_day_cell_is_typed_as_days_are_written_here() -> None:
    assert as_test("trước 01/07/2025", "date") == '< date("2025-07-01")'
    assert as_cell('< date("2025-07-01")', "date") == "< 01/07/2025"


@pytest.mark.parametrize("typed", ["abc def", "từ năm", "<", "31/02/2025", '"a', "[1..", "; drop"])
def test_a_cell_that_says_nothing_known_is_refused(typed: str) -> None:
    with pytest.raises(CellWrong):
        as_test(typed, "date" if "/" in typed else "number")


def test_a_table_is_read_back_as_it_was_written() -> None:
    data = written(TABLE)
    assert simple_table(data, "muc_phi") == TABLE
    assert written(TABLE, data) == data


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        ({"don": {"tuoi": 7}, "ho_so": {"channel": "post"}}, 0),
        ({"don": {"tuoi": 30}, "ho_so": {"channel": "online"}}, 5000),
        ({"don": {"tuoi": 30}, "ho_so": {"channel": "counter"}}, 10000),
    ],
)
def test_the_written_table_decides(facts: dict[str, Any], amount: int) -> None:
    assert load(written(TABLE)).decide("muc_phi", facts).value == amount


def test_a_default_answers_what_no_line_matches() -> None:
    table = replace(TABLE, lines=TABLE.lines[:1], default="7000")
    facts = {"don": {"tuoi": 40}, "ho_so": {"channel": "post"}}
    assert load(written(table)).decide("muc_phi", facts).value == 7000


def test_gaps_and_overlaps_are_told_within_the_values_a_column_can_have() -> None:
    ways = replace(TABLE.columns[1], values=("counter", "online", "post"))
    whole = replace(TABLE, columns=(TABLE.columns[0], ways))
    assert not list(review({"phi.dmn": written(whole)}))
    gap = replace(whole, lines=whole.lines[:2])
    assert [one.code for one in review({"phi.dmn": written(gap)})] == ["table_gap"]
    twice = replace(whole, lines=(*whole.lines, Line(("> 60", "-"), "0")))
    assert {one.code for one in review({"phi.dmn": written(twice)})} == {"table_overlap"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('hitPolicy="UNIQUE"', 'hitPolicy="COLLECT" aggregation="SUM"'),
        ("<dmn:text>don.tuoi</dmn:text>", "<dmn:text>don.tuoi + 1</dmn:text>"),
        ('<dmn:decision id="muc_phi"', '<dmn:decision id="khac"'),
    ],
)
def test_a_table_that_is_more_than_simple_is_left_to_the_advanced_editor(old: str, new: str) -> None:
    text = written(TABLE).decode()
    assert old in text
    assert simple_table(text.replace(old, new).encode(), "muc_phi") is None


def test_other_decisions_of_the_file_stay_as_they_are() -> None:
    first = written(TABLE)
    both = written(replace(TABLE, id="phi_khac", name="Phí khác"), first)
    again = written(replace(TABLE, name="Đổi tên"), both)
    assert simple_table(again, "phi_khac") == replace(TABLE, id="phi_khac", name="Phí khác")
    assert simple_table(again, "muc_phi") == replace(TABLE, name="Đổi tên")
