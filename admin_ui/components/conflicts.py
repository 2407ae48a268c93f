"""Somebody else was faster: who did what and when, the way on, and what was typed, so that it is not lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template

from admin_ui.components.form import Answered, answers_of
from admin_ui.web import context, error_texts
from admin_ui.web.language import language
from engine.forms import Form
from engine.platform.errors import Conflict


def page(
    conflict: Conflict, onward: str, form: Form | None = None, raw: Mapping[str, Any] | None = None
) -> tuple[str, int]:
    """The answer to an act that came too late; ``onward`` is the address of the dossier."""
    typed = raw or {}
    return (
        render_template(
            "conflict.html",
            title=error_texts.title(conflict.status),
            what=conflict.what,
            fix=conflict.fix,
            onward=onward,
            answers=_read(form, typed),
            reason=str(typed.get("ly_do") or "") if form is None or form.find("ly_do") is None else "",
        ),
        conflict.status,
    )


def _read(form: Form | None, typed: Mapping[str, Any]) -> tuple[Answered, ...]:
    return answers_of(form, typed, lang=language(), now=context.now()) if form and typed else ()
