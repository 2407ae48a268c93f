"""Printed papers on the screen: the sheet to print, the Word file, the PDF; voiding, apologies, the register."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.printing import acts, apologies, papers, pdf_pages, register_pages
from admin_ui.web.visitors import staff_only

blueprint = Blueprint("printing", __name__, template_folder="templates", url_prefix="/giay")
blueprint.before_request(staff_only)
for part in (papers, pdf_pages, acts, apologies, register_pages):
    part.register(blueprint)
