"""What advance() may ask of its surroundings: the time, and who does a step. Nothing else exists for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from engine.text import Text


@dataclass(frozen=True, slots=True)
class Request:
    """Who does this step? ``chosen`` is what the field of ``chosen:<path>`` says (for item i: the i-th)."""

    task: str
    step_id: str
    unit_expr: str | None
    post: str | None
    alternatives: tuple[str, ...] = ()
    item: int | None = None
    chosen: tuple[object, ...] = ()
    previous_units: Mapping[str, object] = field(default_factory=dict)
    variables: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assigned:
    """The unit and post that do the step, pinned on the work item."""

    unit_id: str | int
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Nobody, or several: the step stays open without assignment and an incident says why."""

    code: str
    text: Text


class World(Protocol):
    """The surroundings of one act."""

    @property
    def now(self) -> datetime:
        """The instant of the act, with its zone."""

    def resolve(self, request: Request) -> Assigned | Unresolved:
        """The unit that does a step, decided when the step opens."""
