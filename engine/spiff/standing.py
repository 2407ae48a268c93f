"""Where a dossier stands, read from its state alone: what the doctor compares with the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from engine.spiff.bundle import Bundle
from engine.spiff.codec import decode
from engine.spiff.live import open_things
from engine.spiff.world import Assigned, Request, Unresolved
from engine.text import Text


@dataclass(frozen=True, slots=True)
class Standing:
    """Task ids of everything open, by kind."""

    steps: frozenset[str]
    waits: frozenset[str]
    timers: frozenset[str]
    calls: frozenset[str]
    errors: frozenset[str]


def open_tasks(bundle: Bundle, state: bytes) -> Standing:
    """Read a state; raises BadState or WrongVersion for one that is not of this bundle."""
    found = open_things(decode(state, bundle, _Nowhere())).values()
    by_kind = {
        kind: frozenset(one.task for one in found if one.kind == kind)
        for kind in ("step", "wait", "timer", "call", "error")
    }
    return Standing(by_kind["step"], by_kind["wait"], by_kind["timer"], by_kind["call"], by_kind["error"])


class _Nowhere:
    """A world for looking only: nothing is resolved and no time passes."""

    @property
    def now(self) -> datetime:
        """The beginning of time."""
        return datetime.min.replace(tzinfo=UTC)

    def resolve(self, request: Request) -> Assigned | Unresolved:
        """Never asked while only looking."""
        return Unresolved("looking", Text("Chỉ đọc.", "Looking only."))
