"""Conditions in another language than FEEL become a note at their flow, to be declared anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.bpmn.definition import Flow
from engine.bpmn.edit import trees
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.normalise.offer import Normaliser, Offer
from engine.bpmn.routes import compiled
from engine.text import Text

CODE: Final = "condition_note"
_LONGEST: Final = 200


def _foreign(flow: Flow) -> bool:
    language = (flow.language or "").upper()
    return bool(flow.condition) and (
        ("FEEL" not in language and bool(language)) or compiled(flow.condition or "") is None
    )


def _find(draft: Draft) -> Iterator[Offer]:
    for flow in draft.definition.flows.values():
        if _foreign(flow):
            source = draft.node(flow.source)
            said = (flow.condition or "")[:_LONGEST]
            yield Offer(
                CODE,
                flow.id,
                Text(
                    f"Điều kiện của nhánh “{flow.name or flow.id}” sau “{source.name or source.id}”",
                    f"The condition of “{flow.name or flow.id}” behind “{source.name or source.id}”",
                ),
                Text(
                    f"“{said}” không phải điều kiện dùng được ở đây: thành ghi chú của đường nối; khai lại sau.",
                    f"“{said}” cannot be used here: it becomes a note of the flow; declare the condition anew.",
                ),
            )


def _carry_out(draft: Draft, element: str) -> None:
    flow, holder = draft.flow(element), draft.element(element)
    note = etree.Element(bpmn("documentation"))
    note.text = f"Điều kiện gốc: {flow.condition}"
    trees.insert(holder, note, 0)
    for old in list(holder.iterchildren(bpmn("conditionExpression"))):
        trees.remove(old)
    draft.changed()


NORMALISER: Final = Normaliser(CODE, _find, _carry_out)
