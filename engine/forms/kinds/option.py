"""One thing that can be chosen: what is stored, and how it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.text import Text

if TYPE_CHECKING:
    from engine.forms.kinds.choice import Choice


@dataclass(frozen=True, slots=True)
class Option:
    """``value`` is stored; ``hint`` is a line under the label."""

    value: str
    label: Text
    hint: Text | None = None


OptionSource = Callable[["Choice"], Iterable[Option]]
"""Supplies options only the running installation knows (``vn.kind`` units): given the field, which carries
``vn.unitKind`` and ``vn.unitUnder`` in its properties."""
