"""A dossier and its progress in the fields of the national portal; names and codes are the contract's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors.contrib.portal import stamp
from engine.documents.models import document
from engine.dossiers.applicant import identity
from engine.dossiers.dossier import open_dossier
from engine.dossiers.models import clock_event, form_submission, payment
from engine.dossiers.portal_sync.models import portal_event
from engine.organisation import units
from engine.platform.search import search_key
from engine.platform.time import local_day
from engine.procedures.versions import Version

SUBJECTS = {"citizen": "0", "organisation": "1", "household": "2"}
CHANNELS = {"counter": "1", "online": "2", "post": "3"}
COLLECTED = {"receipt": "1", "supplement": "2", "obligation": "2", "return": "4"}
_ABOUT = 500


def whole(session: Session, event: Row[Any], portal_code: str, files: Mapping[str, str]) -> dict[str, Any]:
    """The dossier for DongBoHoSoMC, with the status it had at ``event``."""
    opened = open_dossier(session, event.dossier_id)
    row, version = opened.row, opened.version
    return {
        "MaHoSo": portal_code,
        **_procedure(version),
        "SoBienNhan": row.code or row.reference,
        **_applicant(row.applicant),
        "ThongTinKhac": "",
        "TrichYeuHoSo": f"{row.procedure_name} – {row.applicant_name}"[:_ABOUT],
        "NgayTiepNhan": stamp(row.accepted_at or row.submitted_at),
        "NgayHenTra": stamp(event.due_at),
        "TrangThaiHoSo": str(event.code),
        "NgayTra": stamp(row.ended_at) if event.code == 10 else "",
        "ThongTinTra": row.stage if event.code in (9, 10) else "",
        "HinhThuc": CHANNELS.get(row.channel, "1"),
        "NgayKetThucXuLy": stamp(row.done_at) if event.code in (3, 7, 8, 9, 10) else "",
        "DonViXuLy": units.name_at(session, row.resolving_unit_id, local_day(event.at)),
        "GhiChu": event.said,
        "TaiLieuNop": _papers(session, row.id, files),
        "DanhSachLePhi": _fees(session, row.id),
        "DanhSachTepDinhKemKhac": [],
        "DanhSachHoSoBoSung": _supplements(session, row.id),
        "DanhSachGiayToKetQua": _results(version) if event.code in (9, 10) and row.result == "granted" else [],
    }


def progress(event: Row[Any], portal_code: str, began: str) -> dict[str, Any]:
    """One act for CapNhatTienDoHoSoMC."""
    return {
        "MaHoSo": portal_code,
        "NguoiXuLy": event.person,
        "ChucDanh": event.post or "",
        "ThoiDiemXuLy": stamp(event.at),
        "PhongBanXuLy": event.unit or "",
        "NoiDungXuLy": event.said,
        "TrangThai": str(event.code),
        "NgayBatDau": began,
        "NgayKetThucTheoQuyDinh": stamp(event.due_at),
    }


def code_request(session: Session, dossier_id: int) -> dict[str, Any]:
    """What the portal needs to give a dossier its code."""
    opened = open_dossier(session, dossier_id)
    return {"MaTTHC": _procedure(opened.version)["MaTTHC"], "SoBienNhan": opened.row.code or opened.row.reference}


def unsent_files(session: Session, dossier_id: int, files: Mapping[str, str]) -> Sequence[Row[Any]]:
    """Our files of a dossier that the portal does not have yet."""
    rows = session.execute(select(document).where(document.c.dossier_id == dossier_id).order_by(document.c.id))
    return [row for row in rows if row.public_id not in files]


def _procedure(version: Version) -> dict[str, str]:
    definition = version.definition
    first = next((one for one in definition.covers if one.code), None)
    field = definition.field or "Khác"
    return {
        "MaTTHC": (first.code if first else None) or definition.key or "",
        "TenTTHC": (first.name if first else None) or definition.name or "",
        "MaLinhVuc": "-".join(search_key(field).split()),
        "TenLinhVuc": field,
    }


def _applicant(applicant: Mapping[str, Any]) -> dict[str, str]:
    return {
        "ChuHoSo": str(applicant.get("ho_ten") or ""),
        "LoaiDoiTuong": SUBJECTS.get(str(applicant.get("loai")), "0"),
        "MaDoiTuong": identity(applicant),
        "Email": str(applicant.get("thu_dien_tu") or ""),
        "Fax": "",
        "SoDienThoai": str(applicant.get("dien_thoai") or ""),
    }


def _papers(session: Session, dossier_id: int, files: Mapping[str, str]) -> list[dict[str, str]]:
    rows = session.execute(select(document).where(document.c.dossier_id == dossier_id).order_by(document.c.id))
    return [
        {
            "TepDinhKemId": files[row.public_id],
            "TenTepDinhKem": row.name,
            "IsDeleted": "False",
            "MaThanhPhanHoSo": row.document_id or "",
            "DuongDanTaiTepTin": "",
        }
        for row in rows
        if row.public_id in files
    ]


def _fees(session: Session, dossier_id: int) -> list[dict[str, str]]:
    rows = session.execute(select(payment).where(payment.c.dossier_id == dossier_id).order_by(payment.c.id))
    return [
        {
            "TenPhiLePhi": row.name,
            "MaPhiLePhi": row.fee_id,
            "HinhThucThu": COLLECTED.get(row.collect, "1"),
            "Gia": str(row.amount),
            "LoaiPhiLePhi": "2" if search_key(row.name).startswith("le phi") else "1",
        }
        for row in rows
        if row.status != "unknown"
    ]


def _supplements(session: Session, dossier_id: int) -> list[dict[str, Any]]:
    kinds = ("supplement_requested", "supplement_received")
    asked = select(clock_event).where(clock_event.c.dossier_id == dossier_id, clock_event.c.kind.in_(kinds))
    found: list[dict[str, Any]] = []
    for row in session.execute(asked.order_by(clock_event.c.id)):
        if row.kind == "supplement_requested":
            found.append(_asked(session, row, len(found) + 1))
        elif found:
            found[-1] |= {
                "NguoiTiepNhanBoSung": row.author,
                "ThongTinTiepNhan": "Đã nhận bổ sung",
                "NgayTiepNhanBoSung": stamp(row.at),
                "TrangThaiBoSung": "1",
                "NgayHenTraMoi": stamp(_due(session, dossier_id, row.at, after=True)),
            }
    return found


def _asked(session: Session, row: Row[Any], number: int) -> dict[str, Any]:
    return {
        "HoSoBoSungId": f"{row.dossier_id}-{number}",
        "NguoiYeuCauBoSung": row.author,
        "NoiDungBoSung": _reason(session, row),
        "NgayBoSung": stamp(row.at),
        "NguoiTiepNhanBoSung": "",
        "ThongTinTiepNhan": "",
        "NgayTiepNhanBoSung": "",
        "TrangThaiBoSung": "0",
        "DanhSachGiayToBoSung": [],
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": stamp(_due(session, row.dossier_id, row.at, after=False)),
        "NgayHenTraMoi": "",
    }


def _reason(session: Session, row: Row[Any]) -> str:
    mine = form_submission.c.dossier_id == row.dossier_id, form_submission.c.at <= row.at
    newest = select(form_submission.c["values"]).where(*mine).order_by(form_submission.c.id.desc()).limit(1)
    values = session.execute(newest).scalar()
    return str((values or {}).get("ly_do") or "Bổ sung hồ sơ")


def _due(session: Session, dossier_id: int, at: Any, *, after: bool) -> Any:
    """The due date told last until an instant, or first from then on; moments without one are passed over."""
    mine = select(portal_event.c.due_at).where(portal_event.c.dossier_id == dossier_id)
    told = mine.where(portal_event.c.due_at.is_not(None))
    if after:
        query = told.where(portal_event.c.at >= at).order_by(portal_event.c.seq)
    else:
        query = told.where(portal_event.c.at <= at).order_by(portal_event.c.seq.desc())
    return session.execute(query.limit(1)).scalar()


def _results(version: Version) -> list[dict[str, str]]:
    return [
        {"TenGiayTo": one.name, "MaThanhPhanHoSo": one.id, "GiayToId": one.id, "DuongDanTepTinKetQua": ""}
        for one in version.definition.results
    ]
