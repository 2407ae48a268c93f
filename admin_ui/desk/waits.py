"""Recording what a dossier waits for: the supplement has come, the payment is proved, the agency has answered."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from admin_ui.desk import dossier_page
from admin_ui.desk.forms import posted, uploads
from admin_ui.web import context, flash
from admin_ui.web.stores import file_store
from admin_ui.web.visitors import require_actor
from engine.dossiers.dossier import open_dossier
from engine.dossiers.errors import Incomplete
from engine.dossiers.operations import waits
from engine.platform.db import reading, transaction
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the route that answers a wait."""
    blueprint.add_url_rule("/cho/<int:wait_id>/da-nhan", "deliver", _deliver, methods=["POST"])


def _deliver(wait_id: int) -> Response | tuple[str, int]:
    actor = require_actor()
    with reading() as session:
        row = waits.find(session, wait_id)
        version = open_dossier(session, row.dossier_id).version
    declared = version.definition.nodes[row.element].wait
    raw = posted(version.form(declared.form if declared else None))
    try:
        with transaction() as session:
            waits.deliver(session, file_store(), actor, wait_id, raw, uploads(), context.now())
    except Incomplete as error:
        refused = dossier_page.Refused(-wait_id, raw, error.part("form"))
        return dossier_page.show(row.dossier_id, refused), 422
    flash.say(Text("Đã ghi nhận. Hồ sơ được xử lý tiếp.", "Recorded. The dossier goes on."))
    return redirect(url_for("desk.dossier", dossier_id=row.dossier_id), code=303)
