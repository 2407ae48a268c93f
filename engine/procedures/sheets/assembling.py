"""Puts processes together while tables are walked through row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from engine.procedures.sheets.catalogue import Catalogue
from engine.procedures.sheets.document import Table, Where, flat
from engine.procedures.sheets.durations import Duration, Measure, find_duration, header_measure
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.outline import Outline, Place
from engine.procedures.sheets.own.codes import Codes
from engine.procedures.sheets.parts import Parts
from engine.procedures.sheets.process import Column, OpenPoint, Process, Total
from engine.text import Text

_GENERAL_NAME: Final = re.compile(r"^(?:sheet|trang tinh|bang|qt|quy trinh)?[\s_.-]*\d*$|^\d+(?:\.\d+)*$")
_NAME_GUESSED: Final = Text(
    "Không có tên thủ tục ngay trên bảng; tạm lấy tên phụ lục hoặc tên trang tính.",
    "No procedure is named above the table; the name of the annex or of the Excel sheet was taken.",
)


@dataclass
class Assembler:
    """The processes found so far, the one being read, and what will be needed for the next."""

    outline: Outline = field(default_factory=Outline)
    catalogue: Catalogue = field(default_factory=Catalogue)
    processes: list[Process] = field(default_factory=list)
    current: Process | None = None
    columns: tuple[Column, ...] = ()
    measure: Measure = field(default_factory=Measure)
    parts: Parts = field(default_factory=Parts)
    symbol: str | None = None

    def use(self, columns: tuple[Column, ...]) -> None:
        """From here on rows are read through ``columns``."""
        self.columns = columns
        header = next((column.header for column in columns if column.role == "time"), "")
        self.measure = header_measure(header)

    def begin(self, table: Table | None, where: Where) -> Process:
        """Open a process at the present place of the outline."""
        place = self.outline.take()
        process = Process(
            title=place.title,
            titles=place.titles,
            title_as_printed=place.printed,
            case=place.case,
            codes=tuple(dict.fromkeys(code for code, _ in place.codes)),
            codes_as_printed=tuple(dict.fromkeys(printed for _, printed in place.codes)),
            code_source="heading" if place.codes else None,
            symbol=self.symbol,
            level_text=place.level,
            field_text=place.field,
            parts=self.parts.joined(self._parts_of(place)),
            columns=self.columns,
            day=self.measure.day,
            table=table.name if table is not None else None,
            where=where,
        )
        self._inherit(process, place)
        self._totals(process, place)
        self.processes.append(process)
        self.current = process
        self.parts, self.symbol = Parts(), None
        return process

    def _parts_of(self, place: Place) -> Parts:
        found = place.parts
        for code, _ in place.codes:
            found = found.joined(self.outline.by_code.get(code, Parts()))
        return found

    def end(self) -> None:
        """Close the process being read."""
        self.current = None

    def coded(self, codes: Codes) -> None:
        """A table of codes belongs to the process printed before it."""
        before = next((one for one in reversed(self.processes) if any(one.steps())), None)
        if before is not None:
            before.own = codes.joined(before.own) if before.own is not None else codes

    def finish(self) -> list[Process]:
        """All processes with at least one step; codes missing in headings looked up in the catalogue."""
        self.end()
        found = [one for one in self.processes if any(one.steps())]
        for process in found:
            if not process.codes:
                codes = [code for title in process.titles if (code := self.catalogue.code_of(title))]
                process.codes = tuple(code for code, _ in codes)
                process.codes_as_printed = tuple(printed for _, printed in codes)
                process.code_source = "catalogue" if codes else None
        return found

    def _inherit(self, process: Process, place: Place) -> None:
        if place.titles:
            return
        if not self.processes:
            self._nameless(process, place)
            return
        before = self.processes[-1]
        process.title, process.titles, process.title_as_printed = before.title, before.titles, before.title_as_printed
        process.codes, process.codes_as_printed = before.codes, before.codes_as_printed
        process.code_source = before.code_source

    @staticmethod
    def _nameless(process: Process, place: Place) -> None:
        """No heading names the procedure: the annex or the sheet may, which somebody has to confirm."""
        name = place.banner or (process.table if isinstance(process.table, str) else "")
        if name and not _GENERAL_NAME.match(bare(name)):
            process.title, process.titles = name, (name,)
            process.open_points.append(OpenPoint(process.where, name, _NAME_GUESSED))

    def _totals(self, process: Process, place: Place) -> None:
        for text, where in place.terms:
            said = text.partition(":")[2].strip() or text
            process.items.append(
                Total(said, self._term(said), "heading", text.partition(":")[0].strip("-+ "), None, where)
            )
        time = next((column for column in self.columns if column.role == "time"), None)
        if time is not None and ":" in time.header:
            said = time.header.partition(":")[2].strip()
            duration = find_duration(said, self.measure)
            if duration.counted:
                process.items.append(Total(said, duration, "header_cell", time.header.partition(":")[0]))

    def _term(self, text: str) -> Duration:
        return find_duration(flat(text), self.measure)
