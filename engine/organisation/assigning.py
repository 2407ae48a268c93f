"""What a step asks of the organisation, and the two possible answers; values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.text import Text


@dataclass(frozen=True)
class Request:
    """A step that just opened: its ``unit`` expression and posts as declared, and what the dossier knows.

    ``chosen`` is the value found under the path of ``chosen:<path>`` and ``item`` the index in it (None = the only
    one); ``step_units`` maps a step's id to the unit that did it.
    """

    unit: str
    post: str
    receiving: int
    resolving: int | None = None
    alternatives: tuple[str, ...] = ()
    step_units: Mapping[str, int] = field(default_factory=dict)
    chosen: Any = None
    item: int | None = None


@dataclass(frozen=True)
class Assigned:
    """Exactly one unit does the step; ``post`` is the first of the declared posts that somebody holds there."""

    unit_id: int
    unit_name: str
    post: str


@dataclass(frozen=True)
class Unresolved:
    """Nobody, or more than one unit, fits: an incident for a person to settle, never a guess."""

    code: str
    message: Text
    candidates: tuple[int, ...] = ()
