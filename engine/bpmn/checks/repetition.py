"""Repeated activities: what is repeated, how often, and for which units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Loop, Node
from engine.text import Text

STANDARD: Final = refused("standard_loop")
COUNT: Final = refused("repetition_count")
UNITS: Final = refused("repetition_units")

_COUNT_OF = re.compile(r"\s*count\(\s*([\w.]+)\s*\)\s*")


def check(subject: Subject) -> Iterator[Raised]:
    """Standard loops, multi-instance without one clear number, and units that do not fit the number."""
    for node in subject.nodes:
        if node.loop is not None:
            yield from _loop(node, node.loop)


def _loop(node: Node, loop: Loop) -> Iterator[Raised]:
    if loop.standard:
        yield STANDARD.at(
            node.id,
            Text(f"{named(node)} dùng vòng lặp chuẩn, không được hỗ trợ.", f"{named(node)} uses a standard loop."),
            Text("Hãy vẽ đường quay lại qua một cổng loại trừ.", "Draw a return flow through an exclusive gateway."),
        )
        return
    if bool(loop.cardinality) == bool(loop.collection):
        yield COUNT.at(
            node.id,
            Text(
                f"{named(node)} lặp nhiều lần nhưng phải nêu đúng một: số lần hoặc danh sách.",
                f"{named(node)} is repeated but must give exactly one of a number and a list.",
            ),
            Text("Ví dụ số lần: count(tham_dinh.don_vi).", "For example the number count(tham_dinh.don_vi)."),
        )
    unit = (node.step.unit or "") if node.step else ""
    counted = _COUNT_OF.fullmatch(loop.cardinality or "")
    if unit.startswith("chosen:") and counted:
        path = unit.removeprefix("chosen:").partition("/")[0]
        if counted.group(1) != path:
            yield UNITS.at(
                node.id,
                Text(
                    f"{named(node)} lặp theo “{counted.group(1)}” nhưng đơn vị lấy từ “{path}”.",
                    f"{named(node)} counts “{counted.group(1)}” but takes its units from “{path}”.",
                ),
                Text("Số lần và đơn vị phải lấy từ cùng một danh sách.", "Number and units must come from one list."),
            )
