"""A table of amounts as it stands in its form: columns, lines, buttons carried out, cells read into tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from werkzeug.datastructures import MultiDict

from admin_ui.declare.conditions.values import read_number, typed_value
from admin_ui.declare.working.cells import Cells
from engine import feel
from engine.bpmn.conditions import Field, Names
from engine.decisions.simple import ANY, CellWrong, Column, Line, SimpleTable, as_cell, as_test
from engine.decisions.simple.cells import Kind, text_test
from engine.forms.wrong import Wrong
from engine.text import Text

MOST_LINES: Final = 200
MOST_COLUMNS: Final = 8
POLICIES: Final = (
    ("UNIQUE", Text("Mỗi hồ sơ chỉ khớp đúng một dòng", "Every dossier matches exactly one line")),
    ("FIRST", Text("Lấy dòng khớp đầu tiên từ trên xuống", "The first line that matches, from the top")),
)
_KINDS: Final[Mapping[str, Kind]] = {"number": "number", "money": "number", "date": "date", "yes_no": "yes_no"}


@dataclass(frozen=True)
class TypedLine:
    """One line as typed."""

    cells: tuple[str, ...]
    result: str = ""
    note: str = ""


@dataclass(frozen=True)
class TypedTable:
    """The table as it stands on the screen; ``paths`` are the names its columns read."""

    name: str
    policy: str
    paths: tuple[str, ...]
    lines: tuple[TypedLine, ...]
    default: str = ""

    def values_of(self, names: Names, column: int) -> list[tuple[str, Text]]:
        """The choices of a cell, as (what is sent, words); none where it is typed."""
        field = names.get(self.paths[column])
        if field is None:
            return []
        if field.kind == "yes_no":
            return [("true", Text("Có", "Yes")), ("false", Text("Không", "No"))]
        return [(text_test(value), label) for value, label in field.options] if field.kind == "choice" else []


def kind_of(field: Field | None) -> Kind:
    """How cells of a column are read."""
    return _KINDS.get(field.kind, "text") if field else "text"


def fitting(names: Names) -> list[Field]:
    """The names a column can read."""
    return [one for one in names.values() if one.kind not in ("list", "rows") and not one.path.startswith("phi.")]


def typed(table: SimpleTable, names: Names) -> TypedTable:
    """A stored table as it stands on the screen."""
    kinds = [kind_of(names.get(column.path)) for column in table.columns]
    return TypedTable(
        table.name,
        table.policy,
        tuple(column.path for column in table.columns),
        tuple(
            TypedLine(
                tuple(as_cell(test, kind) for test, kind in zip(line.tests, kinds, strict=False)),
                _typed_result(line.result),
                line.note,
            )
            for line in table.lines
        ),
        _typed_result(table.default),
    )


def _typed_result(source: str) -> str:
    try:
        return typed_value(read_number(source)) if source.replace(".", "").isdigit() else source
    except Wrong:
        return source


def posted(form: MultiDict[str, str]) -> TypedTable:
    """The table as it was sent."""
    paths = tuple(form.getlist("cot"))[:MOST_COLUMNS]
    lines = []
    for at in range(MOST_LINES):
        if f"d.{at}.muc" not in form:
            break
        cells = tuple(form.get(f"d.{at}.{column}", "") for column in range(len(paths)))
        lines.append(TypedLine(cells, form.get(f"d.{at}.muc", ""), form.get(f"d.{at}.ghi", "")))
    return TypedTable(form.get("ten", ""), form.get("luat", "UNIQUE"), paths, tuple(lines), form.get("mac_dinh", ""))


def acted(table: TypedTable, act: str) -> TypedTable:
    """After one of the buttons: a column or line more or less, a line moved."""
    verb, _, place = act.partition(":")
    at = int(place) if place.isdigit() and len(place) < 4 else -1
    lines, paths = list(table.lines), table.paths
    if verb == "them_cot" and len(paths) < MOST_COLUMNS:
        widened = tuple(replace(line, cells=(*line.cells, "")) for line in lines)
        return replace(table, paths=(*paths, ""), lines=widened)
    if verb == "bo_cot" and 0 <= at < len(paths):
        narrowed = tuple(replace(line, cells=line.cells[:at] + line.cells[at + 1 :]) for line in lines)
        return replace(table, paths=paths[:at] + paths[at + 1 :], lines=narrowed)
    if verb == "them_dong" and len(lines) < MOST_LINES:
        lines.append(TypedLine(tuple("" for _ in paths)))
    elif verb == "bo_dong" and 0 <= at < len(lines):
        del lines[at]
    elif verb == "len" and 0 < at < len(lines):
        lines[at - 1], lines[at] = lines[at], lines[at - 1]
    elif verb == "xuong" and 0 <= at < len(lines) - 1:
        lines[at + 1], lines[at] = lines[at], lines[at + 1]
    return replace(table, lines=tuple(lines))


def read(table: TypedTable, identifier: str, names: Names, cells: Cells) -> SimpleTable:
    """The table the cells say; what is wrong stands in ``cells.errors`` by name of the cell."""
    name = cells.text("ten", longest=200, needed=Text("Đặt tên cho bảng.", "Name the table."))
    if not table.paths:
        cells.wrong("them_cot", Text("Thêm ít nhất một cột điều kiện.", "Add at least one condition column."))
    if not table.lines:
        cells.wrong("them_dong", Text("Thêm ít nhất một dòng.", "Add at least one line."))
    columns = tuple(_column(path, at, names, cells) for at, path in enumerate(table.paths))
    lines = tuple(_line(line, at, table.paths, names, cells) for at, line in enumerate(table.lines))
    policy = cells.choice("luat", [code for code, _ in POLICIES]) or "UNIQUE"
    default = _result(table.default, "mac_dinh", cells) if table.default.strip() else ""
    return SimpleTable(identifier, name, policy, columns, lines, "Mức thu (đồng)", default)


def _column(path: str, at: int, names: Names, cells: Cells) -> Column:
    field = names.get(path)
    if field is None:
        cells.wrong(f"cot-{at}", Text("Chọn trường cho cột này.", "Choose what this column reads."))
        return Column(path or "null")
    expression = f"date({path})" if field.kind == "date" else path
    return Column(expression, field.label.vi, tuple(value for value, _ in field.options))


def _line(line: TypedLine, at: int, paths: tuple[str, ...], names: Names, cells: Cells) -> Line:
    tests = []
    for column, (text, path) in enumerate(zip(line.cells, paths, strict=True)):
        try:
            tests.append(as_test(text, kind_of(names.get(path)), names))
        except CellWrong as wrong:
            cells.wrong(f"d.{at}.{column}", Text(f"Dòng {at + 1}: {wrong.said.vi}", f"Line {at + 1}: {wrong.said.en}"))
            tests.append(ANY)
    note = cells.text(f"d.{at}.ghi", longest=500)
    return Line(tuple(tests), _result(line.result, f"d.{at}.muc", cells), note)


def _result(text: str, name: str, cells: Cells) -> str:
    plain = " ".join(text.split())
    if not plain:
        cells.wrong(name, Text("Ghi mức thu của dòng này.", "Enter the amount of this line."))
        return "0"
    try:
        value = read_number(plain.removesuffix("đ").strip())
        if value < 0 or value != value.to_integral_value():
            cells.wrong(name, Text("Mức thu là số đồng nguyên, không âm.", "A whole number of đồng, not negative."))
        return format(value, "f")
    except Wrong:
        return _formula(plain, name, cells)


def _formula(plain: str, name: str, cells: Cells) -> str:
    try:
        feel.compile(plain)
    except feel.FeelError as error:
        cells.wrong(name, Text(error.vi, error.en))
    return plain
