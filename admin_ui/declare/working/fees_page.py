"""The fees tab: what is charged from which day, how it is worked out, who is exempt; facts typed give the amounts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from admin_ui.declare import conditions, shown
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import fee_form, fee_table_file, fee_table_page, fee_words, frame, listed
from admin_ui.declare.working.cells import Cells
from engine.bpmn.definition import Definition
from engine.bpmn.edit import EditRefused
from engine.bpmn.edit.edits import ChangeSheet
from engine.bpmn.edit.parts_of_sheet import moved, new_id, put, unworded, without, worded
from engine.bpmn.sheet import Fee
from engine.platform.errors import AppError, Missing
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

_GONE = Missing(
    Text("Không có khoản thu này.", "There is no such fee."),
    Text("Mở lại từ tab Phí, lệ phí.", "Open it again from the fees tab."),
)


def register(blueprint: Blueprint) -> None:
    """Add the tab and the page of one fee."""
    add, methods = blueprint.add_url_rule, ["GET", "POST"]
    add("/soan/<int:copy_id>/phi", "working_fees", _tab, methods=methods)
    add("/soan/<int:copy_id>/phi/<place>", "working_fees", _tab, methods=methods)
    add("/soan/<int:copy_id>/phi/bang/<decision>", "working_fees", _tab, methods=methods)


def _tab(copy_id: int, place: str | None = None, decision: str | None = None) -> Response:
    if decision is not None:
        advanced = request.args.get("cach") == fee_table_file.ADVANCED
        return fee_table_file.page(copy_id, decision) if advanced else fee_table_page.page(copy_id, decision)
    if place is not None:
        return _one(copy_id, place)
    if request.method == "GET":
        return fee_words.page(copy_id)
    try:
        order = listed.ordered()
        if order is not None:
            _reorder(copy_id, order)
        else:
            fee_words.keep_or_drop(copy_id)
    except (EditRefused, AppError) as error:
        return fee_words.page(copy_id, error)
    return redirect(url_for("declare.working_fees", copy_id=copy_id), code=303)


def _reorder(copy_id: int, order: listed.Order) -> None:
    definition = shown.of(frame.load(copy_id).sources).definition
    if order.at >= len(definition.fees):
        return
    fee = definition.fees[order.at]
    if order.by:
        change = ChangeSheet({"fees": moved(definition.fees, order.at, order.by)})
        frame.save(copy_id, frame.edited(change), Text(f"Khoản thu “{fee.name}”: đổi thứ tự", f"“{fee.name}” moved"))
        return
    left = without(definition.fees, order.at)
    if not any(one.id == fee.id for one in left):
        _refuse_read(definition, fee)
    texts = definition.texts
    if not any(one.id == fee.id for one in left):
        texts = unworded(texts, lambda of: of == f"fee.{fee.id}")
    what = Text(f"Bỏ khoản thu “{fee.name}”", f"Fee “{fee.name}” removed")
    frame.save(copy_id, frame.edited(ChangeSheet({"fees": left, "texts": texts})), what)


def _refuse_read(definition: Definition, fee: Fee) -> None:
    """Refuse to take out a fee a condition elsewhere reads."""
    readers = fee_words.readers_of(definition, f"phi.{fee.id}")
    if readers:
        said = Text("; ".join(one.vi for one in readers), "; ".join(one.en for one in readers))
        raise listed.refused(
            "khoan-thu",
            Text(f"“{fee.name}” còn được đọc ở: {said.vi}.", f"“{fee.name}” is still read by: {said.en}."),
            Text("Sửa các chỗ đó trước rồi bỏ khoản thu.", "Change those first, then remove the fee."),
        )


@dataclass(frozen=True)
class _Asked:
    """The fee a page is about; ``at`` None for a new one."""

    copy: WorkingCopy
    look: Shown
    at: int | None
    fee: Fee
    names: conditions.Names


def _asked(copy_id: int, place: str) -> _Asked:
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    fees = look.definition.fees
    try:
        at = listed.place_of(place, len(fees))
        like = listed.place_of(request.args.get("nhu", listed.NEW), len(fees)) if at is None else None
    except ValueError:
        raise _GONE from None
    fee = fees[at] if at is not None else replace(fees[like], valid_from=None) if like is not None else Fee()
    return _Asked(copy, look, at, fee, conditions.names_of(look.definition, look.forms))


def _one(copy_id: int, place: str) -> Response:
    asked = _asked(copy_id, place)
    if request.method != "POST":
        given = fee_form.typed(asked.look.definition, asked.fee, asked.names)
        return _form(asked, given, fee_form.stored_states(asked.fee, asked.names))
    states, cells = fee_form.posted_states(request.form, asked.names), Cells(request.form)
    if conditions.pressed(request.form):
        return _form(asked, request.form, states)
    try:
        _save(asked, cells, states)
    except (EditRefused, AppError) as error:
        return _form(asked, request.form, states, cells, error)
    return redirect(url_for("declare.working_fees", copy_id=copy_id), code=303)


def _form(
    asked: _Asked,
    given: MultiDict[str, str],
    states: dict[str, conditions.State],
    cells: Cells | None = None,
    error: EditRefused | AppError | None = None,
) -> Response:
    return frame.page(
        "declare/working/fee.html",
        asked.copy,
        look=asked.look,
        error=error,
        at=asked.at,
        fee=asked.fee,
        given=given,
        states=states,
        errors=cells.errors if cells else {},
        ways=fee_form.WAYS,
        collects=fee_form.COLLECT,
        countable=fee_form.countable(asked.names),
        tables=fee_words.tables(asked.copy.sources),
        cases=listed.cases_of(asked.look.definition),
        channels=listed.channels(),
    )


def _save(asked: _Asked, cells: Cells, states: dict[str, conditions.State]) -> None:
    definition = asked.look.definition
    tables = fee_words.tables(asked.copy.sources)
    made = fee_form.read(definition, asked.fee, cells, states, asked.names, tables)
    english = cells.text("ten_en")
    _same_twice(definition, asked.at, made, cells)
    used = (states[fee_form.EXEMPT], *([states[fee_form.ONLY]] if cells.form.get("cach") == fee_form.PER else []))
    wrong = listed.mistakes(cells, *used)
    if wrong:
        raise wrong
    if not made.id:
        made = replace(made, id=new_id(made.name, "khoan_thu", {one.id for one in definition.fees}))
    change = ChangeSheet(
        {
            "fees": put(definition.fees, asked.at, made),
            "texts": worded(definition.texts, f"fee.{made.id}", english),
        }
    )
    said = ("Thêm khoản thu", "Fee added:") if asked.at is None else ("Sửa khoản thu", "Fee changed:")
    frame.save(asked.copy.id, frame.edited(change), Text(f"{said[0]} “{made.name}”", f"{said[1]} “{made.name}”"))


def _same_twice(definition: Definition, at: int | None, made: Fee, cells: Cells) -> None:
    others = [one for number, one in enumerate(definition.fees) if number != at and made.id and one.id == made.id]
    if any((one.valid_from, one.case, one.channel) == (made.valid_from, made.case, made.channel) for one in others):
        cells.wrong(
            "tu_ngay",
            Text(
                "Khoản này đã có một mức áp dụng từ cùng ngày, cùng trường hợp và cách nộp. Ghi ngày khác.",
                "This fee already has an amount from the same day for the same cases and channel. Enter another day.",
            ),
        )
