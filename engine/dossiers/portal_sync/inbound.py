"""What the national portal sends: a dossier filed there becomes ours once, whatever repeats; questions are answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors.contrib import portal
from engine.connectors.models import partner
from engine.documents.store import FileStore
from engine.dossiers.author import Author
from engine.dossiers.errors import Incomplete
from engine.dossiers.filing import Filing
from engine.dossiers.models import dossier
from engine.dossiers.operations import reception
from engine.dossiers.portal_sync import answering, fetching
from engine.dossiers.portal_sync.models import dossier_sync, portal_message
from engine.dossiers.portal_sync.payload import SUBJECTS
from engine.organisation import units
from engine.platform.errors import AppError, Invalid
from engine.platform.time import local_day
from engine.procedures import catalogue
from engine.text import Text

PORTAL = Author(name="Cổng Dịch vụ công quốc gia", account="partner:portal")
_KINDS = {code: kind for kind, code in SUBJECTS.items()}
_LONGEST = 60
_MOST_FILES = 50


class NotTaken(Invalid):
    """Why a dossier of the portal cannot become ours, in words for the portal; nothing of it may be kept."""

    def __init__(self, said: str) -> None:
        super().__init__(Text(said, said))


def arrive(session: Session, files: FileStore, number: str, body: Any, now: datetime) -> dict[str, Any]:
    """Answer one genuine message as the portal expects; what it raises becomes ``refusal``, all changes undone."""
    service = str(body.get("service") or "") if isinstance(body, Mapping) else ""
    rows = body.get("data") if isinstance(body, Mapping) else None
    one = rows[0] if isinstance(rows, list) and rows else rows
    if not isinstance(one, Mapping):
        raise NotTaken("data: an object or a list of one is expected")
    if service == portal.SUBMIT:
        return _result([_take(session, files, number, one, now)])
    return _result(answering.answer(session, service, one, now))


def refusal(error: AppError) -> dict[str, Any]:
    """Why a message was not taken, as the portal reads it."""
    return {"error_code": "-1", "err_msg": error.said_in("vi")[:2000]}


def _take(session: Session, files: FileStore, number: str, one: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    code = str(one.get("MaHoSo") or "")
    if not 0 < len(code) <= _LONGEST or not code.isprintable():
        raise NotTaken("MaHoSo")
    session.execute(select(partner.c.code).where(partner.c.code == portal.PORTAL).with_for_update())
    known = session.execute(
        select(dossier.c.id, dossier.c.code, dossier.c.reference)
        .join(dossier_sync, dossier_sync.c.dossier_id == dossier.c.id)
        .where(dossier_sync.c.portal_code == code)
    ).first()
    if known is None:
        made = _begin(session, files, code, one, now)
        known = session.execute(
            select(dossier.c.id, dossier.c.code, dossier.c.reference).where(dossier.c.id == made)
        ).one()
        outcome = "taken"
    else:
        outcome = "repeated"
    _keep(session, number, code, outcome, known.id, now)
    return {"MaHoSo": code, "SoBienNhan": known.code or known.reference, "TrangThaiHoSo": "1", "KetQua": outcome}


def _begin(session: Session, files: FileStore, code: str, one: Mapping[str, Any], now: datetime) -> int:
    more = _more(one.get("ThongTinKhac"))
    typed = more.get("to_khai")
    papers = one.get("TaiLieuNop")
    attached = [paper for paper in papers if isinstance(paper, Mapping)] if isinstance(papers, list) else []
    filed = Filing(
        applicant=_applicant(one, more),
        application=typed if isinstance(typed, Mapping) else {},
        channel="online",
        case_id=str(more["truong_hop"]) if more.get("truong_hop") else None,
        received_papers=frozenset(str(paper.get("MaThanhPhanHoSo") or "") for paper in attached),
    )
    reference = sha256(f"portal:{code}".encode()).hexdigest()[:16]
    try:
        key = _procedure(session, str(one.get("MaTTHC") or ""), now)
        unit = _unit(session, str(one.get("DonViXuLy") or ""), now)
        made = reception.submit(session, files, key, unit, filed, PORTAL, now, reference, portal_code=code)
    except Incomplete as error:
        raise NotTaken("; ".join(f"{path}: {said.vi}" for path, said in error.errors.items())) from error
    _ask_for_files(session, made, attached, now)
    return made


def _ask_for_files(session: Session, made: int, attached: list[Mapping[str, Any]], now: datetime) -> None:
    wanted = {
        str(paper["TepDinhKemId"])[:80]: [
            str(paper.get("TenTepDinhKem") or "tep")[:200],
            str(paper.get("MaThanhPhanHoSo") or "")[:60],
        ]
        for paper in attached[:_MOST_FILES]
        if paper.get("TepDinhKemId") and str(paper.get("IsDeleted")) != "True"
    }
    if wanted:
        mine = dossier_sync.update().where(dossier_sync.c.dossier_id == made)
        session.execute(mine.values(files={"fetch": wanted}))
        fetching.ask(session, made, now)


def _applicant(one: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, str]:
    kind = _KINDS.get(str(one.get("LoaiDoiTuong") or "0"), "citizen")
    return {
        "loai": kind,
        "ho_ten": str(one.get("ChuHoSo") or ""),
        "ma_so" if kind == "organisation" else "so_dinh_danh": str(one.get("MaDoiTuong") or ""),
        "dien_thoai": str(one.get("SoDienThoai") or ""),
        "thu_dien_tu": str(one.get("Email") or ""),
        "dia_chi": str(more.get("dia_chi") or ""),
    }


def _more(text: Any) -> dict[str, Any]:
    if isinstance(text, Mapping):
        return dict(text)
    try:
        found = json.loads(str(text or "{}"))
    except ValueError:
        raise NotTaken("ThongTinKhac: JSON") from None
    return found if isinstance(found, dict) else {}


def _procedure(session: Session, code: str, now: datetime) -> str:
    """Ours with this national code; the province's ending of a code does not matter."""
    short = ".".join(code.split(".")[:2])
    for row in catalogue.in_force(session, now):
        if any(known and ".".join(known.split(".")[:2]) == short for known in row.summary.get("codes", ())):
            return row.key
    raise NotTaken(f"MaTTHC: chưa có thủ tục này ({code})")


def _unit(session: Session, code: str, now: datetime) -> int:
    for unit in units.tree_on(session, local_day(now)):
        if code and code in (unit.eid_code, unit.code):
            return unit.id
    raise NotTaken(f"DonViXuLy: không có đơn vị này ({code})")


def _keep(session: Session, number: str, code: str, outcome: str, dossier_id: int, now: datetime) -> None:
    known = select(portal_message.c.id).where(portal_message.c.number == number)
    if session.execute(known).first() is None:
        told = {"number": number, "service": portal.SUBMIT, "portal_code": code, "received_at": now}
        session.execute(portal_message.insert().values(**told, outcome=outcome, dossier_id=dossier_id))


def _result(result: Any) -> dict[str, Any]:
    return {"error_code": "0", "result": result}
