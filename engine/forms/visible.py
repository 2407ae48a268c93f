"""Which components are shown for given answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.forms import schema
from engine.forms.form import Form
from engine.forms.settle import settle


def visible(
    form: Form, values: Mapping[str, Any], context: Mapping[str, Any] | None = None, now: datetime | None = None
) -> frozenset[str]:
    """Paths of what is shown; ``values`` may be stored answers or raw ones, wrong answers count as blank."""
    cleaned, _ = schema.clean(form, values, now)
    return settle(form, cleaned, dict(context or {}), now).visible
