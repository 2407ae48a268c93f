"""What arrives with a declared form: the answers, the reason, the files; and what came back as wrong."""

from __future__ import annotations

from typing import Any

from flask import request

from engine import forms
from engine.documents.files import Upload
from engine.dossiers.errors import Incomplete
from engine.dossiers.supplements import AGAIN
from engine.forms import Form
from engine.platform.errors import AppError
from engine.text import Text


def posted(form: Form | None) -> dict[str, Any]:
    """The raw answers of the form on this request, with the reason field every step may carry."""
    raw = forms.parse(form, request.form) if form else {}
    for reason in ("ly_do", AGAIN):
        if reason in request.form:
            raw.setdefault(reason, request.form[reason])
    return raw


def uploads() -> tuple[Upload, ...]:
    """Every file on this request, with the field it was put into."""
    return tuple(
        Upload(name=file.filename, data=file.read(), document_id=field)
        for field, file in request.files.items(multi=True)
        if file.filename
    )


def mistakes(error: AppError) -> dict[str, Text]:
    """What to correct, by path in the form; a file or the whole page stands under the empty path."""
    if isinstance(error, Incomplete):
        return error.part("form")
    fix = error.fix or Text("", "")
    return {"": Text(f"{error.what.vi} {fix.vi}".strip(), f"{error.what.en} {fix.en}".strip())}
