"""A due date with its reason: sentences, what each day counted, and how much of the term is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from engine import clock
from engine.clock import Assessment, DayMark, Segment
from engine.clock.explanation import reasons
from engine.clock.explanation.segment import SegmentKind
from engine.dossiers import deadlines
from engine.text import Text

_EVERYDAY = frozenset({reasons.CLOSED, reasons.BREAK})


@dataclass(frozen=True)
class Day:
    """One day of an explanation: the working seconds it counted, or why it counted none."""

    on: datetime
    seconds: int
    why: Text | None
    kind: SegmentKind = "work"

    @property
    def short(self) -> Text:
        """What fits under the number of the day: the hours it counted."""
        if not self.seconds:
            return Text("–", "–")
        hours = f"{Decimal(self.seconds) / 3600:.1f}".removesuffix(".0")
        return Text(f"{hours.replace('.', ',')}g", f"{hours}h")


@dataclass(frozen=True)
class Told:
    """How a due date came about. ``used`` and ``total`` are working seconds; ``total`` 0 when nothing is counted."""

    sentences: tuple[Text, ...] = ()
    days: tuple[Day, ...] = ()
    used: int = 0
    total: int = 0
    inside: tuple[Text, ...] = ()

    @property
    def weeks(self) -> list[list[Day | None]]:
        """The days as the weeks of a wall calendar, Monday first; None before the first day and after the last."""
        if not self.days:
            return []
        before = self.days[0].on.weekday()
        cells: list[Day | None] = [None] * before + list(self.days)
        cells += [None] * (-len(cells) % 7)
        return [cells[start : start + 7] for start in range(0, len(cells), 7)]

    @property
    def notable(self) -> list[Day]:
        """Days that did not count for another reason than the weekly rest."""
        return [day for day in self.days if day.why is not None and day.why != reasons.REST]

    @property
    def parts(self) -> list[tuple[str, float]]:
        """The bar: what is used of the term, and by how much it is exceeded."""
        whole = max(self.used, self.total) or 1
        within = ("ok", min(self.used, self.total) / whole)
        return [within, ("late", (self.used - self.total) / whole)] if self.used > self.total else [within]


def of_dossier(assessment: Assessment | None, remaining: int | None, inside: tuple[Text, ...] = ()) -> Told:
    """The legal clock; ``remaining`` are the working seconds left, negative when late, None when it stands still.

    ``inside`` are sentences about dates inside the term, for officers.
    """
    if assessment is None:
        return Told()
    return replace(_told(assessment.explanation, remaining, clock.tell(assessment)), inside=inside)


def of_step(due: Mapping[str, Any] | None, remaining: int | None) -> Told:
    """The clock of one step, from the explanation kept with its due date."""
    return _told(deadlines.explained(due), remaining) if due else Told()


def _told(segments: Sequence[Segment], remaining: int | None, sentences: tuple[Text, ...] = ()) -> Told:
    total = sum(part.counted_seconds for part in segments)
    days = tuple(_day(mark, segments) for mark in clock.day_marks(segments))
    if remaining is None:
        return Told(sentences, days)
    return Told(sentences, days, max(0, total - remaining), total)


def _day(mark: DayMark, segments: Sequence[Segment]) -> Day:
    if mark.counted_seconds:
        return Day(_noon(mark), mark.counted_seconds, None, mark.kind)
    why = next((text for text in mark.reasons if text not in _EVERYDAY), mark.reasons[0])
    return Day(_noon(mark), 0, why, mark.kind)


def _noon(mark: DayMark) -> datetime:
    return datetime(mark.day.year, mark.day.month, mark.day.day, 12, tzinfo=clock.VIETNAM)
