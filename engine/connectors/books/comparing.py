"""What disagrees between our calls and a partner's list of one day; pure, so that it can be tried on anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.connectors.books.models import DOUBLED, NOT_HERE, NOT_THERE, RESULT
from engine.connectors.optional import Stated

DONE, WITHDRAWN, NOT_SENT, REFUSED, OPEN, STUCK, FAILED = (
    "done",
    "withdrawn",
    "not_sent",
    "refused",
    "open",
    "stuck",
    "failed",
)
_FITS: Mapping[str, frozenset[str]] = {
    DONE: frozenset({DONE}),
    WITHDRAWN: frozenset({WITHDRAWN}),
    REFUSED: frozenset({REFUSED}),
    NOT_SENT: frozenset(),
    STUCK: frozenset(),
    FAILED: frozenset({REFUSED}),
    OPEN: frozenset({DONE, WITHDRAWN, REFUSED}),
}
"""What a partner may say of a call we see like this. ``OPEN``: the machine or a person is still at it, so either."""


@dataclass(frozen=True)
class Ours:
    """One of our calls: how we see it, and on which days the partner may have it, when we know that it has it.

    ``first`` is the day it was first sent, ``known`` the day the partner first answered for it; None when it never did.
    """

    call_id: int
    key: str
    receipt: str
    result: str
    first: date | None = None
    known: date | None = None


@dataclass(frozen=True)
class Difference:
    """One thing on which the books disagree."""

    kind: str
    key: str
    receipt: str
    ours: str
    theirs: str
    call_id: int | None = None


def compare(day: date, ours: Iterable[Ours], lists: Mapping[date, Sequence[Stated]]) -> list[Difference]:
    """What disagrees about ``day``.

    ``ours`` holds the calls the lists name and those answered for on the day. ``lists`` holds the day's list and those
    of the days around it: a call sent before midnight may stand on either side of it.
    """
    known = list(ours)
    by_key = {one.key: one for one in known}
    by_receipt = {one.receipt: one for one in known if one.receipt}
    times = Counter(one.key or one.receipt for one in lists[day])
    found: dict[tuple[str, str, str], Difference] = {}
    for one in lists[day]:
        mine = by_key.get(one.key) or by_receipt.get(one.receipt)
        for different in _of_entry(one, mine, max(one.times, times[one.key or one.receipt])):
            found[(different.kind, different.key, different.receipt)] = different
    there = {text for several in lists.values() for one in several for text in (one.key, one.receipt) if text}
    missing = (one for one in known if one.known == day and one.key not in there and one.receipt not in there)
    lost = [Difference(NOT_THERE, one.key, one.receipt, one.result, "", one.call_id) for one in missing]
    return sorted([*found.values(), *lost], key=lambda one: (one.kind, one.key, one.receipt))


def _of_entry(stated: Stated, mine: Ours | None, times: int) -> list[Difference]:
    if mine is None:
        return [Difference(NOT_HERE, stated.key, stated.receipt, "", stated.result)]
    found = []
    if times > 1:
        found.append(Difference(DOUBLED, mine.key, stated.receipt, "1", str(times), mine.call_id))
    if stated.result not in _FITS[mine.result]:
        found.append(Difference(RESULT, mine.key, stated.receipt, mine.result, stated.result[:40], mine.call_id))
    elif mine.receipt and stated.receipt and mine.receipt != stated.receipt:
        found.append(Difference(RESULT, mine.key, stated.receipt, mine.receipt[:40], stated.receipt[:40], mine.call_id))
    return found
