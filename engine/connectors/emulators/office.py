"""The book of an emulated agency: one effect per key whatever is sent how often, and the ways it can misbehave."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from engine.platform.time import local_day, system_now

_ASKED_UNTIL_READY = 3
"""A late agency has its answer ready when it is asked this many times, for those that call nobody back."""


class Behaviour(StrEnum):
    """What an emulated system does with the next requests."""

    GOOD = "good"
    LATE = "late"
    SLOW = "slow"
    REFUSE = "refuse"
    WRONG_FIELD = "wrong_field"
    SUPPLEMENT = "supplement"
    SILENCE = "silence"
    LOSE = "lose"
    DOWN = "down"


@dataclass(frozen=True)
class Said:
    """What goes back over HTTP; ``status`` 0 means the connection is dropped without an answer."""

    status: int
    data: Mapping[str, Any] = field(default_factory=dict)
    wait: float = 0.0


@dataclass
class Entry:
    """One effect: what was asked under a key, its receipt, its result, and how many times it was sent."""

    key: str
    receipt: str
    sent: Mapping[str, Any]
    result: Mapping[str, Any]
    times: int = 1
    told: bool = False
    day: date | None = None
    withdrawn: bool = False
    effects: int = 1


@dataclass
class EmulatedOffice:
    """One agency. ``make`` works a result out of what was sent and the running number; ``required`` fields must come.

    ``behave`` chooses the behaviour of each request: a switch on the panel, or a seeded choice in a test.
    """

    code: str
    name: str
    make: Callable[[Mapping[str, Any], int], Mapping[str, Any]]
    required: tuple[str, ...] = ()
    slow_seconds: float = 3.0
    behaviour: Behaviour = Behaviour.GOOD
    behave: Callable[[], Behaviour] | None = None
    book: dict[str, Entry] = field(default_factory=dict)
    requests: int = 0
    taken_back: set[str] = field(default_factory=set)
    today: Callable[[], date] = field(default=lambda: local_day(system_now()))
    turn: threading.RLock = field(default_factory=threading.RLock)

    def take(self, key: str, sent: Mapping[str, Any]) -> Said:
        """Answer one request; the same key never has a second effect."""
        with self.turn:
            self.requests += 1
            return self._answer(key, sent, self.behave() if self.behave else self.behaviour)

    def owed(self) -> list[Entry]:
        """Entries that were taken for later and not told about yet."""
        with self.turn:
            return [entry for entry in self.book.values() if not entry.told]

    def tell(self, entry: Entry) -> Mapping[str, Any]:
        """The body of the call-back about an entry."""
        entry.told = True
        return {"ref": entry.receipt, "response": entry.result, "receipt": entry.receipt}

    def _answer(self, key: str, sent: Mapping[str, Any], how: Behaviour) -> Said:
        if how is Behaviour.DOWN:
            return Said(503)
        if how is Behaviour.SILENCE:
            return Said(0)
        if not key:
            return Said(400, {"code": "no_key", "said": "Idempotency-Key is missing"})
        missing = [name for name in self.required if not sent.get(name)]
        taken = key in self.book
        if missing or (how is Behaviour.WRONG_FIELD and not taken):
            return Said(422, {"code": "wrong_field", "said": ", ".join(missing) or "ngay_sinh"})
        if how is Behaviour.REFUSE and not taken:
            return Said(409, {"code": "refused", "said": "Không thuộc địa bàn giải quyết."})
        if how is Behaviour.SUPPLEMENT and not taken:
            return Said(409, {"code": "bo_sung", "said": "Bổ sung văn bản đồng ý của chủ sở hữu chỗ ở."})
        if key in self.taken_back:
            return Said(409, {"code": "withdrawn", "said": "taken back"})
        entry = self._entered(key, sent)
        if how is Behaviour.LOSE:
            return Said(0)
        if how is Behaviour.LATE and not entry.told and entry.times < _ASKED_UNTIL_READY:
            return Said(202, {"receipt": entry.receipt})
        entry.told = True
        return Said(200, entry.result, self.slow_seconds if how is Behaviour.SLOW else 0.0)

    def _entered(self, key: str, sent: Mapping[str, Any]) -> Entry:
        known = self.book.get(key)
        if known is not None:
            known.times += 1
            return known
        number = len(self.book) + 1
        receipt = f"{self.code.upper()}-{number:06d}"
        result = {"so_tiep_nhan": receipt, "receipt": receipt, **self.make(sent, number)}
        self.book[key] = Entry(key, receipt, dict(sent), result, day=self.today())
        return self.book[key]
