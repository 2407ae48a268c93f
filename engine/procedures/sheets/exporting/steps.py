"""The step table of a sheet: one printed row per step, shared times merged, a row per case, totals at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from engine.bpmn.definition import Definition
from engine.bpmn.table import Row, RowOutcome, Table
from engine.bpmn.timing import Total
from engine.bpmn.vocabulary import Vocabulary
from engine.procedures.sheets.document import tidy
from engine.procedures.sheets.exporting.blocks import Grid, Square
from engine.procedures.sheets.exporting.layouts import Layout
from engine.procedures.sheets.own.times import CASE_BAND, say_amount, say_shared, say_time
from engine.procedures.sheets.own.ways import Goal, Way, say_papers, say_way
from engine.procedures.sheets.own.who import Who, say_who

CASE_COLUMN: Final = "Trường hợp áp dụng"
_ONLINE: Final = {"full": "Toàn trình", "partial": "Một phần", "none": "Cung cấp thông tin"}


@dataclass(frozen=True)
class Printing:
    """What the rows of one table are printed from. ``waits`` are the references of waits by element."""

    definition: Definition
    table: Table
    layout: Layout
    vocabulary: Vocabulary
    waits: dict[str, str]

    @property
    def by_case(self) -> bool:
        """Whether the table divides into one part per case: every row in one case, cases one after the other."""
        cases = [row.case for row in self.table.rows]
        changes = sum(one != other for one, other in zip(cases, cases[1:], strict=False))
        return bool(cases) and all(len(one) == 1 for one in cases) and changes + 1 == len(set(cases)) > 1

    @property
    def case_column(self) -> bool:
        """Whether single steps belong to some cases only."""
        return any(row.case for row in self.table.rows) and not self.by_case


def step_grid(printing: Printing) -> Grid:
    """The table with header, rows, parts per case and totals."""
    layout = printing.layout
    heads = [Square(header, strong=True, centred=True) for _, header, _ in layout.columns]
    widths = [share for _, _, share in layout.columns]
    if printing.case_column:
        heads.append(Square(CASE_COLUMN, strong=True, centred=True))
        widths.append(14)
    lines: list[tuple[Square | None, ...]] = [tuple(heads)]
    rows = printing.table.rows
    for number, row in enumerate(rows):
        first = number == 0 or rows[number - 1].case != row.case
        if printing.by_case and first:
            text = f"{CASE_BAND}{_case_name(printing, row.case[0])}"
            lines.append((Square(text, columns=len(heads), strong=True), *[None] * (len(heads) - 1)))
        lines.append(tuple(_cells(printing, number)))
        last = number == len(rows) - 1 or rows[number + 1].case != row.case
        if printing.by_case and last:
            lines += _total(printing, _total_of(printing, row.case[0]), len(heads))
    if not printing.by_case and rows:
        lines += _totals(printing, len(heads))
    return Grid(tuple(lines), tuple(widths))


def _cells(printing: Printing, number: int) -> list[Square | None]:
    row = printing.table.rows[number]
    texts = {
        "label": row.no,
        "content": tidy(row.content),
        "actor": say_who(Who(row.unit, row.post, row.alternatives), printing.vocabulary),
        "result": "\n".join(_results(printing, row)),
        "online": "",
    }
    if "result" not in printing.layout.roles:
        texts["content"] = "\n".join([texts["content"], *_results(printing, row)]).strip()
    cells: list[Square | None] = []
    for role in printing.layout.roles:
        if role == "time":
            cells.append(_time(printing, number))
        elif role == "online":
            cells.append(_online(printing, number))
        else:
            cells.append(Square(texts[role], centred=role == "label"))
    if printing.case_column:
        cells.append(Square("; ".join(_case_name(printing, one) for one in row.case)))
    return cells


def _online(printing: Printing, number: int) -> Square | None:
    if number or printing.by_case:
        return Square() if printing.by_case else None
    level = _ONLINE.get(printing.definition.online or "", "")
    return Square(level, rows=len(printing.table.rows), centred=True)


def _time(printing: Printing, number: int) -> Square | None:
    rows = printing.table.rows
    row = rows[number]
    group = row.shared_group
    if group is None:
        return Square(say_time(row.limit, row.limit_unit, row.count), centred=True)
    members = [index for index, one in enumerate(rows) if one.shared_group == group]
    leading = next((rows[index] for index in members if rows[index].limit is not None), row)
    said = say_amount(leading.limit, leading.limit_unit)
    if members[-1] - members[0] + 1 == len(members) and len(members) > 1 and len({rows[i].case for i in members}) == 1:
        return Square(said, rows=len(members), centred=True) if number == members[0] else None
    return Square(said if number == members[0] else say_shared(members[0] + 1), centred=True)


def _results(printing: Printing, row: Row) -> list[str]:
    ways = [say_way(_way(printing, one), printing.vocabulary) for one in row.outcomes]
    papers = say_papers(row.produces, printing.vocabulary)
    return [*ways, papers] if papers else ways


def _way(printing: Printing, outcome: RowOutcome) -> Way:
    return Way(outcome.name or outcome.id, goals_of(printing, outcome.goal), outcome.produces)


def goals_of(printing: Printing, elements: Sequence[str]) -> tuple[Goal, ...]:
    """The elements an outcome or a wait leads to, as lines name them."""
    return tuple(_goal(printing, one) for one in elements)


def _goal(printing: Printing, element: str) -> Goal:
    rows = printing.table.rows
    position = next((index for index, row in enumerate(rows) if row.element == element), None)
    if position is not None:
        number = rows[position].no
        alone = sum(row.no == number and row.case == rows[position].case for row in rows) == 1
        return Goal("step", number, None if alone else position + 1)
    if element in printing.waits:
        return Goal("wait", printing.waits[element])
    return Goal("end", printing.definition.nodes[element].end_result or "")


def _case_name(printing: Printing, case: str) -> str:
    return next((one.name for one in printing.definition.cases if one.id == case and one.name), case)


def _total_of(printing: Printing, case: str | None) -> Total | None:
    totals = printing.table.totals
    return next((one for one in totals if one.case == case), totals[0] if totals and case is None else None)


def _totals(printing: Printing, width: int) -> list[tuple[Square | None, ...]]:
    """One row when every case takes the same time, else one per case."""
    totals = printing.table.totals
    if len({one.total_hours for one in totals}) < 2:
        return _total(printing, _total_of(printing, None), width)
    return [row for one in totals for row in _total(printing, one, width, f" – {_case_name(printing, one.case or '')}")]


def _total(printing: Printing, total: Total | None, width: int, of: str = "") -> list[tuple[Square | None, ...]]:
    if total is None:
        return []
    place = printing.layout.roles.index("time")
    amount = Square(_said(total.total_hours), strong=True, centred=True)
    before = (Square(f"{printing.layout.total}{of}", columns=place, strong=True), *[None] * (place - 1))
    return [(*before, amount, *[Square() for _ in range(width - place - 1)])]


def _said(hours: Decimal) -> str:
    if hours and hours % 4 == 0:
        return f"{say_amount(hours / 8, 'working_days')} ({say_amount(hours, 'working_hours')})"
    return say_amount(hours, "working_hours")
