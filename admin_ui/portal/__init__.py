"""The citizens' pages: find a procedure, read what it takes, follow a dossier; nobody needs to log in here."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.portal import communes, finding, following, procedure_page

blueprint = Blueprint("portal", __name__, template_folder="templates")
for part in (finding, procedure_page, following, communes):
    part.register(blueprint)
