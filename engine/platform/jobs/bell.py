"""Wakes this process's runner when work was committed; runners elsewhere find it by polling."""

from __future__ import annotations

import threading

_rung = threading.Event()


def ring() -> None:
    """Say that there may be work now."""
    _rung.set()


def wait(seconds: float) -> None:
    """Return when the bell rings, at the latest after ``seconds``."""
    _rung.wait(seconds)
    _rung.clear()
