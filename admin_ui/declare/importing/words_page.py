"""What was corrected once and is proposed again: seen by everybody who declares, deleted where it was wrong."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from admin_ui.declare import words as said
from admin_ui.declare.importing.found_page import proposal_words
from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.bpmn.definition import Definition
from engine.platform.db import reading, transaction
from engine.publication.imports import correcting, words
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the list and deleting."""
    add = blueprint.add_url_rule
    add("/nhap/tu-da-sua", "import_words", _page)
    add("/nhap/tu-da-sua/<int:word_id>/xoa", "import_word_delete", _delete, methods=["POST"])


def _page() -> str:
    actor = require_actor()
    with reading() as session:
        rows = words.listing(session, actor)
    shown = [(row, _meaning(row)) for row in rows]
    return render_template(
        "declare/importing/words.html", rows=shown, may_delete=words.may_forget(actor), declared=said
    )


def _meaning(row: Any) -> Text:
    nothing = Definition("", "", "")
    if row.kind == words.ACTOR:
        return proposal_words(nothing, correcting.who_of(row.value), None)
    return proposal_words(nothing, None, correcting.time_of(row.value))


def _delete(word_id: int) -> Response:
    actor = require_actor()
    with transaction() as session:
        words.forget(session, actor, word_id, context.now())
    flash.say(Text("Đã xóa; từ nay không đề nghị nữa.", "Deleted; it is not proposed any more."))
    return redirect(url_for("declare.import_words"), code=303)
