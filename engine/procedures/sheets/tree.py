"""Small steps through office XML by local names, so that transitional and strict files read alike."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """The name of ``element`` without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The children of ``element`` with one of ``names`` (none given: all)."""
    if element is not None:
        for child in element:
            if not names or local(child) in names:
                yield child


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down ``path``, or None."""
    for name in path:
        element = next(children(element, name), None)
    return element


def attribute(element: etree._Element | None, name: str) -> str | None:
    """The attribute with local name ``name``, or None."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def number(element: etree._Element | None, name: str, fallback: int = 0) -> int:
    """A whole number out of an attribute, ``fallback`` where there is none."""
    text = (attribute(element, name) or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 10 else fallback
