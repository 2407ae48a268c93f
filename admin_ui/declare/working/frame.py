"""What every tab of a working copy shares: loading it, saving an edit of it, and the frame around the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare import shown
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import checked, standing
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.bpmn import edit
from engine.bpmn.edit import EditRefused
from engine.bpmn.edit.edits import Edit
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Conflict, Invalid
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.working import operations, queries
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

SEEN = "lan"
"""The hidden field of every form: the revision its page showed."""

Change = Callable[[WorkingCopy], Sources]
"""From the copy as it stands to its files after the edit; may raise EditRefused or an AppError."""


@dataclass(frozen=True)
class Tab:
    """One part of a declaration; it shows when its page exists."""

    endpoint: str
    label: Text


TABS = (
    Tab("declare.working_sheet", Text("Thông tin", "Sheet")),
    Tab("declare.working_steps", Text("Các bước", "Steps")),
    Tab("declare.working_diagram", Text("Sơ đồ", "Diagram")),
    Tab("declare.working_forms", Text("Biểu mẫu", "Forms")),
    Tab("declare.working_documents", Text("Giấy tờ", "Documents")),
    Tab("declare.working_fees", Text("Phí, lệ phí", "Fees")),
    Tab("declare.working_checks", Text("Kiểm tra", "Checks")),
    Tab("declare.working_rehearsal", Text("Diễn tập", "Rehearsal")),
    Tab("declare.working_trial", Text("Chạy thử", "Trial")),
    Tab("declare.working_history", Text("Lịch sử", "History")),
    Tab("declare.working_publish", Text("Trình duyệt", "Publish")),
)


def load(copy_id: int) -> WorkingCopy:
    """The working copy as it stands, for the person at the screen. Raises ``Missing``."""
    actor = require_actor()
    with reading() as session:
        return queries.load(session, actor, copy_id)


def seen() -> int:
    """The revision the form on this request was made from."""
    try:
        return int(request.form.get(SEEN, ""))
    except ValueError:
        raise Invalid(
            Text("Trang gửi lên thiếu số lần sửa.", "The page sent no revision."),
            Text("Tải lại trang rồi thử lại.", "Reload the page and try again."),
        ) from None


def save(copy_id: int, change: Change, what: Text) -> int:
    """Carry out ``change`` on the copy as its author saw it and save the result; returns the new revision.

    Raises what ``change`` raises (EditRefused, AppError), and ``Conflict`` when somebody saved meanwhile.
    """
    actor, expected = require_actor(), seen()
    copy = load(copy_id)
    if copy.revision.number == expected and copy.may_edit:
        sources = change(copy)
    else:
        sources = copy.sources
    with transaction() as session:
        return operations.save(session, actor, copy_id, expected, sources, what, context.now())


def edited(*edits: Edit) -> Change:
    """The change that applies edits of the steps table or sheet, one after the other."""

    def change(copy: WorkingCopy) -> Sources:
        data = copy.sources.bpmn
        for one in edits:
            data = edit.apply(data, one, retired=copy.retired)
        return Sources({**copy.sources.files, DIAGRAM: data})

    return change


def reasons(error: EditRefused | AppError) -> list[tuple[str, Text]]:
    """What stood against an edit, as (element or field, what and what to do)."""
    if isinstance(error, EditRefused):
        return [(one.element, _joined(one.why, one.what_to_do)) for one in error.problems]
    return [(error.where or "", _joined(error.what, error.fix or Text("", "")))]


def status_of(error: EditRefused | AppError | None) -> int:
    """The HTTP status a page with this error answers with."""
    return 200 if error is None else 422 if isinstance(error, EditRefused) else error.status


def page(
    template: str,
    copy: WorkingCopy,
    *,
    error: EditRefused | AppError | None = None,
    look: Shown | None = None,
    tab: str = "",
    **more: Any,
) -> Response:
    """Render a tab inside the frame; with an error it says the reasons on top and keeps what was typed (``more``).

    ``tab`` is the endpoint of the tab the page belongs to, where it is not itself one.
    """
    rendered = render_template(
        template,
        copy=copy,
        look=look or shown.of(copy.sources),
        working_tabs=_tabs(copy, tab or request.endpoint or ""),
        reasons=reasons(error) if error else [],
        moved=isinstance(error, Conflict),
        standing=standing.of(copy),
        **more,
    )
    return make_response(rendered, status_of(error))


def _tabs(copy: WorkingCopy, current: str) -> list[tuple[Text, str, bool, int | None]]:
    counts = {"declare.working_checks": checked.count(copy.sources)}
    return [
        (tab.label, url_for(tab.endpoint, copy_id=copy.id), current == tab.endpoint, counts.get(tab.endpoint))
        for tab in TABS
        if tab.endpoint in current_app.view_functions
    ]


def _joined(what: Text, fix: Text) -> Text:
    return Text(f"{what.vi} {fix.vi}".strip(), f"{what.en} {fix.en}".strip())
