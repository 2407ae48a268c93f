"""Fills in a form that opens in a trial; on the real site forms open as they are declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from admin_ui.trial import entering
from admin_ui.web import context
from engine import forms
from engine.dossiers.options import unit_options
from engine.forms import Form, OptionSource
from engine.platform.db import reading
from engine.publication.trial import samples


def begun(form: Form | None, known: Mapping[str, Any], options: OptionSource | None = None) -> Mapping[str, Any]:
    """What a form opens with: sample answers in a trial, else what it declares.

    ``options`` are the units to choose from; without them they are read, so no session may be open then.
    """
    if form is None:
        return {}
    if entering.inside() is None:
        return forms.initial(form, known)
    return samples.answers(form, known, context.now(), options or _units())


def _units() -> OptionSource:
    with reading() as session:
        return unit_options(session, context.now())
