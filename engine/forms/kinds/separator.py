"""`separator`: a line between two parts of a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.forms.field import Field


@dataclass(frozen=True, kw_only=True, eq=False)
class Separator(Field):
    """A rule."""

    types: ClassVar[tuple[str, ...]] = ("separator",)
    widget: ClassVar[str] = "separator"
    stores: ClassVar[bool] = False
