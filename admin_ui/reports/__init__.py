"""Reports: today's board for leaders, the dossiers behind every figure of it, and how the time limits were kept."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.reports import behind, timeliness, today
from admin_ui.web.visitors import staff_only

blueprint = Blueprint("reports", __name__, template_folder="templates", url_prefix="/bao-cao")
blueprint.before_request(staff_only)
for part in (today, behind, timeliness):
    part.register(blueprint)
