"""No call of a built-in function and no damaged model ends in a Python error."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lxml import etree

from engine import feel
from engine.decisions import UnreadableModel, load
from engine.feel.builtins import BUILTINS
from engine.feel.json_text import to_json

KIT = Path(__file__).parents[1] / "conformance" / "dmn-tck"
ARGUMENTS = """
null|true|0|-1|2.5|10**6000|10**-6000|""|"a"|"2025-01-01"|"P1D"|"[1..3]"|"("|" "|@"2025-01-31"|date("-999999999-01-01")
date("999999999-12-31")|@"10:00:00"|@"10:00:00.123456789Z"|@"10:00:00@Europe/Paris"|@"2025-01-31T10:00:00+07:00"
date and time("99999-01-31T10:00:00@Asia/Ho_Chi_Minh")|@"0001-01-01T00:00:00+14:00"|@"9999-12-31T23:59:59-12:00"
@"-PT0.5S"|@"P1Y2M"|@"P99999999999999999999Y"|@"P99999999999999999999D"|[]|[null]|[1, 2, 3]|["a", "b"]|[[1], [2]]
[{key: "a", value: 1}]|{}|{a: {b: 1}}|[1..3]|(> 5)|function() 1|function(x, y) x < y|abs|sum
"""
POOL = [each for line in ARGUMENTS.strip().splitlines() for each in line.split("|")]


@pytest.mark.parametrize("name", sorted(BUILTINS))
def test_a_built_in_function_takes_anything(name: str) -> None:
    chance = random.Random(name)
    for count in (0, 1, 1, 2, 2, 2, 3, 3, 4, 7) * 12:
        source = f"{name}({', '.join(chance.choice(POOL) for _ in range(count))})"
        result = feel.evaluate(source)
        to_json(result.value)
        assert all(warning.vi and warning.en for warning in result.warnings)


def test_every_operator_takes_anything() -> None:
    chance = random.Random(7)
    for _ in range(3000):
        left, right = chance.choice(POOL), chance.choice(POOL)
        operator = chance.choice(["+", "-", "*", "/", "**", "=", "<", ">=", "in", "and", "or"])
        to_json(feel.evaluate(f"({left}) {operator} ({right})").value)
        to_json(feel.evaluate(f"({left})[{right}]").value)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The model with something removed, renamed, repeated or rewritten."""
    root = etree.fromstring(data)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for _ in range(chance.choice((1, 3, 8))):
        element, other = chance.choice(elements), chance.choice(elements)
        parent = element.getparent()
        what = chance.randrange(5)
        if what == 0 and parent is not None:
            parent.remove(element)
        elif what == 1 and element.attrib:
            del element.attrib[chance.choice(list(element.attrib))]
        elif what == 2:
            element.text = chance.choice(["", "(", "1 +", "-", "true", "x"])
        elif what == 3:
            element.append(etree.fromstring(etree.tostring(other)))
        elif what == 4:
            element.tag = other.tag
    return etree.tostring(root)


def test_a_damaged_model_is_refused_or_decides_something() -> None:
    chance = random.Random(11)
    files = sorted(KIT.rglob("*.dmn"))
    for _ in range(400):
        try:
            model = load(damaged(chance.choice(files).read_bytes(), chance))
        except UnreadableModel:
            continue
        for element in model.elements[:20]:
            model.decide(element.name or element.id, {"x": 1, "Age": 5})
            model.invoke(element.id, [1, 2])
        model.coverage()
