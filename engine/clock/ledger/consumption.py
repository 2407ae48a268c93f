"""Who consumed which working time of a dossier: the agency, the citizen, a partner, or a system out of step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from engine.clock.ledger.timeline import Timeline, Waiting
from engine.clock.working import between

AGENCY = "agency"


def consumed(timeline: Timeline, until: datetime) -> Mapping[str, int]:
    """Return working seconds from acceptance to the end (or ``until``) by party; they add up to the whole.

    A stop belongs to whom it waits for. While the clock runs, a synchronisation delay is the system's time and an
    open question to a partner is the partner's; everything else is the agency's own.
    """
    spent: Counter[str] = Counter()
    if timeline.accepted is None:
        return spent
    end = min(timeline.ended or until, until)
    edges = {timeline.accepted, end, *(edge for wait in timeline.waits for edge in (wait.start, wait.end) if edge)}
    inside = sorted(edge for edge in edges if timeline.accepted <= edge <= end)
    for start, stop in zip(inside, inside[1:], strict=False):
        spent[_party(timeline, start)] += between(timeline.calendar, start, stop)
    return spent


def _party(timeline: Timeline, moment: datetime) -> str:
    """Return who has the dossier at ``moment``: of several waits a stopping one first, then the oldest."""
    open_waits = [wait for wait in timeline.waits if wait.start <= moment and (wait.end is None or moment < wait.end)]
    return min(open_waits, key=_rank).party if open_waits else AGENCY


def _rank(wait: Waiting) -> tuple[bool, bool, datetime]:
    return wait.clock == "continue", wait.party != "system", wait.start
