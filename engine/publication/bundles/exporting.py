"""Taking published versions out of an installation as a bundle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from engine.platform.errors import Missing
from engine.procedures import store
from engine.publication import queries
from engine.publication.bundles import Packed
from engine.text import Text


def versions(session: Session, keys: Sequence[str], now: datetime, number: int | None = None) -> list[Packed]:
    """The version in force (else the newest) of each procedure, or version ``number``. Raises ``Missing``."""
    return [_one(session, key, now, number) for key in dict.fromkeys(keys)]


def _one(session: Session, key: str, now: datetime, number: int | None) -> Packed:
    found = queries.versions(session, key)
    chosen = queries.in_force(found, now) or found[0]
    row = chosen if number is None else next((one for one in found if one.number == number), None)
    if row is None:
        raise Missing(Text(f"“{key}” không có phiên bản {number}.", f"“{key}” has no version {number}."))
    name = str(row.summary["name"][0])
    sources = store.of_version(session, row.id)
    return Packed(key, name, row.number, row.decision_number, row.effective_from, sources)
