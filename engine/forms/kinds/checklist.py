"""`checklist`: any of a few options, all visible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.forms.kinds.choice import ManyChoice


@dataclass(frozen=True, kw_only=True, eq=False)
class Checklist(ManyChoice):
    """Several values, boxes to tick."""

    types: ClassVar[tuple[str, ...]] = ("checklist",)
    widget: ClassVar[str] = "checklist"
