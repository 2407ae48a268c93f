"""The steps tab: the page, and the acts its forms send."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from admin_ui.declare import conditions, shown
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import frame
from admin_ui.declare.working.steps import (
    block_acts,
    blocks,
    branch_acts,
    choices,
    company,
    connector_acts,
    fixing,
    lines,
    outcome_acts,
    panels,
    step_acts,
    sums,
)
from admin_ui.declare.working.steps.asked import Asked, Done, fresh
from admin_ui.declare.working.steps.panels import Panel
from admin_ui.web.language import language
from engine.bpmn import picture, reader, table
from engine.bpmn.conditions import names_of, sentence
from engine.bpmn.edit import EditRefused
from engine.platform.errors import AppError, Missing
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

Act = Callable[[Asked], Done]

ACTS: dict[str, Act] = {
    "them": step_acts.add,
    "sua": step_acts.change,
    "xoa": step_acts.remove,
    "danh-so": step_acts.renumber,
    "ket-qua": outcome_acts.save,
    "nhanh": branch_acts.save,
    "song-song": block_acts.parallel,
    "lan-luot": block_acts.sequential,
    "them-vao-khoi": block_acts.add_leg,
    "chung-thoi-gian": block_acts.share,
    "truong-hop": block_acts.in_cases,
    "chua": fixing.fix,
}
QUICK: dict[str, Act] = {
    "len": lambda asked: step_acts.move(asked, up=True),
    "xuong": lambda asked: step_acts.move(asked, up=False),
    "nhan-ban": step_acts.copy,
    "xoa": step_acts.remove,
    "lan-luot": block_acts.sequential,
}
"""The acts of the small buttons of a row: one form for all, "act:element" is the button's value."""


_ROWS = ("user", "receive", "service")


def register(blueprint: Blueprint) -> None:
    """Add the tab and its acts."""
    add = blueprint.add_url_rule
    add("/soan/<int:copy_id>/buoc", "working_steps", _tab)
    add("/soan/<int:copy_id>/buoc/<act>", "working_steps", _tab, methods=["GET", "POST"])


def _tab(copy_id: int, act: str = "") -> Response:
    """One endpoint, so that a refused act still stands on its tab; the address of an act leads to the table."""
    if request.method == "POST":
        return _act(copy_id, act)
    return redirect(url_for("declare.working_steps", copy_id=copy_id), code=303) if act else _page(copy_id)


def _page(copy_id: int) -> Response:
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    names = names_of(look.definition, look.forms)
    panel = panels.asked_for(look.definition, names) if copy.may_edit else None
    return _rendered(copy, look, panel, request.args.get("o", ""))


def _act(copy_id: int, act: str) -> Response:
    copy = frame.load(copy_id)
    definition = reader.read(copy.sources.bpmn)
    form: MultiDict[str, str] = request.form
    handler = ACTS.get(act)
    if act == "dong":
        quick, _, element = form.get("viec", "").partition(":")
        handler = QUICK.get(quick)
        form = MultiDict([*form.items(multi=True), ("o", element), ("khoi", element)])
    if handler is None:
        raise Missing(Text("Không có việc này.", "There is no such act."))
    if conditions.pressed(form):
        look = shown.of(copy.sources)
        panel = panels.kept(look.definition, form, "", names_of(look.definition, look.forms))
        return _rendered(copy, look, panel, form.get("o", ""))
    if connector_acts.pressed(form):
        return _connector(copy, act, Asked(copy, definition, form))
    try:
        done = _done(copy, Asked(copy, definition, form), handler)
    except (EditRefused, AppError) as error:
        return _refused(copy_id, act, form, error)
    return redirect(_address(copy_id, done), code=303)


def _connector(copy: WorkingCopy, act: str, asked: Asked) -> Response:
    """A button inside the form of an automatic step: the form again, with another connector or a sample run."""
    look = shown.of(copy.sources)
    try:
        panel = connector_acts.panel(asked)
    except AppError as error:
        return _refused(copy.id, act, asked.form, error)
    return _rendered(copy, look, panel, asked.element)


def _done(copy: WorkingCopy, asked: Asked, handler: Act) -> Done:
    if copy.revision.number != frame.seen() or not copy.may_edit:
        frame.save(copy.id, lambda one: one.sources, Text("", ""))
    done = handler(asked)
    frame.save(copy.id, done.change, done.what)
    if done.at:
        return done
    after = reader.read(frame.load(copy.id).sources.bpmn)
    return dataclasses.replace(done, at=fresh(asked.definition, after))


def _refused(copy_id: int, act: str, form: MultiDict[str, str], error: EditRefused | AppError) -> Response:
    """The page again: what was typed stays, the reasons stand above and at their place."""
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    wrong = (error.where or "") if isinstance(error, AppError) else ""
    panel = panels.kept(look.definition, form, wrong, names_of(look.definition, look.forms))
    element = form.get("o", "")
    if act == "dong" and form.get("viec", "").startswith("xoa:") and isinstance(error, EditRefused):
        panel = Panel(panels.REMOVE, element)
    return _rendered(copy, look, panel, element, error)


def _address(copy_id: int, done: Done) -> str:
    where: dict[str, Any] = {"o": done.at or None, "mo": done.then or None, "th": request.form.get("th") or None}
    return url_for("declare.working_steps", copy_id=copy_id, **where, _anchor=f"b-{done.at}" if done.at else None)


def _rendered(
    copy: WorkingCopy, look: Shown, panel: Panel | None, at: str, error: EditRefused | AppError | None = None
) -> Response:
    definition = look.definition
    known = {one.id for one in definition.cases}
    asked_case = request.values.get("th", "")
    case = asked_case if asked_case in known else ""
    read = table.read(definition)
    everything = lines.of(definition, read)
    rows = lines.of(definition, read, case) if case else everything
    rows = blocks.summed(definition, blocks.banded(definition, read, rows), case or _first_case(look))
    return frame.page(
        "declare/working/steps.html",
        copy,
        error=error,
        look=look,
        rows=rows,
        sums=sums.of(definition, case),
        case=case,
        cases=[(one.id, blocks.case_name(definition, one.id)) for one in definition.cases],
        odd=read.not_a_table,
        panel=panel,
        lists=choices.of(look, everything, panel) if panel else None,
        auto=connector_acts.look(definition, panel, names_of(definition, look.forms)),
        sample=panel.sample if panel else None,
        at=at if at in definition.nodes else "",
        sentences=_sentences(look, everything),
        picture=_picture(look, at),
        present=company.beside_me(copy.id) if copy.may_edit else (),
        wrong={where for where, _ in frame.reasons(error)} if error else set(),
        notes=fixing.notes(definition),
        may=copy.may_edit and not read.not_a_table,
    )


def _sentences(look: Shown, everything: list[lines.Line]) -> dict[str, str]:
    """The conditions of branches in words, by the id of their flow."""
    found = [way for line in everything for way in line.branches]
    names = names_of(look.definition, look.forms) if found else {}
    return {way.id: sentence(way.condition, names, language()) for way in found}


def _picture(look: Shown, at: str) -> Markup:
    """The diagram, each shape leading to its row."""
    links = {key: f"#b-{key}" for key, node in look.definition.nodes.items() if node.kind in _ROWS}
    return Markup(picture.svg(look.drawn, links=links, lit=at, language=language()))


def _first_case(look: Shown) -> str | None:
    cases = look.definition.cases
    return None if not cases else cases[0].id
