"""One way in which a diagram drawn with another tool can be made one of ours: offered, never done by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.bpmn.edit.draft import Draft
from engine.text import Text


@dataclass(frozen=True)
class Offer:
    """What could be done (``title``) and exactly what would change (``preview``), at which element."""

    code: str
    element: str
    title: Text
    preview: Text


@dataclass(frozen=True)
class Normaliser:
    """Finds what it could do, and does it at one element."""

    code: str
    find: Callable[[Draft], Iterator[Offer]]
    carry_out: Callable[[Draft, str], None]
