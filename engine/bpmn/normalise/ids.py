"""Ids a tool made up (``sid-4F2A…``, ``Activity_0x1``) become speaking ones, so that conditions can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.bpmn.definition import Node
from engine.bpmn.edit import names
from engine.bpmn.edit.draft import Draft
from engine.bpmn.normalise.offer import Normaliser, Offer
from engine.bpmn.reading.names import BPMN
from engine.bpmn.tthc import ID
from engine.text import Text

CODE: Final = "speaking_ids"
_MADE: Final = re.compile(r"(Activity|Task|UserTask|Event|StartEvent|EndEvent|Gateway|ExclusiveGateway)_[0-9a-z]{5,}")
_SHOWN: Final = 3


def _wanting(draft: Draft) -> list[Node]:
    """Nodes whose id cannot be used in expressions, and named ones whose id says nothing."""
    some = draft.definition.nodes.values()
    return [one for one in some if re.fullmatch(ID, one.id) is None or (one.name and _MADE.fullmatch(one.id))]


def _find(draft: Draft) -> Iterator[Offer]:
    found = _wanting(draft)
    if not found:
        return
    shown = ", ".join(f"{one.id[:20]} → {names.slug(one.name or one.kind)}" for one in found[:_SHOWN])
    yield Offer(
        CODE,
        "",
        Text(f"Đặt mã theo tên cho {len(found)} phần tử", f"Speaking ids for {len(found)} elements"),
        Text(
            f"{shown}{'…' if len(found) > _SHOWN else ''}. Chỉ mã thay đổi, tên và hình vẽ giữ nguyên.",
            f"{shown}{'…' if len(found) > _SHOWN else ''}. Only ids change; names and drawing stay.",
        ),
    )


def _carry_out(draft: Draft, element: str) -> None:
    renamed: dict[str, str] = {}
    for node in _wanting(draft):
        host = draft.element(node.id)
        host.set("id", "")
        renamed[node.id] = draft.new_id(names.slug(node.name or node.kind, "phan_tu"))
        host.set("id", renamed[node.id])
    for one in draft.root.iter(etree.Element):
        for attribute in ("sourceRef", "targetRef", "bpmnElement", "attachedToRef"):
            value = one.get(attribute)
            if value in renamed:
                one.set(attribute, renamed[value])
        if one.tag == f"{{{BPMN}}}flowNodeRef" and (one.text or "").strip() in renamed:
            one.text = renamed[(one.text or "").strip()]
    draft.changed()


NORMALISER: Final = Normaliser(CODE, _find, _carry_out)
