"""What another tool keeps for itself (assignees, listeners, forms of its engine) is thrown out in one go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.bpmn.edit import trees
from engine.bpmn.edit.draft import Draft
from engine.bpmn.normalise.offer import Normaliser, Offer
from engine.bpmn.reading.names import BPMN, TTHC, space_of
from engine.text import Text

CODE: Final = "foreign_extensions"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_SHOWN: Final = 5


def _find(draft: Draft) -> Iterator[Offer]:
    inside = {etree.QName(one).localname for one in _elements(draft)}
    found = sorted(inside | {etree.QName(name).localname for _, name in _attributes(draft)})
    if not found:
        return
    names = ", ".join(found[:_SHOWN])
    more = "…" if len(found) > _SHOWN else ""
    yield Offer(
        CODE,
        "",
        Text("Bỏ thông tin riêng của công cụ vẽ khác", "Throw out what another tool keeps for itself"),
        Text(
            f"Xóa {len(found)} loại thông tin hệ thống không dùng: {names}{more}. Hình vẽ, tên, làn giữ nguyên.",
            f"{len(found)} kinds of facts that are not used here: {names}{more}. Drawing, names and lanes stay.",
        ),
    )


def _carry_out(draft: Draft, element: str) -> None:
    for one in _elements(draft):
        trees.remove(one)
    for host, name in _attributes(draft):
        host.attrib.pop(name, "")
    draft.changed()


def _elements(draft: Draft) -> list[etree._Element]:
    """Elements of foreign namespaces right inside extensionElements."""
    holders = draft.process.iter(f"{{{BPMN}}}extensionElements")
    return [
        one for holder in holders for one in holder.iterchildren(etree.Element) if space_of(one) not in (BPMN, TTHC)
    ]


def _attributes(draft: Draft) -> list[tuple[etree._Element, str]]:
    return [
        (one, str(name))
        for one in draft.process.iter(f"{{{BPMN}}}*")
        for name in one.attrib
        if etree.QName(str(name)).namespace not in (None, BPMN, TTHC, _XSI)
    ]


NORMALISER: Final = Normaliser(CODE, _find, _carry_out)
