"""How sure the reader is of one procedure, as a word: certain, to be looked at, not understood."""

from __future__ import annotations

from engine.bpmn.definition import Definition
from engine.text import Text

CERTAIN, LOOK, UNCLEAR = "certain", "look", "unclear"
WORDS = {
    CERTAIN: Text("chắc chắn", "certain"),
    LOOK: Text("cần xem", "to be looked at"),
    UNCLEAR: Text("chưa hiểu", "not understood"),
}
_TOO_MANY = 3
"""One step in so many without anybody to do it, and the table as a whole is not understood."""


def confidence(definition: Definition, name: str, points: int) -> str:
    """The word for a draft with this many open points."""
    steps = [node.step for node in definition.steps() if node.step is not None]
    nobody = sum(1 for step in steps if not step.unit)
    timeless = sum(1 for step in steps if step.limit is None and step.count == "counted")
    if not name or not steps or nobody * _TOO_MANY >= len(steps) or timeless == len(steps):
        return UNCLEAR
    return LOOK if points or nobody else CERTAIN
