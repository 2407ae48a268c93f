"""A short text in the two languages every message of this project is written in, Vietnamese first."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """A message or label; both languages are required, so a translation can never be missing."""

    vi: str
    en: str

    def said_in(self, language: str) -> str:
        """Return the wording for ``language`` ("en", anything else means Vietnamese)."""
        return self.en if language == "en" else self.vi

    def __str__(self) -> str:
        return self.vi
