"""What comes out of a submitted form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.text import Text


@dataclass(frozen=True, slots=True)
class FileNeed:
    """A visible place for files."""

    path: str
    label: Text
    required: bool
    multiple: bool
    accept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """``values`` may be stored only when ``ok``; otherwise show the form again with the raw answers and ``errors``."""

    values: dict[str, Any]
    """JSON values by key; hidden and blank answers are absent (false and [] are kept)."""
    errors: Mapping[str, Text]
    """By path: ``ten``, ``con[0].ten``, ``noi_cu_tru.ward``; "" stands for the whole form."""
    routing: Mapping[str, Any]
    """The routing variables; every routing key is present, null when hidden or blank."""
    visible: frozenset[str]
    files: tuple[FileNeed, ...]

    @property
    def ok(self) -> bool:
        """True when there is nothing to correct."""
        return not self.errors


def not_yet_shown(submission: Submission, raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Top-level keys that are visible now but were not on the page that was posted.

    Without JavaScript an optional field can become visible only by submitting; a page should then be shown once more
    instead of being accepted without it.
    """
    return tuple(sorted(p for p in submission.visible if "[" not in p and not p.startswith("#") and p not in raw))
