"""The page right after filing online: the reference and the key to keep, and what happens next."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from admin_ui.portal import owner
from admin_ui.web import context
from engine.documents.codes import qr_svg
from engine.dossiers.queries import lookup
from engine.platform.db import reading


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/nop-ho-so/da-nop", "filed", _filed)


def _filed() -> str | Response:
    dossier_id = owner.dossier_id()
    if dossier_id is None:
        return redirect(url_for("portal.look_up"), code=303)
    with reading() as session:
        page = lookup.citizen_page(session, dossier_id, context.now())
    row = page.dossier.row
    code = row.code or row.reference
    address = context.settings().base_url + url_for("portal.look_up", ma=code, khoa=row.look_up_key)
    return render_template("portal/filed.html", row=row, code=code, name=page.name, qr=Markup(qr_svg(address, size=4)))
