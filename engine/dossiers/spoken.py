"""Instants in words, as messages and histories say them."""

from __future__ import annotations

from datetime import datetime

from engine.platform.time import local
from engine.text import Text


def when(at: datetime) -> Text:
    """«14:05 ngày 21/11/2026» on a Vietnamese wall clock."""
    here = local(at)
    return Text(f"{here:%H:%M} ngày {here:%d/%m/%Y}", f"{here:%H:%M} on {here:%d/%m/%Y}")
