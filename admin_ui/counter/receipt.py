"""The receipt (form role ``receipt``), after the form of Circular 03/2025/TT-VPCP: always in Vietnamese, A5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from flask import Blueprint, g, render_template, url_for
from markupsafe import Markup
from sqlalchemy import Row
from sqlalchemy.orm import Session

from admin_ui.components import code128
from admin_ui.web import context, times
from admin_ui.web.visitors import require_actor
from engine import clock
from engine.documents.codes import qr_svg
from engine.dossiers.names import names_of_row
from engine.dossiers.queries import page as dossier_query
from engine.dossiers.queries.page import Page
from engine.dossiers.terms import term_of
from engine.organisation import units
from engine.platform.db import reading
from engine.platform.errors import Missing
from engine.platform.time import local, local_day
from engine.text import Text

_PLACE = re.compile(r"^UBND (xã|phường|đặc khu|tỉnh|thành phố) ")
_NONE_YET = Missing(
    Text("Hồ sơ chưa được tiếp nhận nên chưa có giấy tiếp nhận.", "Not accepted yet: there is no receipt."),
    Text("Mở hồ sơ để xem đang chờ gì.", "Open the dossier to see what it waits for."),
)


def register(blueprint: Blueprint) -> None:
    """Add the receipt page."""
    blueprint.add_url_rule("/ho-so/<int:dossier_id>/giay-tiep-nhan", "receipt", _receipt)


def _receipt(dossier_id: int) -> str:
    with reading() as session:
        seen = dossier_query.page(session, require_actor(), dossier_id, context.now())
        row = seen.dossier.row
        if row.accepted_at is None:
            raise _NONE_YET
        with _in_vietnamese():
            facts = _facts(session, seen, row)
    address = context.settings().base_url + url_for("portal.look_up", ma=row.code, khoa=row.look_up_key)
    with _in_vietnamese():
        sheet = render_template(
            "counter/_receipt_sheet.html",
            page=seen,
            row=row,
            qr=Markup(qr_svg(address, size=3)),
            bars=code128.svg(row.code),
            **facts,
        )
    return render_template("counter/receipt.html", row=row, sheet=Markup(sheet))


def _facts(session: Session, seen: Page, row: Row[Any]) -> dict[str, Any]:
    """Units as they were on the day of acceptance, the term as the decision says it, who received."""
    day = local_day(row.accepted_at)
    tree = units.tree_on(session, day)
    receiving = units.unit_on(session, row.receiving_unit_id, day)
    names = names_of_row(session, row, row.accepted_at)
    term = term_of(seen.version.definition, row.case_id, row.channel, names, row.accepted_at)
    accepting = next((line for line in seen.story if line.at == row.accepted_at and line.element), None)
    return {
        "receiving": receiving,
        "place": _PLACE.sub("", receiving.name),
        "accepted": local(row.accepted_at),
        "received_at": _moment(row.accepted_at),
        "due_at": _moment(row.due_at) if row.due_at else "theo thông báo",
        "desk": next(iter(tree.of_kind("one_stop", receiving.id)), receiving),
        "resolving": units.unit_on(session, row.resolving_unit_id, day),
        "term": clock.say_term(term).vi if term else None,
        "clerk": accepting.person if accepting else "",
    }


def _moment(at: datetime) -> str:
    """An instant as the form wants it: hour, minute, day."""
    here = local(at)
    return f"{here:%H} giờ {here:%M} phút, {times.weekday(at)}"


@contextmanager
def _in_vietnamese() -> Iterator[None]:
    """Official papers are Vietnamese, whatever language the clerk reads."""
    kept = g.get("language", "vi")
    g.language = "vi"
    try:
        yield
    finally:
        g.language = kept
