"""The tthc vocabulary as XML Schema: a second opinion, independent of the reader, on what our elements say."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from lxml import etree

from engine.bpmn.reading.names import BPMN, TTHC, elements
from engine.bpmn.xml import safe_parse


class Violation(NamedTuple):
    """What the schema processor says (in English) about one of our elements."""

    element: etree._Element
    message: str


@lru_cache(maxsize=1)
def schema() -> etree.XMLSchema:
    """The compiled tthc.xsd."""
    return etree.XMLSchema(safe_parse((resources.files("engine.bpmn") / "tthc.xsd").read_bytes()))


def violations(root: etree._Element) -> list[Violation]:
    """Validate every tthc element that stands in the extensionElements of a diagram."""
    found: list[Violation] = []
    for container in root.iter(f"{{{BPMN}}}extensionElements"):
        for element in elements(container, TTHC):
            try:
                schema().assertValid(element)
            except etree.DocumentInvalid as error:
                found.append(Violation(element, str(error)))
    return found
