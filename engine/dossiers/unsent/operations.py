"""Keeping, finding and forgetting an application that is not handed in yet.

Nobody answers for a draft, so the audit trail does not speak of it; handing it in is audited like any filing.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from engine.dossiers.unsent.models import unsent_filing
from engine.platform.errors import TooLarge
from engine.platform.upsert import upsert
from engine.text import Text

KEPT_FOR: Final = timedelta(days=30)
MAX_CHARACTERS: Final = 200_000


def new_token() -> str:
    """The secret of a browser that begins to file."""
    return secrets.token_urlsafe(32)


def keep(session: Session, token: str, key: str, answers: Mapping[str, Any], now: datetime) -> None:
    """Keep what was typed for procedure ``key``, and drop what others left lying for a month.

    Raises ``TooLarge`` for answers no form could need.
    """
    if len(json.dumps(answers)) > MAX_CHARACTERS:
        raise TooLarge(
            Text("Nội dung đã nhập quá dài.", "Too much was typed."),
            Text("Rút gọn các ô dài; gửi tài liệu dài dưới dạng tệp.", "Shorten long answers; attach documents."),
        )
    session.execute(delete(unsent_filing).where(unsent_filing.c.kept_at < now - KEPT_FOR))
    row = {"token_hash": _hash(token), "procedure_key": key, "answers": dict(answers), "kept_at": now}
    change = {"answers": row["answers"], "kept_at": now}
    upsert(session, unsent_filing, row, key=("token_hash", "procedure_key"), change=change, returning=("id",))


def kept(session: Session, token: str | None, key: str, now: datetime) -> dict[str, Any]:
    """What this browser typed for procedure ``key`` before; empty when nothing is kept."""
    if not token:
        return {}
    fresh = unsent_filing.c.kept_at >= now - KEPT_FOR
    found = session.execute(select(unsent_filing.c.answers).where(_is(token, key), fresh)).scalar()
    return dict(found or {})


def forget(session: Session, token: str, key: str) -> None:
    """Drop it: handed in, or the citizen wants it gone."""
    session.execute(delete(unsent_filing).where(_is(token, key)))


def _is(token: str, key: str) -> ColumnElement[bool]:
    return (unsent_filing.c.token_hash == _hash(token)) & (unsent_filing.c.procedure_key == key)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
