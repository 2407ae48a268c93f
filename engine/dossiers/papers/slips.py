"""Phiếu yêu cầu bổ sung and phiếu từ chối: what an applicant is told when a dossier cannot go on."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select

from engine.dossiers.models import wait
from engine.dossiers.papers import words
from engine.dossiers.papers.gathering import Occasion, desk_head, numbered, of_dossier

_BULLET = re.compile(r"^\s*(?:[-–•+*]|\d{1,2}[.)])\s*")


def supplement(occasion: Occasion) -> dict[str, Any]:
    """The fields of the supplement slip (form 02): each line of the request is one thing to supply."""
    return {
        **desk_head(occasion),
        **of_dossier(occasion.row),
        "yeu_cau": numbered([{"noi_dung": line} for line in requests(occasion.reason)]),
        "ly_do": occasion.reason,
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


def requests(reason: str) -> list[str]:
    """The things asked for, one a line, without the bullets and numbers people type."""
    lines = [_BULLET.sub("", line).strip() for line in reason.splitlines()]
    return [line for line in lines if line]


def _closes_itself(occasion: Occasion) -> Any:
    query = select(wait.c.closes_itself_at).where(
        wait.c.dossier_id == occasion.row.id, wait.c.status == "open", wait.c.kind == "supplement"
    )
    return occasion.session.execute(query.order_by(wait.c.id.desc())).scalar()


def _contact(occasion: Occasion) -> str:
    phone = occasion.desk.phone or occasion.receiving.phone
    return f"{occasion.author.name}, điện thoại {phone}" if phone else f"{occasion.author.name}, {occasion.desk.name}"
