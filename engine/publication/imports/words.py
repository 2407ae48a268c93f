"""What somebody corrected once: by the words of the cell, the unit and post or the time they mean here.

It is proposed when the same words are printed again, never applied by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.errors import Missing, Refused
from engine.procedures.sheets.language import small
from engine.publication.imports.models import sheet_word
from engine.text import Text

ACTOR, TIME = "actor", "time"
LONGEST: Final = 500
LISTED: Final = 500


def phrase_of(printed: str) -> str:
    """The words of a cell made comparable: small letters, one line, dashes alike; tones count."""
    return small(printed).strip(" .,;:-+*•")


def remember(session: Session, actor: Actor, kind: str, printed: str, value: dict[str, Any], now: datetime) -> None:
    """Keep a correction; a newer one of the same words replaces it. Long paragraphs are no words and are not kept."""
    phrase = phrase_of(printed)
    if not phrase or len(phrase) > LONGEST or len(printed) > LONGEST:
        return
    policy.require(actor, Act.EDIT_DRAFT)
    facts = {"printed": printed, "value": value, "made_at": now}
    facts |= {"made_by_account": actor.account_id, "made_by": actor.name}
    same = (sheet_word.c.kind == kind) & (sheet_word.c.phrase == phrase)
    known = session.execute(select(sheet_word.c.id, sheet_word.c.value).where(same).with_for_update()).first()
    if known is not None and known.value == value:
        return
    if known is None:
        new = sheet_word.insert().values(kind=kind, phrase=phrase, **facts).returning(sheet_word.c.id)
        word_id: int = session.execute(new).scalar_one()
    else:
        word_id = known.id
        session.execute(sheet_word.update().where(sheet_word.c.id == word_id).values(**facts))
    _audit(session, actor, word_id, "sheet_word_kept", {"kind": kind, "phrase": phrase, "value": value}, now)


def forget(session: Session, actor: Actor, word_id: int, now: datetime) -> None:
    """Take a correction out, so that it is not proposed any more."""
    if not may_forget(actor):
        policy.require(actor, Act.EDIT_DRAFT)
    row = session.execute(select(sheet_word).where(sheet_word.c.id == word_id)).first()
    if row is None:
        raise Missing(Text("Từ này đã được xóa.", "These words are gone already."))
    session.execute(sheet_word.delete().where(sheet_word.c.id == word_id))
    detail = {"kind": row.kind, "phrase": row.phrase, "value": row.value}
    _audit(session, actor, word_id, "sheet_word_deleted", detail, now)


def may_forget(actor: Actor) -> bool:
    """Whoever declares procedures, and the system's administrator."""
    return policy.may(actor, Act.EDIT_DRAFT) or policy.may(actor, Act.ADMINISTER)


def listing(session: Session, actor: Actor) -> Sequence[Row[Any]]:
    """Every correction kept, newest first. Raises ``Refused`` for who has no business with declarations."""
    if not (policy.may(actor, Act.SEE_DRAFT) or may_forget(actor)):
        raise Refused(Text("Ông/bà không có quyền xem mục này.", "You may not see this."))
    return session.execute(select(sheet_word).order_by(sheet_word.c.made_at.desc()).limit(LISTED)).all()


def known(session: Session, kind: str, printed: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By phrase: what was corrected before, for the words of some cells."""
    phrases = {phrase_of(one) for one in printed if len(one) <= LONGEST}
    query = select(sheet_word.c.phrase, sheet_word.c.value).where(sheet_word.c.kind == kind)
    return {row.phrase: row.value for row in session.execute(query.where(sheet_word.c.phrase.in_(phrases)))}


def _audit(session: Session, actor: Actor, word_id: int, act: str, detail: dict[str, Any], now: datetime) -> None:
    audit.record(
        session,
        subject_kind="sheet_word",
        subject_id=word_id,
        act=act,
        actor=actor.username,
        at=now,
        detail=detail,
    )
