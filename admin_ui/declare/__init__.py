"""The analyst's pages: the catalogue of procedures, one version of one procedure, uploading a draft, deciding on it."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.declare import (
    bulk_page,
    bundles_page,
    catalogue,
    clone_page,
    comparing,
    draft_page,
    importing,
    many_page,
    orders_page,
    uploading,
    version_page,
)
from admin_ui.declare.working import (
    acts,
    checks_page,
    diagram_page,
    history_page,
    normalising,
    playing,
    publish_page,
    rehearsal_page,
    sheet_tabs,
    trial_page,
)
from admin_ui.declare.working import forms as forms_tab
from admin_ui.declare.working import steps as steps_tab
from admin_ui.web.visitors import staff_only

blueprint = Blueprint("declare", __name__, template_folder="templates", url_prefix="/khai-bao")
blueprint.before_request(staff_only)
for part in (
    catalogue,
    comparing,
    version_page,
    orders_page,
    bulk_page,
    many_page,
    bundles_page,
    clone_page,
    importing,
    uploading,
    draft_page,
    acts,
    steps_tab,
    forms_tab,
    checks_page,
    normalising,
    history_page,
    publish_page,
    sheet_tabs,
    diagram_page,
    rehearsal_page,
    playing,
    trial_page,
):
    part.register(blueprint)
