"""Fills in a form that opens in a trial; on the real site forms open as they are declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from admin_ui.trial import entering
from admin_ui.web import context
from engine.dossiers.options import unit_options
from engine.forms import Form
from engine.platform.db import reading
from engine.publication.trial import samples


def answers(form: Form, begun: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a form opens with: sample answers in a trial, else ``begun``."""
    if entering.inside() is None:
        return begun
    now = context.now()
    with reading() as session:
        options = unit_options(session, now)
    return samples.answers(form, known, now, options)
