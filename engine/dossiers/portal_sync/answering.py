"""Answers to the portal's questions: how far a dossier is, which procedures we have, what one consists of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Definition
from engine.connectors.contrib import portal
from engine.connectors.contrib.portal import stamp
from engine.dossiers.models import dossier, history
from engine.dossiers.portal_sync.codes import code_of
from engine.dossiers.portal_sync.models import dossier_sync
from engine.organisation import units
from engine.platform.errors import Missing
from engine.platform.time import local_day
from engine.procedures import catalogue, versions
from engine.text import Text


class Unknown(Missing):
    """There is no such service, dossier or procedure."""

    def __init__(self, what: str) -> None:
        super().__init__(Text(f"Không có: {what}", f"Unknown: {what}"))


def answer(session: Session, service: str, one: Mapping[str, Any], now: datetime) -> Any:
    """Answer a question. Raises ``Unknown``."""
    if service == portal.LOOK_UP:
        return [_look_up(session, str(one.get("MaHoSo") or ""), now)]
    if service == portal.PROCEDURES:
        rows = catalogue.in_force(session, now)
        return [{"MATTHC": code, "TENTTHC": row.name} for row in rows for code in row.summary.get("codes", ()) if code]
    if service == portal.PROCEDURE:
        return [_procedure(session, str(one.get("MaTTHC") or ""), now)]
    raise Unknown(f"service: {service or '?'}")


def _look_up(session: Session, code: str, now: datetime) -> dict[str, Any]:
    """By the portal's code or ours: how far, never who."""
    mine = or_(dossier_sync.c.portal_code == code, dossier.c.code == code)
    row = session.execute(
        select(dossier, dossier_sync.c.portal_code)
        .outerjoin(dossier_sync, dossier_sync.c.dossier_id == dossier.c.id)
        .where(mine)
    ).first()
    if not code or row is None:
        raise Unknown("MaHoSo")
    lines = select(history).where(history.c.dossier_id == row.id, history.c.public.is_(True)).order_by(history.c.id)
    return {
        "MaHoSo": row.portal_code or row.code,
        "SoBienNhan": row.code or "",
        "TenTTHC": row.procedure_name,
        "TrangThaiHoSo": str(code_of(row.status)),
        "NgayTiepNhan": stamp(row.accepted_at),
        "NgayHenTra": stamp(row.due_at),
        "DonViXuLy": units.name_at(session, row.resolving_unit_id, local_day(now)),
        "TienDo": [
            {"ThoiDiemXuLy": stamp(line.at), "PhongBanXuLy": line.unit or "", "NoiDungXuLy": line.said[0]}
            for line in session.execute(lines)
        ],
    }


def _procedure(session: Session, code: str, now: datetime) -> dict[str, Any]:
    for row in catalogue.in_force(session, now):
        if code and code in row.summary.get("codes", ()):
            return _sheet(versions.load(session, row.version_id).definition, code)
    raise Unknown("MaTTHC")


def _sheet(definition: Definition, code: str) -> dict[str, Any]:
    cases = {one.id: one.name for one in definition.cases}
    return {
        "MATTHC": code,
        "TENTTHC": definition.name or "",
        "LINHVUC": definition.field or "",
        "TRINHTUTHUCHIEN": [
            {"TRUONGHOP": "", "TRINHTU": [{"TENTRINHTU": node.name or ""} for node in definition.steps()]}
        ],
        "CACHTHUCTHUCHIEN": [_way(definition)],
        "THANHPHANHOSO": [
            {
                "TRUONGHOP": "; ".join(cases.get(case, case) for case in paper.case),
                "GIAYTO": [
                    {"MAGIAYTO": paper.id, "TENGIAYTO": paper.name, "BANCHINH": paper.originals, "BANSAO": paper.copies}
                ],
            }
            for paper in definition.documents
        ],
        "KETQUATHUCHIEN": [{"MAKETQUA": one.id, "TENKETQUA": one.name} for one in definition.results],
        "CANCUPHAPLY": [{"SOVANBAN": one.ref, "TENVANBAN": one.ref} for one in definition.basis],
    }


def _way(definition: Definition) -> dict[str, Any]:
    fees = [
        {"SOTIEN": str(fee.amount if fee.amount is not None else ""), "DONVI": "đồng", "MOTA": fee.name}
        for fee in definition.fees
    ]
    terms = [
        {"THOIGIANGIAIQUYET": str(term.value or ""), "DONVITINH": term.unit, "MOTA": "", "PHILEPHI": fees}
        for term in definition.terms
    ]
    return {"KENH": "2" if definition.online in ("full", "partial") else "1", "THOIGIAN": terms}
