"""Who consumed which working time of a dossier: who has it, the citizen, a partner, or a system out of step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from engine.clock.ledger.timeline import Timeline, Waiting
from engine.clock.working import between

AGENCY = "agency"
PARTNER = "partner"


class Held(NamedTuple):
    """Somebody inside has the dossier on the desk, until ``end`` (None while it lasts)."""

    holder: str
    start: datetime
    end: datetime | None


def consumed(timeline: Timeline, until: datetime, held: Sequence[Held] | None = None) -> Mapping[str, int]:
    """Return working seconds from acceptance to the end (or ``until``) by party; they add up to the whole.

    A stop belongs to whom it waits for. While the clock runs, a synchronisation delay is the system's time and an
    open question to a partner is the partner's; everything else is the agency's own or, where ``held`` says who has
    had the dossier, that holder's: of several at once, the one all had to wait for. While nobody had it, another
    agency's machine was being asked.
    """
    spent: Counter[str] = Counter()
    if timeline.accepted is None:
        return spent
    end = min(timeline.ended or until, until)
    edges = {timeline.accepted, end}
    edges.update(edge for wait in timeline.waits for edge in (wait.start, wait.end) if edge)
    edges.update(edge for one in held or () for edge in (one.start, one.end) if edge)
    inside = sorted(edge for edge in edges if timeline.accepted <= edge <= end)
    for start, stop in zip(inside, inside[1:], strict=False):
        spent[_party(timeline, held, start)] += between(timeline.calendar, start, stop)
    return spent


def _party(timeline: Timeline, held: Sequence[Held] | None, moment: datetime) -> str:
    """Return who has the dossier at ``moment``: of several waits a stopping one first, then the oldest."""
    open_waits = [wait for wait in timeline.waits if wait.start <= moment and (wait.end is None or moment < wait.end)]
    if open_waits:
        return min(open_waits, key=_rank).party
    if held is None:
        return AGENCY
    open_desks = [one for one in held if one.start <= moment and (one.end is None or moment < one.end)]
    return max(open_desks, key=_lasting).holder if open_desks else PARTNER


def _rank(wait: Waiting) -> tuple[bool, bool, datetime]:
    return wait.clock == "continue", wait.party != "system", wait.start


def _lasting(one: Held) -> tuple[bool, datetime]:
    return one.end is None, one.end or one.start
