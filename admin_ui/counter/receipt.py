"""The receipt (form role ``receipt``): code, papers, due date with its instant, QR code for following the dossier."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from markupsafe import Markup

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.documents.codes import qr_svg
from engine.dossiers.queries import page as dossier_query
from engine.organisation import units
from engine.platform.db import reading
from engine.platform.errors import Missing
from engine.platform.time import local_day
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the receipt page."""
    blueprint.add_url_rule("/ho-so/<int:dossier_id>/giay-tiep-nhan", "receipt", _receipt)


def _receipt(dossier_id: int) -> str:
    with reading() as session:
        seen = dossier_query.page(session, require_actor(), dossier_id, context.now())
        row = seen.dossier.row
        if row.accepted_at is None:
            raise Missing(
                Text("Hồ sơ chưa được tiếp nhận nên chưa có giấy tiếp nhận.", "Not accepted yet: there is no receipt.")
            )
        day = local_day(row.accepted_at)
        receiving = units.unit_on(session, row.receiving_unit_id, day)
        resolving = units.unit_on(session, row.resolving_unit_id, day)
    address = context.settings().base_url + url_for("portal.look_up", ma=row.code, khoa=row.look_up_key)
    return render_template(
        "counter/receipt.html",
        page=seen,
        row=row,
        receiving=receiving,
        resolving=resolving,
        qr=Markup(qr_svg(address)),
        address=address,
    )
