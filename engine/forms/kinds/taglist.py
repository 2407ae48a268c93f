"""`taglist`: any of many options; drawn as a scrolling list of boxes so that it works without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.forms.kinds.choice import ManyChoice


@dataclass(frozen=True, kw_only=True, eq=False)
class Taglist(ManyChoice):
    """Several values out of a long list."""

    types: ClassVar[tuple[str, ...]] = ("taglist",)
    widget: ClassVar[str] = "taglist"
