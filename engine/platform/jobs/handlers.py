"""What a kind of job does: a part that may call the outside world, and a part that changes our data exactly once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Job:
    """A job as its handler sees it; ``key`` is the same for all attempts, so it serves as idempotency key outside."""

    id: int
    key: str
    kind: str
    dossier_id: int | None
    payload: Any
    due_at: datetime
    attempt: int


@dataclass(frozen=True)
class Again:
    """What ``settle`` returns when the job is not finished: it runs again then, with a fresh round of attempts."""

    at: datetime


class NoRetry(Exception):
    """Raised by a handler when trying again cannot help: the job is given up at once."""


Settle = Callable[[Session, Job, Any, datetime], Any]
Call = Callable[[Job], Any]
GiveUp = Callable[[Session, Job, str, datetime], None]


@dataclass(frozen=True)
class Handler:
    """``call`` (optional) runs outside any transaction and may take long; what it answers goes to ``settle``.

    ``settle`` runs in one transaction with the mark that the job is done; what it returns (JSON) is kept as result;
    with ``Again`` the job waits for its next run instead.
    ``gave_up`` runs in one transaction with the mark that the job is dead: make an incident there.
    ``lease`` is renewed by heartbeats while ``call`` runs, for ``longest`` at most: after that much silence another
    runner takes the job. ``share`` is how many runners one queue of this kind may keep busy at once.
    """

    settle: Settle
    call: Call | None = None
    gave_up: GiveUp | None = None
    attempts: int = 6
    first_wait: timedelta = timedelta(seconds=5)
    longest_wait: timedelta = timedelta(hours=1)
    lease: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(minutes=15)
    share: int | None = None

    def wait_after(self, attempt: int) -> timedelta:
        """Return how long to wait after the n-th failed attempt (counted from 1): doubling up to the longest."""
        return min(self.first_wait * (1 << min(attempt - 1, 20)), self.longest_wait)


Handlers = Mapping[str, Handler]
