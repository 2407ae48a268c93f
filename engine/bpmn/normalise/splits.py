"""A task with several flows behind it gets the gateway it means: one of the ways, or all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.bpmn.checks.flows import GATEWAYS
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.lanes import put_like
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.normalise.offer import Normaliser, Offer
from engine.text import Text

ONE: Final = "split_exclusive"
ALL: Final = "split_parallel"


def _find_one(draft: Draft) -> Iterator[Offer]:
    for key, name, ways in _splits(draft):
        yield Offer(
            ONE,
            key,
            Text(f"Sau “{name}”: đi một trong các nhánh", f"Behind “{name}”: one of the ways"),
            Text(
                f"Thêm cổng loại trừ trước {ways} đường ra; điều kiện đang có được giữ, nhánh thiếu thì khai sau.",
                f"An exclusive gateway before its {ways} flows; conditions stay, missing ones are declared later.",
            ),
        )


def _find_all(draft: Draft) -> Iterator[Offer]:
    for key, name, ways in _splits(draft):
        if not any(flow.condition for flow in draft.outgoing(key)):
            yield Offer(
                ALL,
                key,
                Text(f"Sau “{name}”: làm song song mọi nhánh", f"Behind “{name}”: all ways side by side"),
                Text(
                    f"Thêm cổng song song trước {ways} đường ra; các nhánh cần gặp lại ở một cổng song song.",
                    f"A parallel gateway before its {ways} flows; the legs must meet in a parallel gateway again.",
                ),
            )


def _splits(draft: Draft) -> list[tuple[str, str, int]]:
    nodes = draft.definition.nodes.values()
    return [
        (one.id, one.name or one.id, len(one.outgoing))
        for one in nodes
        if one.kind not in GATEWAYS and len(one.outgoing) > 1
    ]


def _choose(draft: Draft, element: str) -> None:
    _split(draft, element, "exclusiveGateway", f"Kết quả {_small(draft, element)}?")


def _fork(draft: Draft, element: str) -> None:
    _split(draft, element, "parallelGateway", "")


def _split(draft: Draft, element: str, tag: str, name: str) -> None:
    node = draft.node(element)
    gateway = etree.Element(bpmn(tag), {"id": draft.new_id(f"re_nhanh_{element}"), **({"name": name} if name else {})})
    default = node.default
    key = draft.insert_node(gateway, element)
    put_like(draft, key, element)
    draft.element(element).attrib.pop("default", "")
    for flow in draft.outgoing(element):
        moved = draft.move_flow(flow.id, source=key)
        if flow.id == default and tag == "exclusiveGateway":
            draft.set_default(key, moved)
    draft.add_flow(element, key)
    draft.touched |= {key, element}


def _small(draft: Draft, element: str) -> str:
    name = draft.node(element).name or element
    return f"{name[:1].lower()}{name[1:]}"


NORMALISERS: Final = (Normaliser(ONE, _find_one, _choose), Normaliser(ALL, _find_all, _fork))
