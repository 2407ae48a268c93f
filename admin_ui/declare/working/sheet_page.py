"""The sheet tab: the official parts of the procedure, each edited in place, with the sum of the steps beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from admin_ui.declare import conditions, shown, words
from admin_ui.declare import steps as step_words
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import frame, listed, sheet_general, sheet_parts, sheet_terms
from admin_ui.declare.working.cells import Cells
from admin_ui.declare.working.sheet_parts import KINDS, WHEN, Kind
from admin_ui.web.language import language
from engine.bpmn.definition import Definition
from engine.bpmn.edit import EditRefused
from engine.bpmn.edit.edits import ChangeSheet
from engine.bpmn.edit.parts_of_sheet import moved, put, unworded, without, worded
from engine.bpmn.edit.sheet_change import SheetChange
from engine.platform.errors import AppError, Missing
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

Given = MultiDict[str, str]


def register(blueprint: Blueprint) -> None:
    """Add the tab and the pages of its parts."""
    add, methods = blueprint.add_url_rule, ["GET", "POST"]
    add("/soan/<int:copy_id>/thong-tin", "working_sheet", _tab, methods=methods)
    add("/soan/<int:copy_id>/thong-tin/<slug>/<place>", "working_sheet", _tab, methods=methods)


def _tab(copy_id: int, slug: str | None = None, place: str = "") -> Response:
    if slug is not None:
        return _part(copy_id, _kind(slug), place)
    if request.method == "GET":
        return _page(copy_id)
    cells = Cells(request.form)
    try:
        order = listed.ordered()
        if order is not None:
            _reorder(copy_id, _kind(request.form.get("phan", "")), order)
        else:
            _save_general(copy_id, cells)
    except (EditRefused, AppError) as error:
        return _page(copy_id, request.form if "ten" in request.form else None, cells, error)
    return redirect(url_for("declare.working_sheet", copy_id=copy_id), code=303)


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise _gone()
    return KINDS[slug]


def _gone() -> Missing:
    return Missing(
        Text("Không có phần này.", "There is no such part."),
        Text("Mở lại từ tab Thông tin.", "Open it again from the sheet."),
    )


def _page(
    copy_id: int,
    given: Given | None = None,
    cells: Cells | None = None,
    error: EditRefused | AppError | None = None,
) -> Response:
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    definition = look.definition
    return frame.page(
        "declare/working/sheet.html",
        copy,
        look=look,
        error=error,
        definition=definition,
        declared=words,
        given=sheet_general.typed(definition) if given is None else given,
        errors=cells.errors if cells else {},
        general=sheet_general,
        competents=sheet_general.competent_choices(look),
        forms=[(name, form.title) for name, form in look.forms.items()],
        kinds=KINDS.values(),
        rows={one.slug: _rows(look, one) for one in KINDS.values()},
        sums=step_words.of(definition).sums,
    )


@dataclass(frozen=True)
class Row:
    """One part in its list."""

    at: int
    called: str | Text
    more: tuple[str | Text, ...]
    sample: bool


def _rows(look: Shown, kind: Kind) -> list[Row]:
    definition = look.definition
    return [
        Row(at, _called(definition, kind, one), _more(look, kind, one), one.sample)
        for at, one in enumerate(kind.parts(definition))
    ]


def _called(definition: Definition, kind: Kind, one: Any) -> str | Text:
    return sheet_terms.said(definition, one) if kind.field == "terms" else kind.called(definition, one)


def _more(look: Shown, kind: Kind, one: Any) -> tuple[str | Text, ...]:
    """What stands under a part in its list."""
    definition = look.definition
    if kind.field == "cases":
        names = conditions.names_of(definition, look.forms)
        return (conditions.sentence(one.when, names, language()),) if one.when else ()
    if kind.field == "covers":
        return (Text(f"từ {one.valid_from:%d/%m/%Y}", f"from {one.valid_from:%d/%m/%Y}"),) if one.valid_from else ()
    if kind.field == "basis":
        return (one.article,) if one.article else ()
    if kind.field == "results":
        post = words.post(one.signed_by)
        return (Text(f"Ký: {post.vi}", f"Signed by: {post.en}"),) if post else ()
    return tuple(_of_term(definition, one))


def _of_term(definition: Definition, term: Any) -> list[str | Text]:
    found: list[str | Text] = []
    if term.case:
        found.append(listed.said_cases(term.case, dict(listed.cases_of(definition))))
    if term.channel:
        found.append(dict(listed.channels()).get(term.channel, Text(term.channel, term.channel)))
    if term.phase:
        found.append(Text(f"Giai đoạn {term.phase}", f"Phase {term.phase}"))
    if term.agency:
        found.append(words.unit(definition, term.agency) or term.agency)
    found.append(
        Text(
            f"Khi bổ sung: {dict(sheet_terms.ON_SUPPLEMENT)[term.on_supplement].vi.lower()}",
            f"Supplement: {dict(sheet_terms.ON_SUPPLEMENT)[term.on_supplement].en.lower()}",
        )
    )
    return found


def _save_general(copy_id: int, cells: Cells) -> None:
    look = shown.of(frame.load(copy_id).sources)
    change = sheet_general.read(look, cells)
    wrong = listed.mistakes(cells)
    if wrong:
        raise wrong
    frame.save(copy_id, frame.edited(ChangeSheet(change)), Text("Sửa thông tin chung", "General facts changed"))


def _reorder(copy_id: int, kind: Kind, order: listed.Order) -> None:
    definition = shown.of(frame.load(copy_id).sources).definition
    parts = kind.parts(definition)
    if order.at >= len(parts):
        return
    one = parts[order.at]
    called = kind.called(definition, one)
    if order.by:
        change = _change(kind, moved(parts, order.at, order.by))
        what = Text(f"Đổi thứ tự {kind.one.vi} “{called}”", f"{kind.one.en} “{called}” moved")
    else:
        change = _change(kind, without(parts, order.at))
        if kind.of:
            change["texts"] = unworded(definition.texts, lambda of: of == f"{kind.of}.{one.id}")
        what = Text(f"Bỏ {kind.one.vi} “{called}”", f"{kind.one.en} “{called}” removed")
    frame.save(copy_id, frame.edited(ChangeSheet(change)), what)


def _change(kind: Kind, parts: tuple[Any, ...]) -> SheetChange:
    if kind.field == "cases":
        return {"cases": parts}
    if kind.field == "terms":
        return {"terms": parts}
    if kind.field == "results":
        return {"results": parts}
    return {"basis": parts} if kind.field == "basis" else {"covers": parts}


def _part(copy_id: int, kind: Kind, place: str) -> Response:
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    parts = kind.parts(look.definition)
    try:
        at = listed.place_of(place, len(parts))
    except ValueError:
        raise _gone() from None
    one = kind.new if at is None else parts[at]
    names = conditions.names_of(look.definition, look.forms)
    if request.method != "POST":
        state = conditions.of(getattr(one, "when", None), names, WHEN)
        return _form(copy, look, kind, at, kind.typed(look.definition, one), state)
    state, cells = conditions.posted(request.form, WHEN, names), Cells(request.form)
    if conditions.pressed(request.form):
        return _form(copy, look, kind, at, request.form, state)
    try:
        _save_part(copy, look, kind, at, one, cells, state)
    except (EditRefused, AppError) as error:
        return _form(copy, look, kind, at, request.form, state, cells, error)
    return redirect(url_for("declare.working_sheet", copy_id=copy_id) + f"#{kind.slug}", code=303)


def _form(
    copy: WorkingCopy,
    look: Shown,
    kind: Kind,
    at: int | None,
    given: Given,
    state: conditions.State,
    cells: Cells | None = None,
    error: EditRefused | AppError | None = None,
) -> Response:
    return frame.page(
        "declare/working/sheet_part.html",
        copy,
        look=look,
        error=error,
        kind=kind,
        at=at,
        given=given,
        state=state,
        errors=cells.errors if cells else {},
        cases=listed.cases_of(look.definition),
        channels=listed.channels(),
        posts=sheet_parts.posts(),
        terms=sheet_terms,
        definition=look.definition,
        sums=step_words.of(look.definition).sums,
    )


def _save_part(
    copy: WorkingCopy, look: Shown, kind: Kind, at: int | None, one: Any, cells: Cells, state: conditions.State
) -> None:
    definition = look.definition
    made = kind.read(look, one, cells, state)
    english = cells.text("ten_en") if kind.of else ""
    wrong = listed.mistakes(cells, *([state] if kind.field == "cases" else []))
    if wrong:
        raise wrong
    change = _change(kind, put(kind.parts(definition), at, made))
    if kind.of:
        change["texts"] = worded(definition.texts, f"{kind.of}.{made.id}", english)
    called, verb = kind.called(definition, made), ("Thêm", "added") if at is None else ("Sửa", "changed")
    what = Text(f"{verb[0]} {kind.one.vi} “{called}”", f"{kind.one.en} “{called}” {verb[1]}")
    frame.save(copy.id, frame.edited(ChangeSheet(change)), what)
