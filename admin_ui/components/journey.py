"""A dossier's journey for the timeline: what was done, what stands open, what still comes when all goes well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from admin_ui.components.ahead import course, who
from engine.bpmn.definition import Definition, Node
from engine.procedures import labels
from engine.text import Text

_SHOWN_AHEAD = 3


@dataclass(frozen=True)
class Stage:
    """One line of the journey; ``state`` is done, now, next, skipped, late or wait."""

    state: str
    what: Text
    at: datetime | None = None
    who: Text | str | None = None
    note: Text | str | None = None


def told(story: Iterable[Row[Any]], *, names: bool) -> list[Stage]:
    """What happened; citizens read which unit did it, officers (``names``) also who."""
    return [
        Stage("late" if line.act == "warning" else "done", Text(*line.said), line.at, _by(line, names), line.note)
        for line in story
    ]


def coming(definition: Definition, here: Iterable[str]) -> list[Stage]:
    """The next stops, and the last one; what lies between is only counted."""
    ahead = course(definition, here)
    near, far = ahead[:_SHOWN_AHEAD], ahead[_SHOWN_AHEAD:]
    stages = [_next(definition, node) for node in near]
    if len(far) > 1:
        count = len(far) - 1
        stages.append(Stage("next", Text(f"… {count} bước nữa", f"… {count} more step{'s' if count > 1 else ''}")))
    return [*stages, *(_next(definition, node) for node in far[-1:])]


def numbered(no: str | None, name: Text) -> Text:
    """The name of a step with its printed number."""
    return Text(f"Bước {no}. {name.vi}", f"Step {no}. {name.en}") if no else name


def joined(parts: Sequence[str | None]) -> str:
    """Facts side by side; those that are missing are left out."""
    return " · ".join(part for part in parts if part)


def _next(definition: Definition, node: Node) -> Stage:
    name = labels.node_name(definition, node)
    return Stage("next", numbered(node.step.no, name), who=who(node.step)) if node.step else Stage("next", name)


def _by(line: Row[Any], names: bool) -> str:
    return joined([line.person, line.unit]) if names else line.unit or line.person
