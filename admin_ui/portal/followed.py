"""What a citizen sees of a followed dossier, and the one question that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session

from engine.text import Text

_KEY = "quytrinh.followed"


@dataclass(frozen=True)
class Stage:
    """One line of the journey; ``state`` is done, now, next, skipped, late or wait."""

    state: str
    what: Text
    at: datetime | None = None
    who: str | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Followed:
    """A dossier in a citizen's words; ``standing`` is ok, soon, late, wait or info, ``standing_said`` its word."""

    code: str
    procedure: str
    standing: str
    standing_said: Text
    holder: Text
    due: datetime | None
    due_reasons: tuple[Text, ...]
    collect_at: str | None
    to_do: Text | None
    stages: tuple[Stage, ...]


Find = Callable[[Session, str, str, str, datetime], Followed]
"""Session, code, key, visitor's address, now; raises Missing alike for a wrong code and a wrong key, or TooMany."""


def use(find: Find) -> None:
    """Set how the current application finds a followed dossier."""
    current_app.extensions[_KEY] = find


def find(session: Session, code: str, key: str, address: str, now: datetime) -> Followed:
    """Return the dossier of this code if the key fits."""
    return cast(Find, current_app.extensions[_KEY])(session, code, key, address, now)
