"""What the clock refuses, said in both languages."""

from __future__ import annotations

from engine.text import Text


class ClockProblem(ValueError):
    """A calendar, a term or a ledger that cannot be used; ``text`` says what is wrong and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


class CalendarProblem(ClockProblem):
    """A calendar contradicts itself or can never reach the asked moment."""


class TermProblem(ClockProblem):
    """A term that cannot be read, or whose parts do not fit together."""


class LedgerProblem(ClockProblem):
    """Events in an order, or an act at a moment, that the rules do not allow."""
