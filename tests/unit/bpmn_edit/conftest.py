"""Files to edit, and what a test asks of a file after an edit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from engine.bpmn import table
from engine.bpmn.reader import read

ROOT = Path(__file__).parents[3]


def rows_of(data: bytes) -> list[tuple[str, str]]:
    """Printed numbers and elements in the order of the table."""
    return [(row.no, row.element) for row in table.read(read(data)).rows]


def goes(data: bytes, element: str) -> dict[str, str]:
    """Where each outcome of a step leads."""
    row = next(row for row in table.read(read(data)).rows if row.element == element)
    return {one.id: one.goes_to for one in row.outcomes}


def parts_of(data: bytes) -> Mapping[str, bytes]:
    """C14N of every element that has an id, the white space around it left out; the drawing included."""
    found = {}
    for element in etree.fromstring(data).iter(etree.Element):
        holders = ("definitions", "process", "collaboration", "laneSet", "lane", "BPMNDiagram", "BPMNPlane")
        if element.get("id") and etree.QName(element).localname not in holders:
            element.tail = None
            found[str(element.get("id"))] = etree.tostring(element, method="c14n")
    return found


def changed(before: bytes, after: bytes) -> set[str]:
    """Ids of the elements an edit has added, removed or changed."""
    one, other = parts_of(before), parts_of(after)
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


class Tools:
    """The functions above, handed to tests as one fixture."""

    rows_of = staticmethod(rows_of)
    goes = staticmethod(goes)
    changed = staticmethod(changed)


@pytest.fixture
def tools() -> type[Tools]:
    """Questions to a file."""
    return Tools


@pytest.fixture
def card() -> bytes:
    """A hand-drawn library card: receive, appraise (return, supplement, refusal), sign, hand out."""
    return (ROOT / "tests/unit/bpmn/data/the-thu-vien.bpmn").read_bytes()


@pytest.fixture
def allowance() -> bytes:
    """A shipped procedure of two levels and fifteen steps."""
    return (ROOT / "procedures_bpmn/tro-cap-mot-lan.bpmn").read_bytes()
