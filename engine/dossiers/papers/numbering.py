"""Putting papers under numbers: per register (role, issuing unit) and year, in the transaction of the act itself."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.documents.printing import templates
from engine.documents.printing.models import DRAFT, ISSUED, issued_paper
from engine.documents.printing.roles import Role
from engine.dossiers.author import Author
from engine.dossiers.numbers import next_number
from engine.platform import audit, canonical
from engine.platform.errors import Missing
from engine.platform.rows import insert_row
from engine.platform.time import local
from engine.text import Text


def put(
    session: Session,
    role: Role,
    units: Sequence[int],
    fields: Mapping[str, Any],
    author: Author,
    now: datetime,
    *,
    dossier_id: int | None = None,
    draft: bool = False,
    trial: bool = False,
) -> int:
    """Keep a paper of ``units[0]`` (the rest of ``units`` lend their template); a draft has no number yet.

    A rolled-back transaction gives its number back, so a series has no gaps.
    """
    template = templates.in_force(session, role.code, units)
    number = _number(session, role, units[0], now, draft, trial)
    said = {**fields, **number.pop("shown")}
    paper = insert_row(
        session,
        issued_paper,
        public_id=secrets.token_urlsafe(16),
        dossier_id=dossier_id,
        role=role.code,
        status=DRAFT if draft else ISSUED,
        unit_id=units[0],
        template_id=template.id,
        template_hash=template.hash,
        fields=said,
        hash=fingerprint(said),
        issued_at=now,
        issued_by=author.name,
        **number,
    )
    note(session, paper, "paper_drafted" if draft else "paper_issued", author, now, role=role.code, dossier=dossier_id)
    return paper


def number_draft(
    session: Session, row: Row[Any], role: Role, fields: Mapping[str, Any], author: Author, now: datetime
) -> None:
    """Give a draft its number: from now on it is issued."""
    number = _number(session, role, row.unit_id, now, draft=False, trial=False)
    said = {**fields, **number.pop("shown")}
    session.execute(
        issued_paper.update()
        .where(issued_paper.c.id == row.id)
        .values(**number, status=ISSUED, fields=said, hash=fingerprint(said), issued_at=now, issued_by=author.name)
    )
    note(session, row.id, "paper_issued", author, now, role=role.code, dossier=row.dossier_id)


def _number(session: Session, role: Role, unit_id: int, now: datetime, draft: bool, trial: bool) -> dict[str, Any]:
    if draft:
        return {"series": None, "number": None, "label": "", "shown": {"so": ""}}
    space = "trial-paper" if trial else "paper"
    series = f"{space}/{role.letters}/{unit_id}/{local(now).year}"
    number = next_number(session, series)
    label = f"{number:02d}/{role.letters}"
    shown = {"so": label, **({"so_thu_tu": str(number)} if role.code == "receipt" else {})}
    return {"series": series, "number": number, "label": label, "shown": shown}


def fingerprint(fields: Mapping[str, Any]) -> str:
    """What tells two papers apart by what they say."""
    return sha256(canonical.dumps(dict(fields))).hexdigest()


def note(session: Session, paper_id: int, act: str, author: Author, now: datetime, /, **detail: Any) -> None:
    """The paper's audit entry."""
    audit.record(
        session,
        subject_kind="paper",
        subject_id=paper_id,
        act=act,
        actor=author.account,
        on_behalf=author.on_behalf,
        at=now,
        detail=detail,
    )


def find(session: Session, public_id: str) -> Row[Any]:
    """A paper by the random name in its address. Raises ``Missing``."""
    row = session.execute(select(issued_paper).where(issued_paper.c.public_id == public_id)).first()
    if row is None:
        raise Missing(Text("Không tìm thấy giấy này.", "There is no such paper."))
    return row
