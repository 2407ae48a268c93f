"""Phiếu yêu cầu bổ sung and phiếu từ chối: what an applicant is told when a dossier cannot go on."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select

from engine.dossiers.models import wait
from engine.dossiers.papers import words
from engine.dossiers.papers.gathering import Occasion, desk_head, numbered, of_dossier

INCOMPLETE = "Hồ sơ chưa đầy đủ hoặc chưa đúng quy định."
_BULLET = re.compile(r"^\s*(?:[-–•+*]|\d{1,2}[.)])\s*")


def supplement(occasion: Occasion) -> dict[str, Any]:
    """The fields of the supplement slip (form 02): each line of the request is one thing to supply."""
    because, asked = told(occasion.reason)
    return {
        **desk_head(occasion),
        **of_dossier(occasion.row),
        "yeu_cau": numbered([{"noi_dung": line} for line in asked]),
        "ly_do": because,
        "nguyen_van": occasion.reason,
        "tra_loi_truoc": words.moment(_closes_itself(occasion)),
        "lien_he": _contact(occasion),
        "nguoi_huong_dan": occasion.author.name,
    }


def refusal(occasion: Occasion) -> dict[str, Any]:
    """The fields of the refusal slip (form 03)."""
    return {
        **desk_head(occasion),
        **of_dossier(occasion.row),
        "ly_do": occasion.reason,
        "nguoi_tiep_nhan": occasion.author.name,
    }


def told(typed: str) -> tuple[str, list[str]]:
    """The reason and the things asked for, from what the officer typed.

    Lines with a bullet or number are the things, what stands before them the reason; without bullets each line is one.
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    asked = [line for line in lines if _BULLET.match(line)]
    if not asked:
        return INCOMPLETE, lines
    before = " ".join(line for line in lines if not _BULLET.match(line))
    return before or INCOMPLETE, [_BULLET.sub("", line) for line in asked]


def _closes_itself(occasion: Occasion) -> Any:
    query = select(wait.c.closes_itself_at).where(
        wait.c.dossier_id == occasion.row.id, wait.c.status == "open", wait.c.kind == "supplement"
    )
    return occasion.session.execute(query.order_by(wait.c.id.desc())).scalar()


def _contact(occasion: Occasion) -> str:
    phone = occasion.desk.phone or occasion.receiving.phone
    return f"{occasion.author.name}, điện thoại {phone}" if phone else f"{occasion.author.name}, {occasion.desk.name}"
