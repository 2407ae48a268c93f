"""Where a step is done: every anchor, with and without a kind, in a small province of gardens."""

from __future__ import annotations

from typing import Any

import pytest

from engine.organisation.assigning import Request, Unresolved
from engine.organisation.placing import competent, place
from engine.organisation.tree import Tree, UnitOnDay

LAND, OFFICE, PARKS, SEEDS, TOWN, DESK, GARDENS, SECOND_TOWN, SECOND_DESK, BANK, GONE, SPLIT = range(1, 13)


def unit(number: int, code: str, kind: str, parent: int | None, authority: bool = False, **more: Any) -> UnitOnDay:
    level = more.pop("level", "commune")
    return UnitOnDay(number, code, code.title(), kind, authority, level, parent, "vn", **more)


TREE = Tree(
    [
        unit(LAND, "land", "land", None, True),
        unit(OFFICE, "office", "office", LAND, True),
        unit(PARKS, "parks", "parks", LAND, True),
        unit(SEEDS, "parks.seeds", "seeds", PARKS),
        unit(TOWN, "town", "town", LAND, True, area_code="99101"),
        unit(DESK, "town.desk", "desk", TOWN),
        unit(GARDENS, "town.gardens", "gardens", TOWN),
        unit(SECOND_TOWN, "second", "town", LAND, True, area_code="99102"),
        unit(SECOND_DESK, "second.desk", "desk", SECOND_TOWN),
        unit(BANK, "bank", "bank", None, True, level="partner"),
    ],
    {GONE: (TOWN,), SPLIT: (TOWN, SECOND_TOWN)},
)


def ask(expression: str, **facts: Any) -> Any:
    found = place(TREE, Request(**{"unit": expression, "post": "x", "receiving": DESK, "resolving": SEEDS, **facts}))
    return found.code if isinstance(found, UnitOnDay | Unresolved) else found


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("receiving", "town"),
        ("resolving", "parks"),
        ("parent", "land"),
        ("province", "land"),
        ("receiving/desk", "town.desk"),
        ("receiving/gardens", "town.gardens"),
        ("receiving/town", "town"),
        ("resolving/seeds", "parks.seeds"),
        ("province/parks", "parks"),
        ("province/office", "office"),
        ("province/seeds", "unit.none"),
        ("province/town", "unit.several"),
        ("receiving/seeds", "unit.none"),
        ("external:bank", "bank"),
        ("external:circus", "unit.none"),
        ("nearest", "unit.expression"),
        ("step:", "unit.expression"),
        ("", "unit.expression"),
    ],
)
def test_an_expression_means_one_unit_or_says_why_not(expression: str, expected: str) -> None:
    assert ask(expression) == expected


def test_a_desk_is_never_sought_in_another_authority() -> None:
    assert ask("province/desk") == "unit.none"


def test_several_units_are_named_in_the_answer() -> None:
    found = place(TREE, Request(unit="province/town", post="x", receiving=DESK))
    assert isinstance(found, Unresolved)
    assert found.candidates == (TOWN, SECOND_TOWN)
    assert "Town; Second" in found.message.vi


def test_the_unit_that_did_a_step_does_the_next() -> None:
    assert ask("step:plant", step_units={"plant": GARDENS}) == "town.gardens"
    assert ask("step:plant") == "unit.step_not_done"


@pytest.mark.parametrize(
    ("chosen", "item", "expected"),
    [
        ("parks", None, "parks"),
        (PARKS, None, "parks"),
        (["parks"], None, "parks"),
        (["parks", "office"], 0, "parks"),
        (["parks", "office"], 1, "office"),
        (["parks", "office"], None, "unit.several"),
        (["parks"], 1, "unit.not_chosen"),
        ([], None, "unit.not_chosen"),
        (None, None, "unit.not_chosen"),
        ("", None, "unit.not_chosen"),
        ("circus", None, "unit.unknown"),
        ({"code": "parks"}, None, "unit.unknown"),
    ],
)
def test_a_chosen_unit_is_taken_by_code_or_identity(chosen: Any, item: int | None, expected: str) -> None:
    assert ask("chosen:plan.units", chosen=chosen, item=item) == expected


def test_without_a_resolving_unit_there_is_none() -> None:
    assert ask("resolving", resolving=None) == "unit.no_resolving"


def test_the_work_of_a_unit_that_is_gone_goes_to_its_successor() -> None:
    assert ask("receiving/desk", receiving=GONE) == "town.desk"
    assert ask("step:plant", step_units={"plant": GONE}) == "town"


def test_after_a_split_somebody_must_decide() -> None:
    assert ask("receiving", receiving=SPLIT) == "unit.several"


def test_the_top_has_nothing_above() -> None:
    assert ask("parent", receiving=LAND) == "unit.none"
    assert ask("province", receiving=LAND) == "land"


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        ("", None, "town"),
        ("receiving", None, "town"),
        ("province/parks", None, "parks"),
        ("address:don.home", "99102", "second"),
        ("address:don.home", {"province": "99", "ward": "99101"}, "town"),
        ("address:don.home", "second", "second"),
        ("address:don.home", "12345", "unit.none"),
        ("address:don.home", {}, "unit.no_address"),
        ("address:don.home", None, "unit.no_address"),
    ],
)
def test_the_competent_unit_follows_the_rule(rule: str, value: Any, expected: str) -> None:
    found = competent(TREE, rule, DESK, value)
    assert found.code == expected
