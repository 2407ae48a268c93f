"""Whatever a file says, reading, checking, tabling and drawing it ends, and no Python error comes out."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from engine.bpmn import picture, table
from engine.bpmn.checks import check
from engine.bpmn.errors import Unreadable
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped

Edited = Callable[..., bytes]
LIBRARY = sorted((Path(__file__).parents[3] / "procedures_bpmn").glob("*.bpmn"))
WORDS = [
    "",
    "x",
    "tham_dinh",
    "f_dat",
    "-1",
    "NaN",
    "9" * 40,
    "=1+",
    "a b",
    "true",
    "end:",
    "receiving/",
    "../..",
    "𝒳",
    "don.x.y",
]


def everything(data: bytes) -> None:
    """All this package can do with a file."""
    definition = read(data)
    for stage in ("draft", "publication"):
        for finding in check(definition, shipped(), stage=stage, forms={}):
            assert finding.message.vi and finding.hint.vi and finding.severity in ("error", "warning")
    table.read(definition)
    text = picture.svg(definition, done=list(definition.nodes), current=list(definition.nodes)[:3])
    etree.fromstring(text.encode())
    picture.steps_in_words(definition, language="en")


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The file with a few elements removed, doubled or moved, and attributes changed or swapped."""
    root = etree.fromstring(data)
    for _ in range(dice.randint(1, 6)):
        elements = [one for one in root.iter(etree.Element) if one.getparent() is not None]
        one, other = dice.choice(elements), dice.choice(elements)
        parent = one.getparent()
        what = dice.randint(0, 5)
        if what == 0:
            parent.remove(one)
        elif what == 1:
            parent.append(etree.fromstring(etree.tostring(one)))
        elif what == 2 and one not in other.iterancestors() and one is not other:
            other.append(one)
        elif one.attrib:
            name = dice.choice(list(one.attrib))
            ids = [str(each.get("id")) for each in elements if each.get("id")]
            one.set(name, dice.choice(WORDS if what == 3 else ids or WORDS))
    return etree.tostring(root)


@pytest.mark.parametrize("seed", range(12))
def test_mutated_procedures_never_break_anything(library_card: bytes, seed: int) -> None:
    dice = random.Random(seed)
    sources = [library_card, *(path.read_bytes() for path in LIBRARY)]
    for _ in range(12):
        try:
            everything(mutated(dice.choice(sources), dice))
        except Unreadable as refused:
            assert refused.text.vi and refused.text.en


def test_an_empty_process_is_a_draft(tools: Any) -> None:
    everything(tools.sketch(""))
    everything(tools.sketch("", sheet=""))


def test_sub_processes_that_hold_each_other_in_many_levels(tools: Any) -> None:
    body = ""
    for level in range(25):
        body = f'<bpmn:subProcess id="x{level}"><bpmn:startEvent id="s{level}"/>{body}</bpmn:subProcess>'
    everything(tools.sketch(body))


def test_a_call_circle_ends(tools: Any) -> None:
    body = '<bpmn:startEvent id="s"/><bpmn:callActivity id="c" calledElement="p"/><bpmn:endEvent id="e"/>'
    around = (
        '<bpmn:process id="p"><bpmn:startEvent id="s1"/><bpmn:callActivity id="d" calledElement="p"/></bpmn:process>'
    )
    everything(tools.sketch(body + tools.chain("s", "c", "e"), around=around))


def test_gateways_that_only_lead_to_each_other_end(tools: Any) -> None:
    gates = "".join(f'<bpmn:exclusiveGateway id="g{number}"/>' for number in range(30))
    flows = "".join(tools.flow(f"g{a}", f"g{b}") for a in range(30) for b in range(30) if a != b)
    everything(tools.sketch('<bpmn:startEvent id="s"/>' + gates + tools.flow("s", "g0") + flows))


def test_a_step_with_many_outcomes_and_gateways_is_followed_once(tools: Any) -> None:
    """Thirty splits in a row: following every path would be a thousand million of them."""
    outcome = '<tthc:outcome id="a"/><tthc:outcome id="b"/>'
    body, flows, last = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + tools.step("v", "", outcome), "", "v"
    for number in range(30):
        body += f'<bpmn:exclusiveGateway id="g{number}" default="d{number}"/><bpmn:exclusiveGateway id="m{number}"/>'
        flows += tools.flow(last, f"g{number}") + tools.flow(f"g{number}", f"m{number}", f"don.x = {number}")
        flows += f'<bpmn:sequenceFlow id="d{number}" sourceRef="g{number}" targetRef="m{number}"/>'
        last = f"m{number}"
    everything(tools.sketch(body + flows + tools.chain("s", "v") + tools.flow(last, "e")))


def test_an_expression_bomb_is_only_a_finding(edited: Edited) -> None:
    for bomb in ("(" * 5000 + "1" + ")" * 5000, "9 ** 9 ** 9 ** 9", 'matches("a", "(a+)+$")', "1 +" * 3000 + "1"):
        everything(edited(('tham_dinh.outcome = "bo_sung"', bomb)))


def test_very_long_texts_are_cut(edited: Edited) -> None:
    everything(edited(('name="Thẩm định hồ sơ"', f'name="{"Rất dài " * 20_000}"')))
