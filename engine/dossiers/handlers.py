"""What runs when a dossier's job comes due; handed to the job runner by the composition root."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.dossiers.jobs import CLOSE_WAIT, CONTINUE, FIRE_TIMER
from engine.dossiers.operations import alarms, withdrawal

Handler = Callable[[Session, Mapping[str, Any], datetime], None]


def _fire(session: Session, payload: Mapping[str, Any], now: datetime) -> None:
    alarms.fire_timer(session, payload["dossier"], payload["task"], now)


def _close(session: Session, payload: Mapping[str, Any], now: datetime) -> None:
    withdrawal.close_unanswered(session, payload["dossier"], payload["task"], now)


def _continue(session: Session, payload: Mapping[str, Any], now: datetime) -> None:
    alarms.go_on(session, payload["dossier"], now)


HANDLERS: Mapping[str, Handler] = {FIRE_TIMER: _fire, CLOSE_WAIT: _close, CONTINUE: _continue}
