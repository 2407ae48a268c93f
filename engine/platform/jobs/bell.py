"""Wakes this process's runners when work was committed; runners elsewhere find it by looking."""

from __future__ import annotations

import threading

_rung = threading.Condition()
_count = 0


def ring() -> None:
    """Say that there may be work now."""
    global _count
    with _rung:
        _count += 1
        _rung.notify_all()


def heard() -> int:
    """How often it has rung: remember it before looking for work, so that no ring is missed."""
    return _count


def wait(seconds: float, since: int) -> None:
    """Return when the bell has rung since then, at the latest after ``seconds``; every runner hears every ring."""
    with _rung:
        _rung.wait_for(lambda: _count != since, seconds)
