"""Static help: what can be said of an expression before it runs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine import feel
from engine.feel.analysis import always, boundaries, gap, never, review, shared
from engine.feel.values.types import BOOLEAN, NUMBER, STRING, ListOf

NAMES = ("don.tuoi", "don.loai", "don.dong_y", "don.muc", "ho_so.case")
TYPES = {"don.tuoi": NUMBER, "don.loai": STRING, "don.dong_y": BOOLEAN, "don.muc": ListOf(STRING)}


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("don.tuoi >= 18 and don.dong_y", []),
        ("don.tuoii >= 18", ["name.unknown"]),
        ('don.tuoi = "18"', ["compare.kinds"]),
        ("don.loai > 1", ["compare.kinds"]),
        ("don.loai + 1", ["arith.kinds"]),
        ("don.dong_y > true", ["compare.order"]),
        ("don.tuoi and don.dong_y", ["logic.kind"]),
        ("if don.tuoi then 1 else 2", ["logic.kind"]),
        ("substring(don.tuoi, 1)", ["call.argument"]),
        ("substring(don.loai)", ["call.count"]),
        ("substring(don.loai, 1, lenght: 2)", None),
        ("count(1, 2)", ["call.count"]),
        ("don.tuoi > 5 and don.tuoi < 3", ["condition.never"]),
        ("don.tuoi > 5 or don.tuoi <= 5", ["condition.always"]),
        ('don.loai = "A" and don.loai = "B"', ["condition.never"]),
        ("1 > 2", ["condition.never"]),
        ("for x in [1, 2] return x + 1", []),
        ('don.loai in ("A", "B")', []),
        ('don.muc = "A"', []),
        ('don.muc < "A"', ["compare.kinds"]),
    ],
)
def test_a_review_finds_what_is_visible(source: str, codes: list[str] | None) -> None:
    if codes is None:
        with pytest.raises(feel.FeelError):
            feel.compile(source)
        return
    found = review(feel.compile(source), NAMES, TYPES)
    assert [finding.code for finding in found] == codes
    assert all(finding.vi and finding.en for finding in found)


def test_a_review_suggests_the_name_that_was_meant() -> None:
    (finding,) = review(feel.compile("don.tuoii > 1"), NAMES)
    assert "“don.tuoi”" in finding.vi


@pytest.mark.parametrize(
    ("source", "is_never", "is_always"),
    [
        ("x > 5 and x < 3", True, False),
        ("x > 5 and x <= 6", False, False),
        ("not(x > 5) and x > 5", True, False),
        ("x in [1..3] and x in (3..5]", True, False),
        ("x in [1..3] and x in [3..5]", False, False),
        ('x = "a" and x != "a"', True, False),
        ("x = null and x > 1", True, False),
        ("x or not(x)", False, True),
        ("x <= 1 or x > 1", False, True),
        ("x > 1 and y > 2 and x < 1", True, False),
        ("x > y", False, False),
        ("count(x) > 1 and false", True, False),
        ('x > @"2025-01-01" and x < @"2024-01-01"', True, False),
    ],
)
def test_conditions_that_never_change_are_seen(source: str, is_never: bool, is_always: bool) -> None:
    expression = feel.compile(source)
    assert (never(expression), always(expression)) == (is_never, is_always)


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ("x > 5", "x < 7", {("x",): Decimal(6)}),
        ("x > 5", "x < 5", None),
        ("x >= 5", "x <= 5", {("x",): Decimal(5)}),
        ('x = "a"', 'x in ("a", "b")', {("x",): "a"}),
        ('x = "a"', "y = 1", {("x",): "a", ("y",): Decimal(1)}),
        ("x > y", "x < y", None),
    ],
)
def test_two_branches_that_share_values_are_found(first: str, second: str, overlap: Any) -> None:
    found = shared(feel.compile(first), feel.compile(second))
    assert found == overlap
    if found:
        context = {path[0]: value for path, value in found.items()}
        assert feel.evaluate(first, context).value is True
        assert feel.evaluate(second, context).value is True


@pytest.mark.parametrize(
    ("sources", "open_to"),
    [
        (["x > 5", "x < 5"], {("x",): Decimal(5)}),
        (["x > 5", "x <= 5"], None),
        (['x = "a"', 'x != "a"'], None),
        (["x in [0..10)", "x in [10..20]", "x < 0", "x > 20"], None),
        (["x in [0..10)", "x in (10..20]", "x < 0", "x > 20"], {("x",): Decimal(10)}),
    ],
)
def test_values_no_branch_takes_are_found(sources: list[str], open_to: Any) -> None:
    assert gap([feel.compile(source) for source in sources]) == open_to


def test_boundaries_are_the_literals_and_their_neighbours() -> None:
    expression = feel.compile('don.tuoi >= 18 and don.loai in ("A", "B") and don.ngay < @"2025-07-01" and don.dong_y')
    assert boundaries(expression, "don.tuoi") == [Decimal(18), Decimal(17), Decimal(19)]
    assert boundaries(expression, ("don", "loai")) == ["A", "B", "khac"]
    assert boundaries(expression, "don.ngay") == [date(2025, 7, 1), date(2025, 6, 30), date(2025, 7, 2)]
    assert boundaries(expression, "don.dong_y") == [True, False]
    assert boundaries(expression, "don.khac") == []
    assert boundaries(feel.compile("x <= 0.05"), "x") == [Decimal("0.05"), Decimal("0.04"), Decimal("0.06")]
