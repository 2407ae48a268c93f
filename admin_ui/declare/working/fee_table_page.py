"""The page of one table of amounts: an editor that needs no script, with the gaps and overlaps of the table told."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare import conditions, shown
from admin_ui.declare.conditions import Names
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import fee_examples, fee_table, frame, listed
from admin_ui.declare.working.cells import Cells
from admin_ui.declare.working.fee_table import TypedTable
from engine.bpmn.edit import EditRefused
from engine.bpmn.edit.names import free, slug
from engine.decisions.review import review
from engine.decisions.simple import SimpleTable, simple_table, written
from engine.decisions.xml import UnreadableModel
from engine.platform.errors import AppError, Missing
from engine.procedures.sources import Sources
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

_EMPTY = TypedTable("", "UNIQUE", ("",), (fee_table.TypedLine(("",)),))


def file_of(sources: Sources, decision: str) -> str | None:
    """The file that has a decision."""
    for path, data in sources.tables.items():
        models = fee_examples.decisions(Sources({path: data}))
        if models and models[0].element(decision):
            return path
    return None


def page(copy_id: int, decision: str) -> Response:
    """The editor of one decision; ``moi`` for a new one."""
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    names = conditions.names_of(look.definition, look.forms)
    stored = _stored(copy, decision)
    if decision != listed.NEW and stored is None:
        return _too_much(copy, look, decision)
    if request.method != "POST":
        return _form(copy, look, names, fee_table.typed(stored, names) if stored else _EMPTY, stored)
    table, cells = fee_table.posted(request.form), Cells(request.form)
    act = request.form.get("viec", "")
    if act:
        return _form(copy, look, names, fee_table.acted(table, act), stored)
    try:
        made = _save(copy, names, stored, table, cells)
    except (EditRefused, AppError) as error:
        return _form(copy, look, names, table, stored, cells, error)
    return redirect(url_for("declare.working_fees", copy_id=copy_id, decision=made.id), code=303)


def _stored(copy: WorkingCopy, decision: str) -> SimpleTable | None:
    path = file_of(copy.sources, decision)
    if path is None and decision != listed.NEW:
        raise Missing(
            Text("Không có bảng này.", "There is no such table."),
            Text("Mở lại từ tab Phí, lệ phí.", "Open it again from the fees tab."),
        )
    try:
        return simple_table(copy.sources.files[path], decision) if path else None
    except UnreadableModel:
        return None


def _form(
    copy: WorkingCopy,
    look: Shown,
    names: Names,
    table: TypedTable,
    stored: SimpleTable | None,
    cells: Cells | None = None,
    error: EditRefused | AppError | None = None,
) -> Response:
    return frame.page(
        "declare/working/fee_table.html",
        copy,
        look=look,
        error=error,
        table=table,
        names=names,
        offered=conditions.State("cot", {one.path: one for one in fee_table.fitting(names)}).groups(),
        policies=fee_table.POLICIES,
        kind_of=fee_table.kind_of,
        errors=cells.errors if cells else {},
        remarks=_remarks(stored, names) if stored and error is None else None,
        decision=stored.id if stored else listed.NEW,
    )


def _too_much(copy: WorkingCopy, look: Shown, decision: str) -> Response:
    return frame.page("declare/working/fee_table_much.html", copy, look=look, decision=decision)


def _save(copy: WorkingCopy, names: Names, stored: SimpleTable | None, table: TypedTable, cells: Cells) -> SimpleTable:
    taken = {one.id for model in fee_examples.decisions(copy.sources) for one in model.elements}
    identifier = stored.id if stored else free(slug(table.name, "bang"), taken)
    made = fee_table.read(table, identifier, names, cells)
    wrong = listed.mistakes(cells)
    if wrong:
        raise wrong
    kept = replace(made, columns=tuple(replace(column, values=()) for column in made.columns))
    path = file_of(copy.sources, identifier) or f"{copy.key}-{identifier.replace('_', '-')}.dmn"
    said = ("Thêm bảng", "Table added:") if stored is None else ("Sửa bảng", "Table changed:")
    frame.save(
        copy.id,
        lambda current: Sources({**current.sources.files, path: written(kept, current.sources.files.get(path))}),
        Text(f"{said[0]} “{made.name}”", f"{said[1]} “{made.name}”"),
    )
    return kept


def _remarks(stored: SimpleTable, names: Names) -> list[tuple[bool, Text, Text]]:
    """What the table leaves open or answers twice, in the names people know."""
    columns = tuple(
        replace(column, values=tuple(value for value, _ in names[column.path].options))
        if column.path in names and names[column.path].kind == "choice"
        else column
        for column in stored.columns
    )
    found = review({"bang.dmn": written(replace(stored, columns=columns))})
    return [(one.grave, _called(one.message, names), one.hint) for one in found]


def _called(message: Text, names: Names) -> Text:
    return Text(_spoken(message.vi, names, "vi"), _spoken(message.en, names, "en"))


def _spoken(text: str, names: Names, language: str) -> str:
    for path, field in sorted(names.items(), key=lambda one: -len(one[0])):
        if path not in text:
            continue
        label = f"“{field.label.said_in(language)}”"
        for value, called in field.options:
            text = text.replace(f"{path} = “{value}”", f"{label} = “{called.said_in(language)}”")
        text = re.sub(rf"(?:date\()?{re.escape(path)}\)?(?![\w.])", label, text)
    return text
