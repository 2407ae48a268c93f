"""A steps table as a plain list of rows, and what each edit does to it, written without looking at diagrams."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Goal(NamedTuple):
    """Where an outcome leads: the next row, a wait of its own, a refusal, or the row ``to``."""

    kind: Literal["next", "wait", "end:refused", "end:granted", "to"]
    to: str = ""


@dataclass
class Row:
    """A step and its outcomes in order."""

    key: str
    unit: str
    post: str
    outcomes: dict[str, Goal] = field(default_factory=dict)


class Impossible(Exception):
    """The edit has to be refused."""


class Model:
    """The rows in order."""

    def __init__(self) -> None:
        self.rows = [Row("tiep_nhan", "receiving/one_stop", "can_bo_mot_cua", {"du": Goal("next")})]

    def at(self, key: str) -> int:
        """Place of a row."""
        return next(place for place, row in enumerate(self.rows) if row.key == key)

    def row(self, key: str) -> Row:
        """The row with this key."""
        return self.rows[self.at(key)]

    def add(self, after: str | None, row: Row) -> None:
        """A new row behind another."""
        self.rows.insert(0 if after is None else self.at(after) + 1, row)
        self._settle()

    def move(self, key: str, after: str | None) -> None:
        """A row to another place."""
        row = self.rows.pop(self.at(key))
        self.rows.insert(0 if after is None else self.at(after) + 1, row)
        self._settle()

    def remove(self, key: str) -> None:
        """Refused when a later row comes back here; an earlier one that jumps here goes on to what follows."""
        place = self.at(key)
        if any(Goal("to", key) in row.outcomes.values() for row in self.rows[place + 1 :]):
            raise Impossible
        follows = self.rows[place + 1].key if place + 1 < len(self.rows) else ""
        for row in self.rows[:place]:
            for outcome, goal in row.outcomes.items():
                if goal == Goal("to", key):
                    row.outcomes[outcome] = Goal("to", follows) if follows else Goal("end:granted")
        del self.rows[place]
        self._settle()

    def say(self, key: str, outcome: str, goal: Goal) -> None:
        """Let an outcome lead to ``goal``."""
        self.row(key).outcomes[outcome] = goal
        self._settle()

    def forget(self, key: str, outcome: str) -> None:
        """Take an outcome out."""
        del self.row(key).outcomes[outcome]

    def _settle(self) -> None:
        """To name the next row is to go on; so is, in the last row, the end."""
        for outcome, goal in self.rows[-1].outcomes.items():
            if goal == Goal("end:granted"):
                self.rows[-1].outcomes[outcome] = Goal("next")
        for place, row in enumerate(self.rows[:-1]):
            for outcome, goal in row.outcomes.items():
                if goal == Goal("to", self.rows[place + 1].key):
                    row.outcomes[outcome] = Goal("next")

    def table(self) -> list[tuple[str, str, str, str, dict[str, str]]]:
        """Number, key, unit, post and goals of every row, as the table has to read; waits without their id."""
        return [
            (
                str(place),
                row.key,
                row.unit,
                row.post,
                {key: self._said(place, goal) for key, goal in row.outcomes.items()},
            )
            for place, row in enumerate(self.rows, 1)
        ]

    def _said(self, place: int, goal: Goal) -> str:
        if goal.kind == "next":
            return str(place + 1) if place < len(self.rows) else "end:granted"
        return str(self.at(goal.to) + 1) if goal.kind == "to" else goal.kind
