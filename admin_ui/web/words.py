"""Filters for data the engine stored as JSON: instants, texts in two languages, working time, form roles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import Flask

from admin_ui.web.language import said
from engine import clock
from engine.bpmn import vocabulary
from engine.text import Text


def register(app: Flask) -> None:
    """Offer the filters to templates."""
    app.jinja_env.filters.update(
        instant=datetime.fromisoformat, pair=pair, gio_lam_viec=working_time, form_role=form_role
    )


def pair(stored: Sequence[str]) -> Text:
    """A text as it was stored: Vietnamese, English."""
    return Text(*stored)


def working_time(seconds: int) -> str:
    """Working seconds in words, with days of eight hours."""
    return said(clock.say_amount(seconds))


def form_role(role: str) -> str:
    """What a printed form's role is called; an unknown one speaks for itself."""
    known = vocabulary.shipped().form_roles.get(role)
    return said(known) if known else role
