"""One hardened way to parse a decision model: bytes only, no document type, no entities, no network, bounded."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.feel import Said

MAX_BYTES = 2 * 1024 * 1024
MAX_ELEMENTS = 50_000
MODEL_NAMESPACES = frozenset(
    (
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    )
)
"""DMN 1.1 to 1.5."""


class UnreadableModel(ValueError):
    """The file is not a decision model that may be read; ``said`` has the reason in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.said = Said(vi, en)

    @property
    def vi(self) -> str:
        """The Vietnamese wording."""
        return self.said.vi

    @property
    def en(self) -> str:
        """The English wording."""
        return self.said.en


def parse(data: bytes) -> etree._Element:
    """The root element of a decision model; raises UnreadableModel."""
    if len(data) > MAX_BYTES:
        raise UnreadableModel("Tệp lớn quá 2 MB", "The file is larger than 2 MB")
    if b"\0" in data or b"<!doctype" in data.lower() or b"<!entity" in data.lower():
        raise UnreadableModel(
            "Tệp có khai báo DOCTYPE hoặc mã hoá không được phép", "The file has a DOCTYPE or an encoding not allowed"
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableModel(
            f"Tệp không phải XML đúng: {error}", f"The file is not well-formed XML: {error}"
        ) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise UnreadableModel("Tệp có khai báo DOCTYPE", "The file has a DOCTYPE")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise UnreadableModel("Tệp có quá nhiều phần tử", "The file has too many elements")
    if kind(root) != "definitions":
        raise UnreadableModel("Tệp không phải mô hình quyết định DMN", "The file is not a DMN decision model")
    return root


def kind(element: etree._Element) -> str:
    """The name of a DMN element without its namespace; "" for elements of other namespaces."""
    name = etree.QName(element)
    return name.localname if name.namespace in MODEL_NAMESPACES else ""


def children(element: etree._Element, *kinds: str) -> Iterator[etree._Element]:
    """The child elements of these kinds, or all DMN children."""
    for child in element:
        found = kind(child)
        if found and (not kinds or found in kinds):
            yield child


def first(element: etree._Element, *kinds: str) -> etree._Element | None:
    """The first child of these kinds."""
    return next(children(element, *kinds), None)


def text_of(element: etree._Element | None, child: str = "text") -> str:
    """The text of a child element; "" when there is none."""
    found = None if element is None else first(element, child)
    return "" if found is None or found.text is None else found.text


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute, or ""."""
    return "" if element is None else str(element.get(name) or "")


def own_name(element: etree._Element) -> str:
    """The name of an element itself, with single spaces."""
    return " ".join(attribute(element, "name").split())


def name_of(element: etree._Element) -> str:
    """The name of the variable an element declares, or its own name, with single spaces."""
    variable = first(element, "variable")
    return " ".join(attribute(variable, "name").split()) or own_name(element)
