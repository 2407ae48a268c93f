"""The browser's interpreter and the server agree on every condition they share."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine import feel

HERE = Path(__file__).parent
MODULE = HERE.parents[2] / "admin_ui" / "frontend" / "feel" / "feel.js"
CORPUS = json.loads((HERE / "portable_cases.json").read_text("utf8"))


def _dates(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"d"}:
            return date.fromisoformat(value["d"])
        return {key: _dates(each) for key, each in value.items()}
    return [_dates(each) for each in value] if isinstance(value, list) else value


def _numbers(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return [_numbers(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("case", CORPUS["cases"], ids=lambda case: case["expression"])
def test_the_server_gives_the_value_of_the_shared_case(case: dict[str, Any]) -> None:
    assert _numbers(feel.evaluate(case["expression"], _dates(CORPUS["context"])).value) == case["value"]


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_the_browser_gives_the_same_values() -> None:
    trees = [feel.compile(case["expression"]).to_json() for case in CORPUS["cases"]]
    given = json.dumps({"context": CORPUS["context"], "trees": trees})
    ran = subprocess.run(
        ["node", str(HERE / "run_portable.mjs"), str(MODULE)], input=given, capture_output=True, text=True, check=True
    )
    wrong = {
        case["expression"]: (case["value"], value)
        for case, value in zip(CORPUS["cases"], json.loads(ran.stdout), strict=True)
        if case["value"] != value
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "expression",
    ["a + 1 > 2", "sum(a)", "some x in a satisfies x > 1", "a[1]", "now()", "substring(a, 2)", "12345678901234567 > a"],
)
def test_what_needs_the_server_has_no_portable_form(expression: str) -> None:
    assert feel.compile(expression).to_json() is None


def test_the_interpreter_stays_small() -> None:
    assert len(gzip.compress(MODULE.read_bytes(), 9)) <= 2560
