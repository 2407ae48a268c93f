"""Coming in, going out, and the log-in sessions of the staff; later the administration of the installation."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.system import demo, entrance, own_sessions

blueprint = Blueprint("system", __name__, template_folder="templates")
for part in (entrance, own_sessions, demo):
    part.register(blueprint)
