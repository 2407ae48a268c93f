"""A paper as it is shown or printed now: its fields with what is never stored, and whether it is a reprint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.documents.printing import filling, roles, templates, watermark
from engine.documents.printing.models import VOID, issued_paper, paper_print
from engine.documents.printing.pictures import Picture, bars, qr
from engine.documents.printing.roles import ROLES, Role
from engine.dossiers.author import MACHINE
from engine.dossiers.dossier import open_dossier
from engine.dossiers.papers import control_slip, words
from engine.dossiers.papers.gathering import Occasion
from engine.dossiers.papers.numbering import fingerprint
from engine.platform.db import REAL

_SAME_PRINTING = timedelta(minutes=10)
"""Opening a paper again this soon, by the same person, is the same printing."""


@dataclass(frozen=True)
class Shown:
    """A paper with its fields; ``code`` and ``key`` are what its pictures lead to. One of a ``trial`` is marked so."""

    row: Row[Any]
    role: Role
    fields: Mapping[str, Any]
    code: str
    key: str
    trial: bool = False

    @property
    def hash(self) -> str:
        """The fingerprint of what it says now."""
        return fingerprint(self.fields)


def shown(session: Session, row: Row[Any], now: datetime, reprint: str = "") -> Shown:
    """Put the look-up key and the reprint line into a paper's fields; a control slip is written up to now."""
    fields, code, key, trial = dict(row.fields), "", "", False
    if row.dossier_id is not None:
        dossier = open_dossier(session, row.dossier_id)
        code, key = dossier.row.code or dossier.row.reference, dossier.row.look_up_key
        trial = dossier.row.space != REAL
        if row.role == roles.CONTROL.code:
            live = control_slip.fields(Occasion(session, dossier.row, dossier.version, MACHINE, now))
            fields |= {name: live[name] for name in ("co_quan_phoi_hop", "giao_nhan", "hen_tra")}
    extra = {"khoa_tra_cuu": key} if row.role == roles.RECEIPT.code else {}
    line = f"Giấy này đã bị hủy: {row.void_reason}" if row.status == VOID else reprint
    return Shown(row, ROLES[row.role], {**fields, **extra, "ban_in_lai": line}, code, key, trial)


def printed(session: Session, row: Row[Any], kind: str, person: str, now: datetime) -> str:
    """Note one more print; returns the line a reprint carries, empty for the first print."""
    query = select(paper_print).where(paper_print.c.paper_id == row.id).order_by(paper_print.c.id)
    before = list(session.execute(query))
    first = before[0] if before else None
    session.execute(
        paper_print.insert().values(paper_id=row.id, kind=kind, at=now, person=person, template_hash=row.template_hash)
    )
    if first is None or (first.person == person and now - first.at < _SAME_PRINTING):
        return ""
    return f"Bản in lại lúc {words.short(now)}"


def word(session: Session, paper: Shown, address: str) -> bytes:
    """The paper as a Word file, from the template it was issued with."""
    template = templates.content(session, paper.role.code, paper.row.template_id)
    filled = filling.fill(template, paper.fields, pictures(paper, address))
    return watermark.marked(filled) if paper.trial else filled


def pictures(paper: Shown, address: str) -> dict[str, Picture]:
    """The codes of a paper: ``address`` is where the QR code leads."""
    if paper.role is roles.REGISTER:
        return {}
    return {"ma_qr": qr(address), "ma_vach": bars(paper.code)}


def look_up_address(base_url: str, code: str, key: str) -> str:
    """Where a citizen who scans the QR code arrives: her dossier, with code and key filled in."""
    return f"{base_url}/tra-cuu?ma={code}&khoa={key}"


def keep_pdf(session: Session, paper_id: int, file: str, said: str) -> None:
    """Remember which file is the PDF of a paper, and what it said when it was made."""
    session.execute(issued_paper.update().where(issued_paper.c.id == paper_id).values(pdf_hash=file, pdf_of=said))
