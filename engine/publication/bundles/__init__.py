"""Bundles: how procedures travel between installations, several in one file, every content named by its hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.procedures.sources import Sources

FORMAT: Final = "quytrinh-bundle"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"


@dataclass(frozen=True)
class Packed:
    """One procedure of a bundle: which version of it where it came from, and its files."""

    key: str
    name: str
    number: int | None
    decision_number: str | None
    effective_from: datetime | None
    sources: Sources
