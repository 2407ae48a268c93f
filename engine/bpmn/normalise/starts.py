"""One plain beginning: several start events become one, a start by message or clock becomes plain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.bpmn.definition import Node
from engine.bpmn.edit import trees
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.lanes import put_like
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.normalise.offer import Normaliser, Offer
from engine.text import Text

SEVERAL: Final = "one_start"
PLAIN: Final = "plain_start"


def _starts(draft: Draft) -> list[Node]:
    return [one for one in draft.definition.nodes.values() if one.kind == "start" and one.parent is None]


def _find_several(draft: Draft) -> Iterator[Offer]:
    found = _starts(draft)
    if len(found) < 2:
        return
    names = ", ".join(f"“{one.name or one.id}”" for one in found)
    yield Offer(
        SEVERAL,
        found[0].id,
        Text("Gộp các sự kiện bắt đầu thành một", "Join the start events into one"),
        Text(
            f"Giữ {names.split(', ')[0]}; sau đó là cổng loại trừ dẫn tới nơi mỗi sự kiện ({names}) đã dẫn tới. "
            "Điều kiện của từng nhánh phải khai sau.",
            f"{names.split(', ')[0]} stays; behind it an exclusive gateway leads where each of them ({names}) led. "
            "The conditions are to be declared afterwards.",
        ),
    )


def _join(draft: Draft, element: str) -> None:
    first, *others = _starts(draft)
    flows = draft.outgoing(first.id)
    if not flows:
        return
    gateway = etree.Element(bpmn("exclusiveGateway"), {"id": draft.new_id("cach_bat_dau"), "name": "Bắt đầu từ đâu?"})
    key = draft.insert_node(gateway, first.id)
    put_like(draft, key, first.id)
    kept = draft.move_flow(flows[0].id, source=key)
    draft.set_name(kept, first.name)
    draft.add_flow(first.id, key)
    for one in others:
        for flow in draft.outgoing(one.id):
            moved = draft.move_flow(flow.id, source=key)
            draft.set_name(moved, flow.name or one.name)
        draft.drop_node(one.id)
    draft.set_default(key, kept)
    draft.touched |= {key, first.id}


def _find_plain(draft: Draft) -> Iterator[Offer]:
    for one in _starts(draft):
        if one.events:
            name = one.name or one.id
            yield Offer(
                PLAIN,
                one.id,
                Text(f"Bắt đầu “{name}” khi nộp hồ sơ", f"Let “{name}” begin when a dossier is filed"),
                Text("Bỏ điều kiện khởi động riêng của sự kiện bắt đầu.", "The start event's own trigger is dropped."),
            )


def _make_plain(draft: Draft, element: str) -> None:
    for child in list(draft.element(element)):
        if isinstance(child.tag, str) and child.tag.endswith("EventDefinition"):
            trees.remove(child)
    draft.changed()


NORMALISERS: Final = (Normaliser(SEVERAL, _find_several, _join), Normaliser(PLAIN, _find_plain, _make_plain))
