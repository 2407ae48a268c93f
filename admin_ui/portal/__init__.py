"""The citizens' pages: find a procedure, read what it takes, follow a dossier and answer for it; without logging in."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.portal import communes, filed, finding, following, owner_acts, owner_papers, paying, procedure_page
from admin_ui.portal.applying import steps

blueprint = Blueprint("portal", __name__, template_folder="templates")
for part in (finding, procedure_page, following, owner_acts, owner_papers, paying, communes, steps, filed):
    part.register(blueprint)
