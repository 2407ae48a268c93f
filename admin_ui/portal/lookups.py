"""Asking for a dossier by code and key, slowed down for whoever guesses."""

from __future__ import annotations

from datetime import datetime, timedelta

from engine.dossiers.queries import lookup
from engine.platform import limits
from engine.platform.db import transaction
from engine.platform.errors import Missing, TooMany
from engine.text import Text


def find(code: str, key: str, address: str, now: datetime) -> int:
    """Return the dossier's id; raise Missing alike for a wrong code and a wrong key, TooMany for endless trying."""
    with transaction() as session:
        wait = limits.wait_for(session, limits.PUBLIC_LOOK_UP, address, now)
        if wait:
            raise _too_many(wait)
        try:
            return lookup.by_key(session, code, key)
        except Missing as missing:
            limits.failed(session, limits.PUBLIC_LOOK_UP, address, now)
            not_found = missing
    raise not_found


def how_far(code: str, address: str, now: datetime) -> Text | None:
    """Return what anybody may know of a code: how far the dossier is and nothing else."""
    with transaction() as session:
        wait = limits.wait_for(session, limits.PUBLIC_LOOK_UP, address, now)
        if wait:
            raise _too_many(wait)
        status = lookup.anonymous(session, code)
        if status is None:
            limits.failed(session, limits.PUBLIC_LOOK_UP, address, now)
        return status


def _too_many(wait: timedelta) -> TooMany:
    seconds = max(1, -(-wait // timedelta(seconds=1)))
    return TooMany(
        Text("Đã tra cứu sai quá nhiều lần từ mạng này.", "Too many wrong look-ups came from this network."),
        Text(f"Xin thử lại sau {seconds} giây.", f"Please try again in {seconds} seconds."),
        retry_after=seconds,
    )
