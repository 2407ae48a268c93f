"""What the address of a report asks for, and the same address with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import request
from sqlalchemy.orm import Session

from admin_ui.web.language import said
from admin_ui.web.limits import row_number
from engine.organisation.units import name_at
from engine.platform.time import local_day
from engine.procedures import catalogue
from engine.reporting.narrowing import NOBODY, STEPS, Narrow
from engine.text import Text

NOBODY_SAID = Text("Chưa xác định được đơn vị", "No unit found yet")
STEPS_SAID = {
    "late": Text("bước quá hạn", "step overdue"),
    "today": Text("bước hạn hôm nay", "step due today"),
}
WAITS = {
    "supplement": Text("Người nộp bổ sung giấy tờ", "The applicant’s supplement"),
    "payment": Text("Người nộp thực hiện nghĩa vụ tài chính", "The applicant’s payment"),
    "agency": Text("Cơ quan khác trả lời", "Another agency’s answer"),
    "confirmation": Text("Xác nhận", "A confirmation"),
}


@dataclass(frozen=True)
class Chosen:
    """One narrowing in words, and the parameters without it."""

    said: str
    without: Mapping[str, str]


def narrow() -> Narrow:
    """Read the address; what is no number or word of ours is ignored."""
    given = request.args
    kind, steps = given.get("cho", ""), given.get("buoc", "")
    return Narrow(
        procedure=given.get("thu_tuc", "")[:80],
        receiving=given.get("tiep_nhan", None, type=row_number),
        holder=given.get("dang_o", None, type=row_number),
        steps=steps if steps in STEPS else "",
        wait=kind if kind in WAITS else "",
    )


def parameters(asked: Narrow) -> dict[str, str]:
    """The narrowing as parameters of an address."""
    given = {
        "thu_tuc": asked.procedure,
        "tiep_nhan": "" if asked.receiving is None else str(asked.receiving),
        "dang_o": "" if asked.holder is None else str(asked.holder),
        "buoc": asked.steps,
        "cho": asked.wait,
    }
    return {name: value for name, value in given.items() if value}


def chosen(session: Session, asked: Narrow, now: datetime) -> list[Chosen]:
    """Each narrowing in words. Raises ``Missing`` for a unit that never existed."""
    words: dict[str, str] = {}
    if asked.procedure:
        named = {row.key: row.name for row in catalogue.in_force(session, now)}
        words["thu_tuc"] = named.get(asked.procedure, asked.procedure)
    if asked.receiving is not None:
        unit = name_at(session, asked.receiving, local_day(now))
        words["tiep_nhan"] = said(Text(f"tiếp nhận tại {unit}", f"received by {unit}"))
    if asked.holder is not None:
        holder = said(NOBODY_SAID) if asked.holder == NOBODY else name_at(session, asked.holder, local_day(now))
        words["dang_o"] = said(Text(f"đang ở {holder}", f"at {holder}"))
    if asked.steps:
        words["buoc"] = said(STEPS_SAID[asked.steps])
    if asked.wait:
        kind = WAITS[asked.wait]
        words["cho"] = said(Text(f"đang chờ: {kind.vi}", f"waiting for: {kind.en}"))
    kept = parameters(asked)
    return [
        Chosen(value, {other: one for other, one in kept.items() if other != name}) for name, value in words.items()
    ]
