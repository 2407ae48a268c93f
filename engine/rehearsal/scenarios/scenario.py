"""A scenario as a value: how the dossier is filed, what is done step by step, and what each step must be like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

Answers = Mapping[str, Any]

STEP, WAIT, TIMER, CALL, FAILED, BY_HAND = "step", "wait", "timer", "call", "failed", "by_hand"
AUTO_CLOSED, WITHDRAWN = "auto_closed", "withdrawn"
KINDS: Final = (STEP, WAIT, TIMER, CALL, FAILED, BY_HAND, AUTO_CLOSED, WITHDRAWN)
"""What can be done, in the words of the rehearsal: a step finished, an answer, a timer, a call, a dossier given up."""


@dataclass(frozen=True)
class Filed:
    """The application: its case, how it came, who applies, and the answers of its form."""

    case: str | None = None
    channel: str = "counter"
    applicant: str = "citizen"
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True)
class Move:
    """One thing done, and what it must be like: who does it, how long it may take, what is printed.

    ``outcome`` of a failed call is its error code. ``who`` is ``unit#post`` as the diagram declares it; ``name`` is
    what the step was called when the scenario was kept, so that it can still be named when it is gone.
    """

    at: str
    does: str = STEP
    outcome: str | None = None
    answers: Answers = field(default_factory=dict)
    name: str = ""
    who: str = ""
    hours: Decimal | None = None
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expected:
    """How the way must end: where, with what result, after how many working hours, and what is paid for it."""

    end: str | None = None
    result: str | None = None
    hours: Decimal | None = None
    fee: int | None = None


@dataclass(frozen=True)
class Scenario:
    """One way kept by name."""

    name: str
    filed: Filed
    moves: tuple[Move, ...]
    expected: Expected
    name_en: str = ""
    note: str = ""

    def said_in(self, language: str) -> str:
        """Its name in a language."""
        return self.name_en if language == "en" and self.name_en else self.name
