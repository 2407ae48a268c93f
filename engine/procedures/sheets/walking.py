"""Walks through one table: finds its headers, sorts its rows, and hands them to the process they belong to."""

from __future__ import annotations

from typing import Final

from engine.procedures.sheets.assembling import Assembler
from engine.procedures.sheets.columns import header_at, same_columns
from engine.procedures.sheets.document import Cell, Table, flat
from engine.procedures.sheets.durations import find_duration
from engine.procedures.sheets.facts import Facts
from engine.procedures.sheets.guessing import completed, guess_columns
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.own.codes import read_codes
from engine.procedures.sheets.process import Column, Note, OpenPoint, Section, Total
from engine.procedures.sheets.rows import Row, is_step_label, kind_of, row_at
from engine.procedures.sheets.sections import band_hours, band_kind
from engine.procedures.sheets.step_rows import StepRows
from engine.text import Text

_LOOK_AHEAD: Final = 4
_GUESSED: Final = Text(
    "Bảng không có dòng tiêu đề nhận ra được; các cột được xác định theo nội dung.",
    "The table has no header row that was recognised; its columns were told by what stands in them.",
)


class Walk:
    """One table on the way into processes."""

    def __init__(self, assembler: Assembler, table: Table) -> None:
        self.assembler = assembler
        self.table = table
        self.facts = Facts(assembler)
        self.active = False
        self.after_total = False
        self.reader: StepRows | None = None

    def run(self) -> None:
        """Read the table. Tables that are neither steps nor a list of procedures leave their facts only."""
        codes = read_codes(self.table)
        if codes is not None:
            self.assembler.coded(codes)
            return
        headers = {row: found for row in range(len(self.table.grid)) if (found := header_at(self.table, row))}
        if not headers:
            if self.assembler.catalogue.read(self.table, kept=not self.assembler.outline.abolished):
                return
            if self._continued():
                self._rows({}, 0)
            elif guessed := guess_columns(self.table):
                self._guessed(guessed)
            else:
                self._loose()
            return
        self._rows(headers, 0)

    def _rows(self, headers: dict[int, tuple[tuple[Column, ...], int]], start: int) -> None:
        index = start
        while index < len(self.table.grid):
            if index in headers:
                height = headers[index][1]
                self._header(completed(headers[index][0], self.table, index + height), index)
                index += height
                continue
            if self.active:
                self._row(index, headers)
            else:
                self.facts.row(self.table, index)
            index += 1
        self.reader = None

    def _header(self, columns: tuple[Column, ...], index: int) -> None:
        repeated = self.active and same_columns(columns, self.assembler.columns)
        if repeated and not self.assembler.outline.touched and self._goes_on(index + 1):
            return
        self.assembler.use(columns)
        self.facts.process = None
        self._begin(index)

    def _begin(self, index: int) -> None:
        where = next(iter(self.table.own(index)), self._corner()).where
        process = self.assembler.begin(self.table, where)
        self.reader = StepRows(process, self.assembler.measure)
        self.active, self.after_total = True, False

    def _corner(self) -> Cell:
        return next(self.table.cells())

    def _row(self, index: int, headers: dict[int, tuple[tuple[Column, ...], int]]) -> None:
        row = row_at(self.table, index, self.assembler.columns)
        kind = kind_of(row, self.table)
        if kind == "blank":
            return
        if kind == "end":
            self.active = False
            self.facts.process = self._reader().process
            self.facts.row(self.table, index)
        elif kind == "band":
            self._band(row, headers)
        elif kind == "total":
            self._total(row)
        elif kind == "step":
            self._reader().add(row)
            self.after_total = False
        elif self.after_total and index + 1 < len(self.table.grid) and self._near_header(index, headers):
            self.facts.row(self.table, index)
        else:
            self._reader().remark(row)

    def _reader(self) -> StepRows:
        if self.reader is None:
            raise RuntimeError("a row was read before its header")
        return self.reader

    def _near_header(self, index: int, headers: dict[int, tuple[tuple[Column, ...], int]]) -> bool:
        for line in range(index + 1, min(index + 1 + 2 * _LOOK_AHEAD, len(self.table.grid))):
            if line in headers:
                return True
            row = row_at(self.table, line, self.assembler.columns)
            if kind_of(row, self.table) in ("step", "total"):
                return False
        return False

    def _band(self, row: Row, headers: dict[int, tuple[tuple[Column, ...], int]]) -> None:
        cells = row.filled
        label = flat(cells[0].text) if len(cells) > 1 else ""
        named = row.by_role.get("content") if len(cells) > 2 else cells[-1]
        text = named.text if named is not None else cells[-1].text
        if self._near_header(row.index, headers):
            self.assembler.outline.line(f"{label} {text}".strip(), cells[0].where, band=True)
            return
        process = self._reader().process
        kind = band_kind(
            label,
            text,
            after_total=self.after_total,
            before_step=self._before_step(row.index),
            untitled=not process.title and not any(process.steps()),
        )
        items = process.items
        if kind == "procedure":
            self.assembler.outline.line(f"{label}. {flat(text)}" if label else flat(text), cells[0].where)
            self._begin(row.index)
        elif kind == "remark":
            self._remark(row, text)
        else:
            hours = band_hours(text, self.assembler.measure)
            if hours is None and len(cells) > 2:
                hours = band_hours(row.fresh("time"), self.assembler.measure)
            items.append(Section(kind, flat(text), label, hours, cells[-1].where))
            self.after_total = False

    def _remark(self, row: Row, text: str) -> None:
        process = self._reader().process
        process.items.append(Note(text, False, row.filled[-1].where))
        process.open_points.append(
            OpenPoint(
                row.filled[-1].where,
                text,
                Text(
                    "Dòng chữ chạy ngang bảng, không phải bước: giữ làm ghi chú.", "A text across the table: a remark."
                ),
            )
        )

    def _before_step(self, index: int) -> bool:
        for line in range(index + 1, min(index + 1 + _LOOK_AHEAD, len(self.table.grid))):
            kind = kind_of(row_at(self.table, line, self.assembler.columns), self.table)
            if kind == "step":
                return True
            if kind not in ("blank", "band"):
                return False
        return False

    def _total(self, row: Row) -> None:
        cells = row.filled
        named = next((cell for cell in cells if "tong" in bare(cell.text) or "thoi" in bare(cell.text)), cells[0])
        time = row.by_role.get("time")
        others = [cell for cell in cells if cell is not named]
        value = time if time in others else (others[0] if others else named)
        text = value.text if value is not named else named.text.partition(":")[2].strip() or named.text
        duration = find_duration(flat(text), self.assembler.measure)
        label = flat(named.text)
        self._reader().process.items.append(Total(text, duration, "total_row", label, scope_of(label), value.where))
        self.after_total = True

    def _continued(self) -> bool:
        process = self.assembler.current
        if process is None or self.assembler.outline.touched or not self.assembler.columns:
            return False
        if max(column.index for column in self.assembler.columns) >= self.table.width or not self._goes_on(0):
            return False
        self.reader, self.active = StepRows(process, self.assembler.measure), True
        return True

    def _goes_on(self, index: int) -> bool:
        """Whether the first filled row from ``index`` on carries on the numbering of the process being read."""
        process = self.assembler.current
        steps = list(process.steps()) if process else []
        if not steps or (process and isinstance(process.items[-1], Total)):
            return False
        for line in range(index, len(self.table.grid)):
            row = row_at(self.table, line, self.assembler.columns)
            kind = kind_of(row, self.table)
            if kind == "blank":
                continue
            if kind in ("total", "remark"):
                return True
            return kind == "step" and _number(row.text("label")) > _number(steps[-1].label) > 0
        return False

    def _guessed(self, columns: tuple[Column, ...]) -> None:
        self.assembler.use(columns)
        self._begin(0)
        process = self._reader().process
        process.open_points.append(OpenPoint(process.where, "", _GUESSED))
        self._rows({}, 0)

    def _loose(self) -> None:
        if self.assembler.outline.rows_of_part(self.table):
            return
        for row in range(len(self.table.grid)):
            self.facts.row(self.table, row)


def scope_of(label: str) -> str | None:
    """The agency a subtotal is limited to ("… ở cấp xã là:"), None for the total of the procedure."""
    plain = bare(label)
    for word in (" o ", " tai ", " cua ", " cap "):
        position = plain.find(word)
        if position > 0:
            found = plain[position:].strip(" :.").removesuffix(" la")
            if any(
                unit in found for unit in ("cap ", "so ", "ubnd", "van phong", "trung tam", "phong", "uy ban", "chi ")
            ):
                return found
    return None


def _number(label: str) -> int:
    digits = "".join(letter if letter.isdigit() else " " for letter in label).split()
    return int(digits[0]) if digits and is_step_label(label) and len(digits[0]) < 4 else 0
