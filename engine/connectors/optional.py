"""What a connector may offer beyond calling: taking a call back at the partner, and the partner's list of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, runtime_checkable

from engine.connectors.base import Call, Connector, Reply, Unreachable, Wire

_OK = 200


@runtime_checkable
class Withdraws(Protocol):
    """A connector whose partner understands that a call is taken back."""

    def withdraw(self, call: Call, wire: Wire) -> None:
        """Tell the partner under the same key; a call the partner never got is taken back as well.

        Raises ``Declined`` when it is too late there, ``Unreachable`` or ``Blocked``. Runs outside any transaction.
        """
        ...


@dataclass(frozen=True)
class Stated:
    """One effect the partner says it has had on a day: our key if it keeps keys, its receipt, how it ended."""

    key: str
    receipt: str
    result: str
    times: int = 1


@runtime_checkable
class States(Protocol):
    """A connector whose partner gives a list of what it did for us on a day."""

    def statement(self, day: date, wire: Wire) -> Sequence[Stated]:
        """What the partner took from us on ``day`` (of our zone). Raises ``Unreachable`` or ``Blocked``."""
        ...


def withdraws(connector: Connector | None) -> Withdraws | None:
    """The connector as one that can take calls back, when it can."""
    return connector if isinstance(connector, Withdraws) else None


def states(connector: Connector | None) -> States | None:
    """The connector as one that can ask for a day's list, when it can."""
    return connector if isinstance(connector, States) else None


def stated(reply: Reply) -> list[Stated]:
    """A day's list out of ``{"entries": [{"key", "receipt", "result", "times"}]}``. Raises ``Unreachable``."""
    rows = reply.data.get("entries") if isinstance(reply.data, dict) else None
    if reply.status != _OK or not isinstance(rows, list):
        raise Unreachable(f"HTTP {reply.status}: no list of entries")
    return [_entry(row) for row in rows if isinstance(row, dict)]


def _entry(row: dict[str, Any]) -> Stated:
    times = row.get("times", 1)
    key, receipt, result = (str(row.get(name) or "")[:120] for name in ("key", "receipt", "result"))
    return Stated(key, receipt, result, times if isinstance(times, int) else 1)
