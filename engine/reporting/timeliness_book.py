"""The report of timeliness as an Excel file: dossiers, procedures, steps and units, each on a sheet of its own."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from engine.clock import say_amount
from engine.clock.outcomes import Outcome
from engine.dossiers.papers import words
from engine.dossiers.papers.register import neutral
from engine.dossiers.spending import PARTIES
from engine.reporting.timeliness import Finished, Line, Timeliness
from engine.text import Text

OUTCOMES: dict[Outcome, Text] = {
    "early": Text("trước hạn", "early"),
    "on_time": Text("đúng hạn", "on time"),
    "late": Text("quá hạn", "late"),
}
_DOSSIER = (Text("Mã hồ sơ", "Dossier"), Text("Thủ tục", "Procedure"), Text("Tiếp nhận", "Accepted"))
_ENDED = (Text("Hẹn trả", "Due"), Text("Xong lúc", "Finished"), Text("Kết quả", "Outcome"))
_ALL = Text("Tổng giờ làm việc", "Working hours in all")
_HOUR = 3600


def book(
    lines: Iterable[Line], finished: Finished, steps: Timeliness, units: Mapping[int, str], language: str
) -> bytes:
    """Write the file in a language."""
    made = Workbook()
    made.remove(made.worksheets[0])
    _sheet(made, Text("Hồ sơ", "Dossiers"), (*_DOSSIER, *_ENDED, *PARTIES.values(), _ALL), map(_line, lines), language)
    procedures = ((finished.names[key], *_counts(how)) for key, how in sorted(finished.by_procedure.items()))
    _sheet(made, Text("Thủ tục", "Procedures"), (_DOSSIER[1], *OUTCOMES.values()), procedures, language)
    named = ((*steps.names[key], *_counts(how)) for key, how in sorted(steps.by_step.items()))
    step_words = (_DOSSIER[1], Text("Bước số", "Step no."), Text("Bước", "Step"), *OUTCOMES.values())
    _sheet(made, Text("Bước", "Steps"), step_words, named, language)
    offices = ((units.get(unit, str(unit)), *_counts(how)) for unit, how in sorted(steps.by_unit.items()))
    _sheet(made, Text("Đơn vị", "Units"), (Text("Đơn vị", "Unit"), *OUTCOMES.values()), offices, language)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def hours(seconds: int) -> float:
    """Working seconds as hours, to two places."""
    return round(seconds / _HOUR, 2)


def amount(seconds: int) -> Text:
    """Working seconds as people say them; nothing as a dash."""
    return say_amount(seconds) if seconds else Text("–", "–")


def _line(line: Line) -> Sequence[object]:
    row, spent = line.row, line.spent
    moments = [words.short(at) if at else "" for at in (row.accepted_at, row.due_at, row.done_at)]
    used = [hours(spent.parties[party]) for party in PARTIES]
    return (row.code, row.procedure_name, *moments, OUTCOMES[line.outcome], *used, hours(spent.total))


def _counts(how: Counter[Outcome]) -> list[int]:
    return [how[outcome] for outcome in OUTCOMES]


def _sheet(
    made: Workbook, title: Text, columns: Sequence[Text], rows: Iterable[Sequence[object]], language: str
) -> None:
    sheet = made.create_sheet(title.said_in(language))
    sheet.append([column.said_in(language) for column in columns])
    for row in rows:
        sheet.append([_cell(value, language) for value in row])
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for place, column in enumerate(columns, start=1):
        wide = column in (_DOSSIER[0], _DOSSIER[1]) or column.vi in ("Bước", "Đơn vị")
        sheet.column_dimensions[get_column_letter(place)].width = 42 if wide else 16
    sheet.freeze_panes = "B2"


def _cell(value: object, language: str) -> object:
    if isinstance(value, Text):
        return value.said_in(language)
    return neutral(value) if isinstance(value, str) else value
