"""The clock agrees with a slow second implementation on random ledgers.

A few hundred in every run; ``make soak`` tries 100,000 (``CLOCK_LEDGERS`` says otherwise).
"""

from __future__ import annotations

import os
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random

import pytest

from engine.clock import VIETNAM, Assessment, ClockEvent, Term, assess, builtin
from engine.clock.events import WAITS
from tests.property.clock_by_minutes import DAY, SlowClock, SlowTerm, is_open

START = datetime(2026, 1, 1, tzinfo=VIETNAM)
HOUR, WORKING_DAY = 60, 8 * 60
USUAL = {"supplement_requested": None, "sent_to_tax": "pause", "agency_asked": "continue", "confirmation_asked": None}
SHARDS = 20


def instant(minute: int) -> datetime:
    """The instant of a slow minute."""
    return START + timedelta(minutes=minute)


def minute_of(moment: datetime | None) -> int | None:
    """The slow minute of an instant."""
    return None if moment is None else int((moment - START).total_seconds()) // 60


class Ledger:
    """A random ledger, told to both clocks."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.calendar = self.random.choice(["standard-8-12-13-17", "ward-0730-sat", "vn"])
        self.term, slow = self._term()
        self.slow = SlowClock(slow, self.calendar)
        self.now = self._accepted_at()
        self.slow.accept(self.now)
        self.events = [ClockEvent("accepted", instant(self.now))]
        for _ in range(self.random.randrange(6)):
            self._step()
        if self.random.random() < 0.3:
            self._pass_time()
            self.events.append(ClockEvent("finished", instant(self.now)))
            self.slow.finished = self.now

    def assessed(self) -> Assessment:
        """What the fast clock says."""
        return assess(self.term, self.events, builtin(self.calendar))

    def _term(self) -> tuple[Term, SlowTerm]:
        policy = self.random.choice(["reset", "pause", "continue"])
        unit = self.random.choice(["same_day", "working_days", "working_days", "working_hours", "calendar_days"])
        cut_off = self.random.choice([time(15), time(16), time(11, 30)])
        quarters = [self.random.randrange(1, 21) for _ in range(self.random.choice([1, 1, 2]))]
        if unit == "same_day":
            parts, minutes = [Decimal(1)], [0]
        elif unit == "calendar_days":
            parts, minutes = [Decimal(quarter) for quarter in quarters], quarters
        else:
            parts = [Decimal(quarter) / 4 for quarter in quarters]
            minutes = [int(part * (WORKING_DAY if unit == "working_days" else HOUR)) for part in parts]
        phases = tuple(parts) if len(parts) > 1 else ()
        term = Term(sum(parts, Decimal(0)), unit, cut_off, policy, phases, extend_max=1)
        return term, SlowTerm(unit, minutes, cut_off.hour * 60 + cut_off.minute, policy)

    def _accepted_at(self) -> int:
        """Mostly in office hours, sometimes on an edge of them, sometimes at night or on a holiday."""
        day = self.random.randrange(240) * DAY
        edges = [450, 480, 690, 720, 780, 900, 901, 960, 1020, 1021, 0, 1439]
        return day + self.random.choice(
            [self.random.randrange(DAY), self.random.randrange(450, 1020), *edges[:6], *edges]
        )

    def _pass_time(self) -> None:
        self.now += self.random.choice([1, 30, 60, 240, DAY, self.random.randrange(1, 3 * DAY)])

    def _step(self) -> None:
        self._pass_time()
        open_kinds = [kind for kind, _, stop in self.slow.waits if stop.end is None]
        if self.random.random() < 0.15 and self._extended():
            return
        kind = self.random.choice(list(USUAL))
        if kind in open_kinds:
            self.events.append(ClockEvent(WAITS[kind].closed_by, instant(self.now)))
            self.slow.answer(kind, self.now)
        elif kind != "sent_to_tax" or self.slow.counts[-1].ended is None:
            override = self.random.choice([None, None, "pause", "reset", "continue"])
            self.events.append(ClockEvent(kind, instant(self.now), clock=override))
            self.slow.ask(kind, self.now, override or USUAL[kind] or self.term.on_supplement)

    def _extended(self) -> bool:
        due = self.slow.current
        used = any(event.kind == "extended" for event in self.events)
        if due is None or used or self.now // DAY >= due // DAY:
            return False
        new_due = due + self.random.randrange(1, 4 * DAY)
        while not is_open(self.calendar, new_due - 1):
            new_due += 1
        self.events.append(ClockEvent("extended", instant(self.now), new_due=instant(new_due)))
        self.slow.extend(self.now, new_due)
        return True


def compare(seed: int) -> None:
    """Both clocks must say the same of one ledger, and the explanation must add up."""
    ledger = Ledger(seed)
    fast, slow = ledger.assessed(), ledger.slow
    told = (
        f"ledger {seed}: {ledger.calendar}, {ledger.term}, {[(event.kind, str(event.at)) for event in ledger.events]}"
    )
    assert minute_of(fast.due) == slow.current, told
    assert [minute_of(one.due) for one in fast.dues] == list(slow.dues()), told
    assert fast.status == slow.status, told
    segments = fast.explanation
    assert all(one.end == two.start for one, two in zip(segments, segments[1:], strict=False)), told
    if segments:
        assert segments[0].start == ledger.events[0].at, told
        assert fast.due is None or segments[-1].end == fast.due, told
        assert all(0 <= one.counted_seconds <= (one.end - one.start).total_seconds() for one in segments), told
    if ledger.term.unit != "calendar_days":
        counted = sum(one.counted_seconds for one in segments)
        until = ledger.now if slow.current is None else slow.current
        assert counted == 60 * slow.counted(until), told


def test_random_ledgers_agree_minute_by_minute():
    for seed in range(300):
        compare(seed)


@pytest.mark.soak
@pytest.mark.skipif("QT_SOAK" not in os.environ, reason="a long campaign: make soak")
@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_hundred_thousand_ledgers_agree(shard: int):
    for seed in range(shard, int(os.environ.get("CLOCK_LEDGERS", "100000")), SHARDS):
        compare(seed + 1_000_000)
