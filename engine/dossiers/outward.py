"""Jobs that keep other systems and us in step outside any step of a procedure: the payment gateway's books."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from engine.dossiers.paying import handlers as paying
from engine.platform.jobs import Handlers
from engine.platform.time import Now


def schedule(session: Session, now: datetime) -> None:
    """Ask for what repeats itself; asks once however often it is called."""
    paying.schedule(session, now)


def of_installation(secret: str, now: Now, roots: Sequence[Path] = ()) -> Handlers:
    """The handlers as an installation runs them, on a runner of their own: partners are slow."""
    return paying.of_installation(secret, now, roots)
