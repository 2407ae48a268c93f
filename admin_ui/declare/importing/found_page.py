"""One procedure of a file: the original beside what was understood, open points, what a declaration gains."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from admin_ui.declare import comparing, words
from admin_ui.declare.importing import beside, row_form
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.bpmn.definition import Definition
from engine.bpmn.edit import EditRefused
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading
from engine.platform.errors import AppError
from engine.publication import differences
from engine.publication.imports import correcting, found, queries, taking
from engine.publication.imports.confidence import WORDS
from engine.publication.imports.correcting import Time, Who
from engine.publication.imports.found import Found
from engine.publication.inspection import read_diagram
from engine.text import Text


@dataclass(frozen=True)
class Panel:
    """The form under a row: which row, what stands in its fields, and the field that is wrong."""

    row: int
    values: MultiDict[str, str]
    wrong: str = ""


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/nhap/<int:import_id>/thu-tuc/<int:found_id>", "import_found", page)


def page(
    import_id: int, found_id: int, error: AppError | EditRefused | None = None, panel: Panel | None = None
) -> Response:
    """The page; with ``error`` it says what is wrong and ``panel`` keeps what was typed."""
    actor, now = require_actor(), context.now()
    with reading() as session:
        file = queries.one(session, actor, import_id)
        one = found.load(session, actor, import_id, found_id)
        proposed = correcting.proposals(session, one)
        stale = taking.stale(session, one.row, now)
    definition = read_diagram(one.sources.bpmn)
    may_edit = policy.may(actor, Act.EDIT_DRAFT) and not one.taken and one.row.against is None
    panel = panel or (_panel(one, definition) if may_edit else None)
    changes = differences.between(one.before, one.proposed) if one.before and one.proposed else []
    rendered = render_template(
        "declare/importing/found.html",
        file=file,
        found=one,
        definition=definition,
        parts=beside.parts(one, definition),
        loose=beside.loose(one),
        confident=WORDS,
        proposed={row: proposal_words(definition, *some) for row, some in proposed.items()} if may_edit else {},
        told=comparing.by_part(changes),
        changes=len(changes),
        stale=stale,
        may_edit=may_edit,
        may_settle=policy.may(actor, Act.EDIT_DRAFT),
        panel=panel,
        lists=row_form.lists(one, definition, panel.row, panel.values) if panel else None,
        reasons=_reasons(error),
        declared=words,
    )
    return make_response(rendered, 200 if error is None else getattr(error, "status", 422))


def proposal_words(definition: Definition, who: Who | None, time: Time | None) -> Text:
    """What an earlier correction says, in words."""
    said = []
    if who is not None:
        said += [one for one in (words.post(who.post), words.unit(definition, who.unit)) if one]
    if time is not None:
        said.append(
            words.amount(time.limit, time.unit)
            if time.limit is not None
            else Text("không tính giờ", "no hours counted")
        )
    return Text(" – ".join(one.vi for one in said), " – ".join(one.en for one in said))


def _panel(one: Found, definition: Definition) -> Panel | None:
    asked = request.args.get("sua", "")
    rows = one.told["rows"]
    if not asked.isdecimal() or int(asked[:6]) >= len(rows) or rows[int(asked[:6])]["element"] is None:
        return None
    return Panel(int(asked[:6]), row_form.shown(definition.nodes[rows[int(asked[:6])]["element"]]))


def _reasons(error: AppError | EditRefused | None) -> list[tuple[str, Text]]:
    if error is None:
        return []
    if isinstance(error, EditRefused):
        return [
            ("", Text(f"{one.why.vi} {one.what_to_do.vi}", f"{one.why.en} {one.what_to_do.en}"))
            for one in error.problems
        ]
    fix = error.fix or Text("", "")
    return [(error.where or "", Text(f"{error.what.vi} {fix.vi}".strip(), f"{error.what.en} {fix.en}".strip()))]
