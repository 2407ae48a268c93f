"""What goes wrong in an expression, said in Vietnamese and English with the place where it goes wrong."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """One message in both languages."""

    vi: str
    en: str

    def said_in(self, language: str) -> str:
        """Return the wording for ``language`` ("en"; anything else means Vietnamese)."""
        return self.en if language == "en" else self.vi


class FeelError(ValueError):
    """An expression that cannot be read.

    ``position`` counts characters of the source from 0; ``code`` is stable and meant for programs.
    """

    def __init__(self, said: Said, position: int = 0, *, code: str = "syntax", source: str = "") -> None:
        super().__init__(said.en)
        self.said = said
        self.position = position
        self.code = code
        self.source = source

    @property
    def vi(self) -> str:
        """The Vietnamese wording, with the place."""
        return f"{self.said.vi} ({self.place.vi})"

    @property
    def en(self) -> str:
        """The English wording, with the place."""
        return f"{self.said.en} ({self.place.en})"

    @property
    def place(self) -> Said:
        """Where the error is, as a person counts: from 1, with the line when there are several."""
        before = self.source[: self.position]
        line, column = before.count("\n") + 1, self.position - (before.rfind("\n") + 1) + 1
        if "\n" in self.source:
            return Said(f"dòng {line}, ký tự {column}", f"line {line}, character {column}")
        return Said(f"ký tự thứ {column}", f"character {column}")

    def said_in(self, language: str) -> str:
        """Return the wording for ``language`` ("en"; anything else means Vietnamese)."""
        return self.en if language == "en" else self.vi

    def __str__(self) -> str:
        return self.en
