"""The staff's left-hand menu: an explicit list; an entry shows when its page exists and the reader may use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, g, request, url_for

from engine.organisation import policy
from engine.organisation.actors import Actor, Role
from engine.organisation.policy import Act
from engine.text import Text


def _everybody(actor: Actor) -> bool:
    return True


def _report_readers(actor: Actor) -> bool:
    return policy.may(actor, Act.SEE_REPORTS)


def _officers(actor: Actor) -> bool:
    return actor.has(Role.OFFICER)


def _reception(actor: Actor) -> bool:
    return any(held.unit_kind == "one_stop" for held in actor.holdings)


def _declarers(actor: Actor) -> bool:
    return any(actor.has(role) for role in (Role.ANALYST, Role.APPROVER, Role.AUDITOR, Role.SYSTEM_ADMIN))


def _administrators(actor: Actor) -> bool:
    return actor.has(Role.SYSTEM_ADMIN) or actor.has(Role.AUDITOR)


@dataclass(frozen=True)
class Entry:
    """One line of the menu; ``icon`` is a name of components/icon. Rights are the policy's, this only hides clutter."""

    endpoint: str
    label: Text
    icon: str
    shown_to: Callable[[Actor], bool] = _everybody


@dataclass(frozen=True)
class Line:
    """A menu entry as the page shows it."""

    url: str
    label: Text
    icon: str
    endpoint: str
    current: bool


ENTRIES = (
    Entry("desk.inbox", Text("Việc của tôi", "My work"), "inbox", _officers),
    Entry("desk.reminders", Text("Nhắc việc", "Reminders"), "clock", _officers),
    Entry("counter.receive", Text("Tiếp nhận", "Reception"), "desk", _reception),
    Entry("printing.register", Text("Sổ theo dõi", "Register"), "paper", _reception),
    Entry("desk.find", Text("Tra cứu hồ sơ", "Find a dossier"), "search", _officers),
    Entry("reports.today", Text("Báo cáo", "Reports"), "chart", _report_readers),
    Entry("declare.catalogue", Text("Khai báo quy trình", "Procedures"), "flow", _declarers),
    Entry("system.home", Text("Hệ thống", "System"), "gear", _administrators),
)


def register(app: Flask) -> None:
    """Offer ``menu(actor)`` to the staff shell."""
    app.jinja_env.globals["menu"] = menu


def menu(actor: Actor, here: str | None = None) -> list[Line]:
    """Return the entries this reader may use; ``here`` is the endpoint a page says it belongs under."""
    current = here or request.endpoint
    return [
        Line(url_for(entry.endpoint), entry.label, entry.icon, entry.endpoint, entry.endpoint == current)
        for entry in ENTRIES
        if entry.endpoint in current_app.view_functions and entry.shown_to(actor) and _here(entry)
    ]


def _here(entry: Entry) -> bool:
    """A trial has the pages that handle dossiers and no others."""
    return not g.get("inside_trial") or entry.endpoint.partition(".")[0] in ("desk", "counter")
