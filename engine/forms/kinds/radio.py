"""`radio`: one of a few options, all visible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.forms.kinds.choice import Choice


@dataclass(frozen=True, kw_only=True, eq=False)
class Radio(Choice):
    """One value, radio buttons."""

    types: ClassVar[tuple[str, ...]] = ("radio",)
    widget: ClassVar[str] = "radio"
