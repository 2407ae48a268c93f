"""The documents tab: the papers of the dossier, each with its numbers, way, case, channel and condition."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from admin_ui.declare import conditions, shown
from admin_ui.declare.working import bringing, frame, listed
from admin_ui.declare.working.cells import NAME, Cells
from engine.bpmn.definition import Definition
from engine.bpmn.edit import EditRefused
from engine.bpmn.edit.edits import ChangeSheet
from engine.bpmn.edit.parts_of_sheet import moved, new_id, put, unworded, without, worded, wording_of
from engine.bpmn.sheet import Document
from engine.platform.errors import AppError, Missing
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

MODES = (
    ("submit", Text("Nộp", "Hand in")),
    ("show", Text("Xuất trình, trả lại ngay", "Show and take back")),
    ("lookup", Text("Cơ quan tự tra cứu", "Looked up by the office")),
)
CONDITION = "dk"


def register(blueprint: Blueprint) -> None:
    """Add the tab and the page of one paper."""
    add, methods = blueprint.add_url_rule, ["GET", "POST"]
    add("/soan/<int:copy_id>/giay-to", "working_documents", _tab, methods=methods)
    add("/soan/<int:copy_id>/giay-to/<place>", "working_documents", _tab, methods=methods)


def _tab(copy_id: int, place: str | None = None) -> Response:
    return _list(copy_id) if place is None else _one(copy_id, place)


def _list(copy_id: int, error: EditRefused | AppError | None = None) -> Response:
    order = listed.ordered() if request.method == "POST" and error is None else None
    if order is not None:
        return _reorder(copy_id, order)
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    definition = look.definition
    return frame.page(
        "declare/working/documents.html",
        copy,
        look=look,
        error=error,
        papers=bringing.papers(definition, look.forms),
        preview=bringing.preview(definition, look.forms, request.args),
        cases=listed.cases_of(definition),
        channels=listed.channels(),
    )


def _reorder(copy_id: int, order: listed.Order) -> Response:
    try:
        definition = shown.of(frame.load(copy_id).sources).definition
        if order.at < len(definition.documents):
            _save_order(copy_id, definition, order)
    except (EditRefused, AppError) as error:
        return _list(copy_id, error)
    return redirect(url_for("declare.working_documents", copy_id=copy_id), code=303)


def _save_order(copy_id: int, definition: Definition, order: listed.Order) -> None:
    papers, paper = definition.documents, definition.documents[order.at]
    if order.by:
        what = Text(f"Giấy tờ “{paper.name}”: đổi thứ tự", f"Document “{paper.name}”: moved")
        frame.save(copy_id, frame.edited(ChangeSheet({"documents": moved(papers, order.at, order.by)})), what)
        return
    texts = unworded(definition.texts, lambda of: of == f"document.{paper.id}")
    what = Text(f"Bỏ giấy tờ “{paper.name}”", f"Document “{paper.name}” removed")
    frame.save(copy_id, frame.edited(ChangeSheet({"documents": without(papers, order.at), "texts": texts})), what)


def _one(copy_id: int, place: str) -> Response:
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    try:
        at = listed.place_of(place, len(look.definition.documents))
    except ValueError:
        raise Missing(
            Text("Không có giấy tờ này.", "There is no such document."),
            Text("Mở lại từ tab Giấy tờ.", "Open it again from the documents tab."),
        ) from None
    paper = Document(originals=1) if at is None else look.definition.documents[at]
    names = conditions.names_of(look.definition, look.forms)
    if request.method != "POST":
        given = _typed(look.definition, paper)
        return _form(copy, look, at, given, conditions.of(paper.when, names, CONDITION))
    state, cells = conditions.posted(request.form, CONDITION, names), Cells(request.form)
    if conditions.pressed(request.form):
        return _form(copy, look, at, request.form, state)
    try:
        _save(copy, look, at, paper, cells, state)
    except (EditRefused, AppError) as error:
        return _form(copy, look, at, request.form, state, cells, error)
    return redirect(url_for("declare.working_documents", copy_id=copy_id), code=303)


def _form(
    copy: WorkingCopy,
    look: shown.Shown,
    at: int | None,
    given: MultiDict[str, str],
    state: conditions.State,
    cells: Cells | None = None,
    error: EditRefused | AppError | None = None,
) -> Response:
    return frame.page(
        "declare/working/document.html",
        copy,
        look=look,
        error=error,
        at=at,
        given=given,
        state=state,
        errors=cells.errors if cells else {},
        modes=MODES,
        cases=listed.cases_of(look.definition),
        channels=listed.channels(),
        forms=[(name, form.title) for name, form in look.forms.items()],
    )


def _typed(definition: Definition, paper: Document) -> MultiDict[str, str]:
    given: MultiDict[str, str] = MultiDict(
        {
            "ten": paper.name,
            "ten_en": wording_of(definition.texts, f"document.{paper.id}") if paper.id else "",
            "ban_chinh": str(paper.originals or ""),
            "ban_sao": str(paper.copies or ""),
            "hinh_thuc": paper.mode,
            "kenh": paper.channel or "",
            "mau": paper.form or "",
            "nguon": paper.source or "",
            "can_cu": paper.basis or "",
        }
    )
    given.setlist("truong_hop", list(paper.case))
    if paper.required:
        given["bat_buoc"] = "1"
    return given


def _save(
    copy: WorkingCopy, look: shown.Shown, at: int | None, paper: Document, cells: Cells, state: conditions.State
) -> None:
    definition = look.definition
    made = _read(look, paper, cells, state)
    english = cells.text("ten_en", longest=NAME)
    wrong = listed.mistakes(cells, state)
    if wrong:
        raise wrong
    if not made.id:
        taken = {one.id for one in definition.documents}
        made = replace(made, id=new_id(made.name, "giay_to", taken))
    change = ChangeSheet(
        {
            "documents": put(definition.documents, at, made),
            "texts": worded(definition.texts, f"document.{made.id}", english),
        }
    )
    said = ("Thêm giấy tờ", "Document added:") if at is None else ("Sửa giấy tờ", "Document changed:")
    frame.save(copy.id, frame.edited(change), Text(f"{said[0]} “{made.name}”", f"{said[1]} “{made.name}”"))


def _read(look: shown.Shown, paper: Document, cells: Cells, state: conditions.State) -> Document:
    definition = look.definition
    name = cells.text("ten", needed=Text("Ghi tên giấy tờ như trên quyết định.", "Enter the name as published."))
    mode = cells.choice("hinh_thuc", [code for code, _ in MODES])
    originals, copies = cells.whole("ban_chinh", most=99) or 0, cells.whole("ban_sao", most=99) or 0
    if mode == "submit" and not originals + copies and not {"ban_chinh", "ban_sao"} & cells.errors.keys():
        cells.wrong(
            "ban_chinh",
            Text("Giấy tờ phải nộp cần ít nhất một bản chính hoặc bản sao.", "At least one original or copy."),
        )
    return replace(
        paper,
        name=name,
        originals=originals,
        copies=copies,
        mode=mode or paper.mode,
        required=cells.ticked("bat_buoc"),
        case=cells.many("truong_hop", [one.id for one in definition.cases]),
        channel=cells.choice("kenh", [code for code, _ in listed.channels()]) or None,
        form=cells.choice("mau", [*look.forms, *look.broken, *([paper.form] if paper.form else [])]) or None,
        source=cells.text("nguon") or None,
        basis=cells.text("can_cu") or None,
        when=state.expression or None,
    )
