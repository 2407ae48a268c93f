"""Warnings: why a value became null, worded only when somebody reads them."""

from __future__ import annotations

from typing import Any

from engine.feel.errors import Said
from engine.feel.values.kinds import NAMES
from engine.feel.wording import WORDING


class Warning_:
    """One reason for a null (or for a limit that stopped an evaluation).

    ``code`` is stable; ``position`` counts characters of the source from 0; ``details`` fill the wording.
    """

    __slots__ = ("code", "details", "position")

    def __init__(self, code: str, position: int, details: tuple[Any, ...] = ()) -> None:
        self.code = code
        self.position = position
        self.details = details

    @property
    def said(self) -> Said:
        """The wording in both languages."""
        vi, en = WORDING[self.code]
        texts = [_in_both(detail) for detail in self.details]
        return Said(vi.format(*(text.vi for text in texts)), en.format(*(text.en for text in texts)))

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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Warning_) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.code, self.position))

    def _key(self) -> tuple[str, int, str]:
        return self.code, self.position, repr(self.details)

    def __str__(self) -> str:
        return self.vi

    def __repr__(self) -> str:
        return f"Warning_({self.code!r}, {self.position}, {self.details!r})"


class Kind(str):
    """A detail of a warning that names a kind of value and is translated when worded."""

    __slots__ = ()


def _in_both(detail: Any) -> Said:
    if callable(detail):
        detail = detail()
    if isinstance(detail, Said):
        return detail
    if isinstance(detail, Kind) and detail in NAMES:
        return NAMES[detail]
    text = str(detail)
    return Said(text, text)
