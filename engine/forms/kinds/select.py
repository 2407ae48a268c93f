"""`select`: one of many options, in a drop-down list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.forms.kinds.choice import Choice


@dataclass(frozen=True, kw_only=True, eq=False)
class Select(Choice):
    """One value, a drop-down list."""

    types: ClassVar[tuple[str, ...]] = ("select",)
    widget: ClassVar[str] = "select"
