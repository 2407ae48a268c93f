"""Sheets in the manner of provinces outside the corpus, each written for one habit, with what a person reads in it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from other_provinces import GOLD, SHEETS

from engine.procedures.sheets.as_data import as_data
from engine.procedures.sheets.importing import import_sheet

NAMES = sorted(SHEETS)


def read(name: str) -> dict[str, Any]:
    (found,) = as_data(import_sheet(SHEETS[name]).processes)["procedures"]  # type: ignore[misc]
    return dict(found)


def rows(name: str) -> list[dict[str, Any]]:
    return [part for row in read(name)["rows"] for part in (row.get("parts") or [row])]


@pytest.mark.parametrize("name", NAMES)
def test_the_procedure_is_named_and_its_total_is_found(name: str) -> None:
    found = read(name)
    assert (found["title"], found["codes"], found["term_hours"]) == GOLD[name]["whole"]


@pytest.mark.parametrize("name", NAMES)
def test_every_step_says_who_and_how_long(name: str) -> None:
    found = [(row["label"], row["hours"], row["unit"], row["post"]) for row in rows(name)]
    assert found == GOLD[name]["steps"]


@pytest.mark.parametrize("name", NAMES)
def test_the_steps_add_up_so_that_no_sum_is_reported(name: str) -> None:
    added = sum((Decimal(str(row["hours"])) for row in rows(name) if row["hours"] is not None), Decimal(0))
    assert added == Decimal(str(read(name)["term_hours"]))
    assert not [point for point in read(name)["open_points"] if "Cộng các bước" in point["reason"]]


@pytest.mark.parametrize("name", NAMES)
def test_returns_lead_where_the_words_say(name: str) -> None:
    found = {row["label"]: row["returns_to"] for row in rows(name) if row["returns_to"]}
    assert found == GOLD[name].get("returns", {})
