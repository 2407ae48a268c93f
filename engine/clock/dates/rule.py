"""What every date rule answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from engine.clock.calendars.calendar import Calendar
from engine.clock.explanation.days import Stop
from engine.clock.explanation.segment import Segment


class DateRule(Protocol):
    """Turns an amount, counted from an instant, into a due date, and explains it.

    ``stops`` are in order of their start; they may overlap, and some may still last.
    """

    def due(self, start: datetime, value: Decimal, stops: Sequence[Stop], calendar: Calendar) -> datetime | None:
        """Return when ``value`` is used up, or None while a stop keeps that unknown."""

    def measure(self, start: datetime, end: datetime, calendar: Calendar) -> Decimal:
        """Return the value that, counted from ``start`` without stops, is used up at ``end``."""

    def explain(
        self, start: datetime, end: datetime, value: Decimal, stops: Sequence[Stop], calendar: Calendar
    ) -> tuple[Segment, ...]:
        """Return the contiguous segments from ``start`` to ``end``, which is never after the due date."""
