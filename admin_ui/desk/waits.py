"""Recording what a dossier waits for: the supplement has come, the payment is proved, the agency has answered."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.components import conflicts
from admin_ui.components.posted import mistakes, posted, uploads
from admin_ui.desk import dossier_page
from admin_ui.desk.sheets import Again
from admin_ui.web import context, flash
from admin_ui.web.limits import takes_files
from admin_ui.web.stores import file_store
from admin_ui.web.visitors import require_actor
from engine import forms
from engine.dossiers.dossier import open_dossier
from engine.dossiers.operations import waits
from engine.platform.db import reading, transaction
from engine.platform.errors import Conflict, Invalid, TooLarge
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the route that answers a wait."""
    blueprint.add_url_rule("/cho/<int:wait_id>/da-nhan", "deliver", _deliver, methods=["POST"])


@takes_files
def _deliver(wait_id: int) -> Response | tuple[str, int]:
    actor, now = require_actor(), context.now()
    with reading() as session:
        row = waits.find(session, wait_id)
        version = open_dossier(session, row.dossier_id).version
    declared = version.definition.nodes[row.element].wait
    form = version.form(declared.form if declared else None)
    raw, files = posted(form), uploads()
    pressed = forms.act_of(form, request.form) if form else None
    if pressed is not None:
        changed = pressed.apply(raw, {}, now)
        again = Again(-wait_id, changed, focus=pressed.focus(changed), files=bool(files))
        return dossier_page.show(row.dossier_id, again), 200
    try:
        with transaction() as session:
            waits.deliver(session, file_store(), actor, wait_id, raw, files, now)
    except (Invalid, TooLarge) as error:
        again = Again(-wait_id, raw, mistakes(error), files=bool(files))
        return dossier_page.show(row.dossier_id, again), error.status
    except Conflict as conflict:
        return conflicts.page(conflict, url_for("desk.dossier", dossier_id=row.dossier_id), form, raw)
    flash.say(Text("Đã ghi nhận. Hồ sơ được xử lý tiếp.", "Recorded. The dossier goes on."))
    return redirect(url_for("desk.dossier", dossier_id=row.dossier_id), code=303)
