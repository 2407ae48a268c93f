"""`spacer`: empty space. Its height in pixels is not kept: spacing is the style sheet's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.forms.field import Field


@dataclass(frozen=True, kw_only=True, eq=False)
class Spacer(Field):
    """A gap."""

    types: ClassVar[tuple[str, ...]] = ("spacer",)
    widget: ClassVar[str] = "spacer"
    stores: ClassVar[bool] = False
