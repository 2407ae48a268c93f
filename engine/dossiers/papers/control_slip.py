"""Phiếu kiểm soát quá trình giải quyết: writes itself from the hand-overs the system has seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from engine.clock.outcomes import outcome
from engine.dossiers import rules
from engine.dossiers.models import history, work_item
from engine.dossiers.papers import words
from engine.dossiers.papers.gathering import Occasion, desk_head, numbered, of_dossier

RESULTS = {"early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn"}


def fields(occasion: Occasion) -> dict[str, Any]:
    """The fields of the control slip (form 06) as things stand at ``occasion.now``."""
    row, session = occasion.row, occasion.session
    items = list(session.execute(_of(work_item, row.id)))
    resolving = occasion.unit(row.resolving_unit_id)
    return {
        **desk_head(occasion),
        **of_dossier(row),
        "nhan_luc": words.moment(row.accepted_at),
        "hen_tra": words.moment(row.due_at) or "theo thông báo",
        "co_quan_giai_quyet": resolving.name,
        "co_quan_phoi_hop": "; ".join(_others(occasion, items)),
        "giao_nhan": numbered(_hand_overs(occasion, items)),
    }


def _hand_overs(occasion: Occasion, items: list[Row[Any]]) -> list[dict[str, Any]]:
    story = list(occasion.session.execute(_of(history, occasion.row.id)))
    givers = _givers(story)
    lines = [(item.opened_at, item.id, _handed(occasion, item, givers)) for item in items]
    given = [line for line in story if line.act == "handed_over"]
    lines += [(line.at, 0, _given_over(line)) for line in given]
    return [line for _, _, line in sorted(lines, key=lambda one: one[:2])]


def _handed(occasion: Occasion, item: Row[Any], givers: Mapping[datetime, tuple[str, str]]) -> dict[str, Any]:
    unit, person = givers.get(item.opened_at, ("", "Hệ thống"))
    if item.opened_at == occasion.row.submitted_at and item.element == _first_step(occasion):
        unit, person = "Người nộp", occasion.row.applicant_name
    return {
        "ben_giao": unit,
        "nguoi_giao": person,
        "ben_nhan": item.unit_name or "",
        "nguoi_nhan": item.closed_by or item.person_name or "",
        "luc": words.short(item.opened_at),
        "ket_qua": _result(item, occasion.now),
        "ghi_chu": f"Bước {item.step_no}. {item.title}" if item.step_no else item.title,
    }


def _first_step(occasion: Occasion) -> str:
    """The step a dossier is handed in at: there the applicant is the one who hands over."""
    node = rules.first_step(occasion.version.definition)
    return node.id if node else ""


def _given_over(line: Row[Any]) -> dict[str, Any]:
    """A step given to a colleague inside the unit."""
    unit = line.unit or ""
    return {
        "ben_giao": unit,
        "nguoi_giao": line.person,
        "ben_nhan": unit,
        "nguoi_nhan": "",
        "luc": words.short(line.at),
        "ket_qua": "",
        "ghi_chu": line.said[0],
    }


def _givers(story: list[Row[Any]]) -> dict[datetime, tuple[str, str]]:
    """Who acted at each instant: work that opened at that instant came from them."""
    found: dict[datetime, tuple[str, str]] = {}
    for line in story:
        found[line.at] = (line.unit or "", line.person) if line.element else found.get(line.at, ("", line.person))
    return found


def _result(item: Row[Any], now: datetime) -> str:
    """Early, on time or late by the step's own limit; an open step says whether it is still in time."""
    if item.status == "cancelled":
        return "Thôi thực hiện"
    if item.due_at is None:
        return "Không tính hạn" if item.closed_at else "Đang giải quyết"
    if item.closed_at:
        return RESULTS[outcome(item.closed_at, item.due_at)]
    return "Đang giải quyết, còn hạn" if now <= item.due_at else "Đang giải quyết, quá hạn"


def _others(occasion: Occasion, items: list[Row[Any]]) -> list[str]:
    """The authorities besides the resolving and the receiving one that worked on the dossier."""
    own = {occasion.row.resolving_unit_id, occasion.row.receiving_unit_id}
    tree = occasion.tree
    found = (tree.authority_of(item.unit_id) for item in items if item.unit_id)
    return list(dict.fromkeys(unit.name for unit in found if unit and unit.id not in own))


def _of(table: Any, dossier_id: int) -> Any:
    return select(table).where(table.c.dossier_id == dossier_id).order_by(table.c.id)
