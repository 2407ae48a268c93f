"""What a partner says of its work before it is done: noted on the leg and told in the history, moving nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from engine.connectors.models import connector_call
from engine.dossiers import story
from engine.dossiers.author import Author
from engine.dossiers.legs.naming import named
from engine.dossiers.legs.words import SAID, Heard, heard
from engine.platform.time import VIETNAM
from engine.text import Text

_MOST = 500


def is_interim(body: Mapping[str, Any]) -> bool:
    """Whether a call-back only says how the work stands: a status without an answer or an error."""
    return bool(body.get("status")) and "response" not in body and not body.get("code")


def note(session: Session, call: Row[Any], body: Mapping[str, Any], author: Author, now: datetime) -> None:
    """Take a status over. One that was overtaken by a later one is a sign of life and nothing more."""
    word = heard(call.connector, str(body["status"]))
    said = str(body.get("said") or "").strip()[:_MOST] or None
    at = min(_instant(body.get("at")) or now, now)
    overtaken = call.partner_at is not None and at < call.partner_at
    if word is None or overtaken:
        _keep(session, call, heard_at=now)
        return
    _keep(session, call, partner_status=word, partner_said=said, partner_at=at, heard_at=now)
    if (word, said) != (call.partner_status, call.partner_said):
        story.tell(
            session, call.dossier_id, "leg_status", _told(author, named(session, call), word), author, now, note=said
        )


def contact(session: Session, call: Row[Any], word: Heard, now: datetime, said: str | None = None) -> None:
    """The partner has just answered one way or another: note it where the call is a leg."""
    if call.agency is None:
        return
    if word is not Heard.RECEIVED:
        _keep(session, call, partner_status=word, partner_said=said, partner_at=now, heard_at=now)
    elif call.partner_status is None:
        _keep(session, call, partner_status=word, heard_at=now)
    else:
        _keep(session, call, heard_at=now)


def _told(author: Author, step: Text, word: Heard) -> Text:
    status = SAID[word]
    return Text(f"{author.name}: {status.vi.lower()} – {step.vi}", f"{author.name}: {status.en.lower()} – {step.en}")


def _keep(session: Session, call: Row[Any], **values: Any) -> None:
    session.execute(connector_call.update().where(connector_call.c.id == call.id).values(**values))


def _instant(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)
