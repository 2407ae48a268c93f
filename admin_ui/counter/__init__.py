"""The one-stop counter: choose a procedure, receive a dossier on one page, print its receipt."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.counter import choose, receipt, receive
from admin_ui.web.visitors import staff_only

blueprint = Blueprint("counter", __name__, template_folder="templates", url_prefix="/tiep-nhan")
blueprint.before_request(staff_only)
for part in (choose, receive, receipt):
    part.register(blueprint)
