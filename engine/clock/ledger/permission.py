"""Whether an event may be added to a ledger, asked before it is written."""

from __future__ import annotations

from collections.abc import Iterable

from engine.clock.calendars.calendar import Calendar
from engine.clock.events import ClockEvent
from engine.clock.ledger.reading import read
from engine.clock.problems import LedgerProblem
from engine.clock.terms import Term
from engine.text import Text


def refusal(term: Term, events: Iterable[ClockEvent], event: ClockEvent, calendar: Calendar) -> Text | None:
    """Return why ``event`` may not be added to ``events``, or None when it may.

    Besides what reading refuses, a supplement beyond the allowed number needs a reason and an author (rule C9).
    """
    known = list(events)
    try:
        timeline = read(term, [*known, event], calendar)
    except LedgerProblem as problem:
        return problem.text
    justified = event.reason is not None and bool(event.author)
    if event.kind == "supplement_requested" and timeline.supplements > term.max_supplement and not justified:
        return Text(
            f"Chỉ được yêu cầu bổ sung {term.max_supplement} lần; yêu cầu thêm phải ghi lý do và người quyết định.",
            f"A supplement may be requested {term.max_supplement} time(s) only; more needs a reason and a name.",
        )
    return None
