"""Văn bản xin lỗi và gia hạn, thông báo dừng giải quyết: letters of the agency to the applicant."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from engine.dossiers.models import checklist_entry
from engine.dossiers.papers import words
from engine.dossiers.papers.gathering import Occasion, agency_head, desk_head, numbered, of_dossier

BY_REQUEST = "Theo đề nghị của người nộp hồ sơ (Điều 21 Nghị định 118/2025/NĐ-CP)"
UNANSWERED = "Người nộp không bổ sung, hoàn thiện hồ sơ trong thời hạn được thông báo"


def apology(occasion: Occasion) -> dict[str, Any]:
    """The fields of the letter of apology and extension (form 04); ``extra`` carries the promise and the cause."""
    row = occasion.row
    return {
        **agency_head(occasion, occasion.unit(row.resolving_unit_id)),
        **of_dossier(row),
        "nhan_luc": words.moment(row.accepted_at),
        "hen_tra": words.moment(row.due_at),
        "noi_tiep_nhan": occasion.desk.name,
        "ly_do": occasion.reason,
        "nguyen_nhan": "",
        "hen_lai": "",
        "xin_loi_muon": "",
        "nguoi_ky": "",
        "chuc_vu_ky": "",
        **occasion.extra,
    }


def stop_notice(occasion: Occasion) -> dict[str, Any]:
    """The fields of the stop notice (form 05)."""
    row, session = occasion.row, occasion.session
    query = select(checklist_entry.c.name).where(checklist_entry.c.dossier_id == row.id, checklist_entry.c.received)
    returned = [{"ten": name} for name in session.execute(query).scalars()]
    return {
        **desk_head(occasion),
        **of_dossier(row),
        "nhan_luc": words.moment(row.accepted_at or row.submitted_at),
        "hen_tra": words.moment(row.due_at),
        "can_cu": UNANSWERED if row.result == "auto_closed" else BY_REQUEST,
        "ly_do": occasion.reason,
        "dung_tu": words.moment(occasion.now),
        "tra_lai": numbered(returned),
        "nguoi_ky": occasion.author.name if occasion.author.person_id else "",
        "chuc_vu_ky": "",
        **occasion.extra,
    }
