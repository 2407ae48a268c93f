"""What stands around a step table in the numbered forms of Hà Tĩnh and Hà Nội: symbol, term, parts of the sheet."""

from __future__ import annotations

import re
from typing import Final

from engine.procedures.sheets.assembling import Assembler
from engine.procedures.sheets.document import Cell, Table, flat
from engine.procedures.sheets.headings import is_term
from engine.procedures.sheets.language import bare

_NUMBERED: Final = re.compile(r"^(?:[ivx]+|\d{1,2}(?:\.\d{1,2}){0,2})[.)]?$")
_SYMBOL: Final = re.compile(r"^(?:ky hieu|ma so|ma hieu|ma)(?: quy trinh| tai lieu)?\b")
_LONG: Final = 400


class Facts:
    """Reads rows that belong to no step table."""

    def __init__(self, assembler: Assembler) -> None:
        self.assembler = assembler
        self.part = ""

    def row(self, table: Table, index: int) -> None:
        """Take in one row: a heading, a numbered part, or the continuation of the part above."""
        cells = [cell for cell in table.own(index) if cell.text]
        if not cells:
            return
        first = flat(cells[0].text)
        if len(cells) > 1 and _NUMBERED.match(bare(first)):
            self._part(cells[1:])
        elif len(cells) == 1 and not self.part:
            for line in cells[0].text.split("\n"):
                self.assembler.outline.line(line, cells[0].where, band=cells[0].columns == table.width)
        elif self.part:
            self._more(cells)

    def _part(self, cells: list[Cell]) -> None:
        title, _, rest = cells[0].text.partition("\n")
        name, colon, value = title.partition(":")
        self.part = bare(name)
        if _SYMBOL.match(self.part) and len(cells) > 1:
            self.assembler.symbol = flat(cells[1].text)
        text = "\n".join(
            part for part in (value.strip() if colon else "", rest, *(cell.text for cell in cells[1:])) if part
        )
        self.assembler.facts[self.part] = text
        self._term(text, cells[0])

    def _more(self, cells: list[Cell]) -> None:
        text = "\n".join(cell.text for cell in cells)
        before = self.assembler.facts.get(self.part, "")
        self.assembler.facts[self.part] = f"{before}\n{text}".strip()
        self._term(text, cells[0])

    def _term(self, text: str, cell: Cell) -> None:
        if self.part.startswith(("thoi han", "thoi gian", "tong thoi gian")) and text:
            for line in text.split("\n"):
                if len(line) < _LONG:
                    said = line if is_term(line) else f"Thời hạn giải quyết: {line.strip()}"
                    self.assembler.outline.terms.append((said, cell.where))
