"""Forms on the desk: what was posted, the page to draw, and the files that came with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request

from admin_ui.components.form import FormPage, page_of
from admin_ui.web import context
from admin_ui.web.language import language
from engine import forms
from engine.documents.files import Upload
from engine.forms import Form
from engine.forms.kinds.option import OptionSource
from engine.text import Text


def posted(form: Form | None) -> dict[str, Any]:
    """The raw answers of the form on this request, with the reason field every step may carry."""
    raw = forms.parse(form, request.form) if form else {}
    if "ly_do" in request.form:
        raw.setdefault("ly_do", request.form["ly_do"])
    return raw


def uploads() -> tuple[Upload, ...]:
    """Every file on this request, with the field it was put into."""
    return tuple(
        Upload(name=file.filename, data=file.read(), document_id=field)
        for field, file in request.files.items(multi=True)
        if file.filename
    )


def drawn(
    form: Form | None,
    values: Mapping[str, Any],
    *,
    errors: Mapping[str, Text] | None = None,
    names: Mapping[str, Any] | None = None,
    options: OptionSource | None = None,
    autosave: str = "",
) -> FormPage | None:
    """The page of a form for this reader, or None when the step has no form."""
    if form is None:
        return None
    return page_of(
        form,
        values,
        lang=language(),
        errors=errors,
        context=names,
        now=context.now(),
        options=options,
        autosave=autosave,
    )
