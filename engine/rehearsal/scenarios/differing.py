"""What became of a scenario: where a version goes another way than the scenario expects, each in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from engine.rehearsal.scenarios.scenario import Scenario
from engine.text import Text

STOPS, WHO, TIME, PAPER, FORM, FEE, END = (
    "scenario_stops",
    "scenario_who",
    "scenario_time",
    "scenario_paper",
    "scenario_form",
    "scenario_fee",
    "scenario_end",
)
UNREADABLE: Final = "scenario_unreadable"
CODES: Final = frozenset({STOPS, WHO, TIME, PAPER, FORM, FEE, END})
"""Differences that a person may accept by name, or take over into the scenario."""


@dataclass(frozen=True)
class Difference:
    """One: its kind, the step it is at (0: the filing, one more than the steps: the end), the element, in words."""

    code: str
    step: int
    element: str
    said: Text


@dataclass
class Replayed:
    """A scenario gone through once more. ``now`` is the same way as it is today, None when it cannot be gone."""

    scenario: Scenario
    differences: list[Difference] = field(default_factory=list)
    now: Scenario | None = None

    @property
    def passed(self) -> bool:
        """Whether everything came as expected."""
        return not self.differences
