"""What stands around a step table in the numbered forms of Hà Tĩnh and Hà Nội: symbol, term, parts of the sheet."""

from __future__ import annotations

import re
from typing import Final

from engine.procedures.sheets.assembling import Assembler
from engine.procedures.sheets.document import Cell, Table, flat
from engine.procedures.sheets.headings import codes_in, is_term
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import Process

_NUMBERED: Final = re.compile(r"^(?:[ivx]+|\d{1,2}(?:\.\d{1,2}){0,2})[.)]?$")
_SYMBOL: Final = re.compile(r"^(?:ky hieu|ma so|ma hieu|ma)(?: quy trinh| tai lieu)?\b")
_TITLE: Final = re.compile(r"^(?:thu tuc|tthc|quy trinh (?!xu ly|giai quyet cong|thuc hien|noi bo$))\b.{12}")
_NAMED: Final = re.compile(
    r"^(?:ten (?:thu tuc|tthc|quy trinh)|ma (?:so )?(?:tthc|thu tuc)|thu tuc hanh chinh"
    r"|ky hieu|ma hieu)\b"
)
_SHARE: Final = re.compile(r"\bgiai doan\b|^[-+ ]*trong do\b|\b(?:tai|o) (?:co quan|cap|ubnd|so|trung tam)\b")
"""Says that a line is only a share of the time limit: of one phase or one agency."""
_LONG: Final = 400


class Facts:
    """Reads rows that belong to no step table; those behind the steps belong to ``process``."""

    def __init__(self, assembler: Assembler) -> None:
        self.assembler = assembler
        self.part = ""
        self.process: Process | None = None

    def row(self, table: Table, index: int) -> None:
        """Take in one row: a heading, a numbered part, or the continuation of the part above."""
        cells = [cell for cell in table.own(index) if cell.text]
        if not cells:
            return
        first = flat(cells[0].text)
        said = bare(cells[1].text) if len(cells) > 1 else ""
        if len(cells) == 2 and _NUMBERED.match(bare(first)) and (codes_in(cells[1].text) or _TITLE.match(said)):
            self.assembler.outline.line(f"{first.rstrip('.')}. {flat(cells[1].text)}", cells[1].where)
        elif len(cells) > 1 and _NUMBERED.match(bare(first)):
            self._part(cells[1:])
        elif len(cells) == 2 and _NAMED.match(bare(first)):
            self._named(cells)
        elif len(cells) == 1 and not self.part:
            for line in cells[0].text.split("\n"):
                self.assembler.outline.line(line, cells[0].where, band=cells[0].columns == table.width)
        elif self.part:
            self._more(cells)

    def _named(self, cells: list[Cell]) -> None:
        """A row that says what the procedure is called or which code it has."""
        name, value = bare(cells[0].text).strip(" :"), flat(cells[1].text)
        if _SYMBOL.match(name) and not codes_in(value):
            self.assembler.symbol = value
        else:
            line = value if name.startswith("ma") else f"Thủ tục: {value}"
            self.assembler.outline.line(f"Mã TTHC: {line}" if name.startswith("ma") else line, cells[1].where)

    def _part(self, cells: list[Cell]) -> None:
        title, _, rest = cells[0].text.partition("\n")
        name, colon, value = title.partition(":")
        self.part = bare(name)
        if _SYMBOL.match(self.part) and len(cells) > 1:
            self.assembler.symbol = flat(cells[1].text)
        first = "\n".join(part for part in (value.strip() if colon else "", rest) if part)
        self._keep([(cells[0].column, first), *((cell.column, cell.text) for cell in cells[1:])])
        self._term(first, cells[0])

    def _more(self, cells: list[Cell]) -> None:
        self._keep([(cell.column, cell.text) for cell in cells])
        self._term("\n".join(cell.text for cell in cells), cells[0])

    def _keep(self, line: list[tuple[int, str]]) -> None:
        target = self.process.parts if self.process is not None else self.assembler.parts
        target.add(self.part, line)

    def _term(self, text: str, cell: Cell) -> None:
        if self.process is None and self.part.startswith(("thoi han", "thoi gian", "tong thoi gian")) and text:
            for line in text.split("\n"):
                if len(line) < _LONG and not _SHARE.search(bare(line)):
                    said = line if is_term(line) else f"Thời hạn giải quyết: {line.strip()}"
                    self.assembler.outline.terms.append((said, cell.where))
