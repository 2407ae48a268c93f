"""The drawing shows every node and flow there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, named
from engine.bpmn.checks.subject import Subject
from engine.text import Text

NONE: Final = advice("no_drawing")
NODE: Final = advice("not_drawn")

_HINT: Final = Text("Hãy dùng chức năng sắp xếp sơ đồ tự động.", "Let the diagram be laid out automatically.")


def check(subject: Subject) -> Iterator[Raised]:
    """Nodes without a shape and flows without an edge."""
    definition = subject.definition
    if not definition.shapes:
        yield NONE.at(subject.place, Text("Tệp không có hình vẽ của sơ đồ.", "The file holds no drawing."), _HINT)
        return
    for node in subject.nodes:
        if node.id not in definition.shapes:
            yield NODE.at(node.id, Text(f"{named(node)} không có hình vẽ.", f"{named(node)} is not drawn."), _HINT)
    for flow in subject.flows:
        if flow.id not in definition.edges:
            yield NODE.at(
                flow.id, Text(f"Đường nối “{flow.id}” không được vẽ.", f"Flow “{flow.id}” is not drawn."), _HINT
            )
