"""What static help has to say: a code, a place, and the wording in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from engine.feel.errors import Said


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about an expression; ``position`` counts characters from 0."""

    code: str
    position: int
    said: Said

    @property
    def vi(self) -> str:
        """The Vietnamese wording."""
        return self.said.vi

    @property
    def en(self) -> str:
        """The English wording."""
        return self.said.en

    def said_in(self, language: str) -> str:
        """Return the wording for ``language`` ("en"; anything else means Vietnamese)."""
        return self.said.said_in(language)
