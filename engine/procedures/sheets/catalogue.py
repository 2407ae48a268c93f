"""The lists of procedures a decision prints before its processes: they give the codes that headings leave out."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import Final

from engine.procedures.sheets.document import Table, flat
from engine.procedures.sheets.headings import codes_in
from engine.procedures.sheets.language import bare

_NAME: Final = re.compile(r"^ten (?:thu tuc|tthc)|^thu tuc hanh chinh$")
_CODE: Final = re.compile(r"^ma\b|^so ho so")
_NUMBER: Final = re.compile(r"^(?:so )?(?:tt|stt|thu tu)$")
_ALIKE: Final = 0.93


@dataclass
class Catalogue:
    """Procedures by their comparable name; lists of abolished ones are left out."""

    codes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def read(self, table: Table, *, kept: bool) -> bool:
        """Take in a table of procedures, or only see that it is one (not ``kept``); False when it is none."""
        for row in range(min(3, len(table.grid))):
            headers = {bare(cell.text): cell.column for cell in table.own(row) if cell.text}
            names = [column for text, column in headers.items() if _NAME.search(text)]
            if names and len(headers) >= 3:
                codes = [column for text, column in headers.items() if _CODE.search(text)]
                if kept:
                    self._rows(table, row + 1, names[0], codes[0] if codes else None)
                return True
        return False

    def code_of(self, title: str) -> tuple[str, str] | None:
        """The code of the procedure called ``title`` (nearly so: lists have misprints), if exactly one is."""
        key = _key(title)
        if key in self.codes:
            return self.codes[key]
        alike = difflib.get_close_matches(key, self.codes, n=2, cutoff=_ALIKE)
        return self.codes[alike[0]] if len(alike) == 1 else None

    def _rows(self, table: Table, start: int, name: int, code: int | None) -> None:
        for row in range(start, len(table.grid)):
            cell = table.grid[row][name]
            found: list[tuple[str, str]] = []
            for place in (code, name):
                holder = table.grid[row][place] if place is not None else None
                found = found or (codes_in(flat(holder.text)) if holder is not None else [])
            if cell is not None and cell.text and found:
                self.codes.setdefault(_key(cell.text), found[0])


def _key(title: str) -> str:
    text = re.sub(r"[^\w ]", " ", bare(title))
    return " ".join(re.sub(r"^(?:thu tuc|tthc)(?: hanh chinh)? ", "", text.strip()).split())
