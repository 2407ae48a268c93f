"""In the demonstration, becoming another person is one click and partners have panels; outside it neither exists."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.system import people
from admin_ui.web import context, visitors
from engine.connectors.emulators import running
from engine.organisation import accounts
from engine.platform.db import reading, transaction
from engine.platform.errors import Missing
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the act of switching, and the list for the staff shell."""
    blueprint.add_url_rule("/doi-nguoi", "switch_person", _switch, methods=["POST"])
    blueprint.add_app_template_global(demo_people)
    blueprint.add_app_template_global(emulator_panel)


def demo_people() -> list[people.UnitPeople]:
    """Return everybody who can be switched to, by unit; empty outside the demonstration."""
    if not context.settings().demo:
        return []
    with reading() as session:
        return people.by_unit(session, context.now())


def emulator_panel(address: str) -> str | None:
    """The panel of the emulated partner at this address; none outside the demonstration."""
    return f"{address}/" if context.settings().demo and address in running.addresses().values() else None


def _switch() -> BaseResponse:
    if not context.settings().demo:
        raise Missing(Text("Không có trang này.", "There is no such page."))
    visitors.require_actor()
    with transaction() as session:
        token = accounts.switch_person(
            session, visitors.token(), request.form.get("username", ""), demo=True, now=context.now()
        )
    answer = redirect(url_for("system.start"), code=303)
    visitors.admit(answer, token)
    return answer
