"""A published version: its official sheet, steps, diagram and forms; all versions of the procedure; its files."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from flask import Blueprint, Response, render_template, request, send_file

from admin_ui.declare import form_preview, shown, steps, words
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading
from engine.platform.errors import Missing
from engine.procedures import store
from engine.procedures.sources import DIAGRAM, Sources
from engine.procedures.standing import orders_at
from engine.publication import queries
from engine.text import Text

VIEWS = ("thong-tin", "buoc", "so-do", "bieu-mau", "phien-ban")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""One date for every file of a bundle, so that the same version is always the same bytes."""


def register(blueprint: Blueprint) -> None:
    """Add the pages of a version."""
    add = blueprint.add_url_rule
    add("/thu-tuc/<key>", "procedure", _page, methods=["GET", "POST"])
    add("/thu-tuc/<key>/<int:number>", "version", _page, methods=["GET", "POST"])
    add("/thu-tuc/<key>/<int:number>/<name>.zip", "bundle", _bundle)


def _page(key: str, number: int | None = None) -> str:
    actor, now = require_actor(), context.now()
    with reading() as session:
        versions = queries.versions(session, key)
        current = queries.in_force(versions, now)
        row = _chosen(versions, number) if number is not None else current or versions[0]
        sources = store.of_version(session, row.id)
        waiting = queries.drafts(session, actor, key=key)
        order = orders_at(session, now, row.procedure_id).get(row.procedure_id)
    look = shown.of(sources)
    view = request.args.get("xem", "")
    return render_template(
        "declare/version.html",
        declared=words,
        row=row,
        key=key,
        versions=versions,
        current=current,
        waiting=waiting,
        order=order,
        look=look,
        size=look.size(request.args.get("co", "")),
        definition=look.definition,
        steps=steps.of(look.definition),
        preview=form_preview.of(look),
        view=view if view in VIEWS else VIEWS[0],
        may_upload=policy.may(actor, Act.EDIT_DRAFT),
    )


def _bundle(key: str, number: int, name: str) -> Response:
    require_actor()
    with reading() as session:
        row = _chosen(queries.versions(session, key), number)
        sources = store.of_version(session, row.id)
    if name != f"{key}-{number}":
        raise _no_version()
    return send_file(
        io.BytesIO(packed(key, sources)), "application/zip", as_attachment=True, download_name=f"{name}.zip"
    )


def packed(key: str, sources: Sources) -> bytes:
    """The files as a bundle that can be edited and uploaded again."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(sources.files):
            entry = zipfile.ZipInfo(f"{key}.bpmn" if path == DIAGRAM else path, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, sources.files[path])
    return made.getvalue()


def _chosen(versions: Any, number: int) -> Any:
    for row in versions:
        if row.number == number:
            return row
    raise _no_version()


def _no_version() -> Missing:
    return Missing(
        Text("Thủ tục không có phiên bản này.", "The procedure has no such version."),
        Text("Chọn trong danh sách phiên bản.", "Choose from the list of versions."),
    )
