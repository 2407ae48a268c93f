"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả: what was handed in, and when the result will be ready."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from engine import clock
from engine.dossiers.models import checklist_entry, history, payment
from engine.dossiers.names import names_of_row
from engine.dossiers.papers import words
from engine.dossiers.papers.gathering import Occasion, desk_head, numbered, of_dossier
from engine.dossiers.terms import term_of
from engine.platform.time import local


def fields(occasion: Occasion) -> dict[str, Any]:
    """The fields of the receipt (TT 03/2025, form 01)."""
    row, session = occasion.row, occasion.session
    resolving = occasion.unit(row.resolving_unit_id)
    names = names_of_row(session, row, row.accepted_at or occasion.now)
    term = term_of(occasion.version.definition, row.case_id, row.channel, names, row.accepted_at or occasion.now)
    return {
        **desk_head(occasion),
        **of_dossier(row),
        "nguoi_duoc_uy_quyen": row.applicant.get("nguoi_duoc_uy_quyen") or "",
        "co_quan_giai_quyet": resolving.name,
        "thanh_phan": _papers(occasion),
        "so_bo": "01",
        "thoi_gian_giai_quyet": clock.say_term(term).vi if term else "theo thông báo",
        "nhan_luc": words.moment(row.accepted_at),
        "hen_tra": words.moment(row.due_at) or "theo thông báo",
        "nhan_ket_qua_tai": "Qua dịch vụ bưu chính" if row.channel == "post" else occasion.desk.name,
        "quyen_so": str(local(row.accepted_at or occasion.now).year),
        "so_thu_tu": "",
        "le_phi": _fees(occasion),
        "nguoi_tiep_nhan": _received_by(occasion),
    }


def _papers(occasion: Occasion) -> list[dict[str, Any]]:
    query = select(checklist_entry).where(checklist_entry.c.dossier_id == occasion.row.id, checklist_entry.c.received)
    found = [{"ten": one.name, "so_ban": _copies(one)} for one in occasion.session.execute(query)]
    return numbered(found or [{"ten": "Tờ khai theo mẫu", "so_ban": "bản điện tử"}])


def _copies(one: Row[Any]) -> str:
    said = [f"{one.originals} bản chính" if one.originals else "", f"{one.copies} bản sao" if one.copies else ""]
    return ", ".join(part for part in said if part) or "xuất trình"


def _fees(occasion: Occasion) -> list[dict[str, Any]]:
    query = select(payment).where(payment.c.dossier_id == occasion.row.id, payment.c.amount > 0).order_by(payment.c.id)
    return [
        {
            "ten": one.name,
            "so_tien": words.money(one.amount),
            "tinh_trang": "đã thu" if one.status == "paid" else "chưa thu",
        }
        for one in occasion.session.execute(query)
    ]


def _received_by(occasion: Occasion) -> str:
    """Whoever finished the receiving step; the author while the receipt is being issued."""
    row = occasion.row
    query = select(history.c.person).where(
        history.c.dossier_id == row.id, history.c.at == row.accepted_at, history.c.element.is_not(None)
    )
    return occasion.session.execute(query.order_by(history.c.id)).scalar() or occasion.author.name
