"""The officer's desk: inbox, dossier page, the acts on a step, looking dossiers up, opening files."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.desk import acts, calls_page, dossier_page, files, find, inbox, payments, reminders, waits
from admin_ui.web.visitors import staff_only

blueprint = Blueprint("desk", __name__, template_folder="templates", url_prefix="/ban-lam-viec")
blueprint.before_request(staff_only)
for part in (inbox, reminders, dossier_page, calls_page, acts, waits, payments, find, files):
    part.register(blueprint)
