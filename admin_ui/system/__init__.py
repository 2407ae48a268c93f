"""Coming in, going out, one's own sessions; and for administrators and auditors the state of the installation."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.system import (
    audit_pages,
    calendars,
    call_backs,
    connector_books,
    connector_call,
    connectors,
    demo,
    doctor_page,
    entrance,
    home,
    incidents,
    jobs,
    log_ins,
    organisation_page,
    own_sessions,
    payment_books,
    plain_text,
    portal_console,
    templates_page,
)

blueprint = Blueprint("system", __name__, template_folder="templates")
blueprint.before_app_request(plain_text.refuse_zero)
for part in (
    entrance,
    own_sessions,
    demo,
    home,
    incidents,
    jobs,
    connectors,
    connector_call,
    connector_books,
    call_backs,
    payment_books,
    portal_console,
    audit_pages,
    organisation_page,
    calendars,
    log_ins,
    doctor_page,
    templates_page,
):
    part.register(blueprint)
