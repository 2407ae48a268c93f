"""The numbered parts of a sheet around its steps: conditions, documents, time, place, fee, result, forms.

A part is a heading ("Thành phần hồ sơ") with lines below it; in the forms of Hà Tĩnh the lines are table rows, in other
decisions paragraphs. The public notice of a procedure often stands in another annex and is joined by its code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.procedures.sheets.document import flat

Line = tuple[tuple[int, str], ...]
"""One line: texts with the column each stands in."""


@dataclass
class Parts:
    """Parts by their comparable name, in printed order."""

    lines: dict[str, list[Line]] = field(default_factory=dict)

    def add(self, part: str, line: Iterable[tuple[int, str]]) -> None:
        """Add a line to a part."""
        kept = tuple((column, text) for column, text in line if text)
        if kept:
            self.lines.setdefault(part, []).append(kept)

    def named(self, *beginnings: str) -> Iterator[Line]:
        """The lines of every part whose name begins with one of ``beginnings``."""
        for part, lines in self.lines.items():
            if part.startswith(beginnings):
                yield from lines

    def text(self, *beginnings: str) -> str:
        """Their text on one line."""
        return flat(" ".join(text for line in self.named(*beginnings) for _, text in line))

    def joined(self, other: Parts) -> Parts:
        """These parts, and those of ``other`` that are missing here."""
        return Parts({**other.lines, **self.lines})
