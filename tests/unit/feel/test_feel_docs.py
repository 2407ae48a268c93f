"""The examples of docs/feel.md give the values printed beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine import feel
from engine.feel.values.comparing import equal

PAGE = (Path(__file__).parents[3] / "docs" / "feel.md").read_text("utf8")
ROWS = [
    (re.findall(r"`([^`]+)`", cells[1]), re.findall(r"`([^`]+)`", cells[2]))
    for line in PAGE.splitlines()
    if len(cells := line.strip("|").split(" | ")) == 3 and "`" in cells[2]
]
PAIRS = [pair for sources, values in ROWS for pair in zip(sources, values, strict=False)]
REAL = PAGE.split("Real examples:")[1].split("```")[1]
EXAMPLES = re.findall(r"^(\S.*?)\s{2,}\S.* · ", REAL, re.MULTILINE)


@pytest.mark.parametrize(("source", "value"), PAIRS)
def test_an_example_of_the_table_gives_its_value(source: str, value: str) -> None:
    assert equal(feel.evaluate(source).value, feel.evaluate(value).value) is True


@pytest.mark.parametrize("source", EXAMPLES)
def test_a_real_example_compiles(source: str) -> None:
    assert feel.compile(source).names_read


def test_there_are_examples() -> None:
    assert len(PAIRS) >= 15
    assert len(EXAMPLES) == 5
