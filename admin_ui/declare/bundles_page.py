"""Bundles on screen: taking procedures out as one file, and bringing a file in after seeing what it changes."""

from __future__ import annotations

import io
from typing import Final

from flask import Blueprint, Response, make_response, render_template, request, send_file

from admin_ui.declare import comparing
from admin_ui.web import context
from admin_ui.web.limits import takes_files
from admin_ui.web.visitors import require_actor
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid, Missing, Unauthenticated
from engine.procedures import store
from engine.publication.bundles import exporting, importing
from engine.publication.bundles.importing import Done, Planned
from engine.publication.bundles.packing import pack
from engine.publication.bundles.reading import read
from engine.text import Text

_AT_MOST: Final = 500


def register(blueprint: Blueprint) -> None:
    """Add export and import."""
    blueprint.add_url_rule("/goi", "bundle_import", takes_files(_import), methods=["GET", "POST"])
    blueprint.add_url_rule("/goi/xuat", "bundle_export", _export)


def _export() -> Response:
    require_actor()
    with reading() as session:
        packed = exporting.versions(session, request.args.getlist("chon")[:_AT_MOST], context.now())
    if not packed:
        raise Missing(
            Text("Chưa chọn thủ tục nào.", "No procedure was chosen."), Text("Chọn trong danh mục.", "Tick some.")
        )
    name = f"quy-trinh-{len(packed)}.zip"
    return send_file(io.BytesIO(pack(packed)), "application/zip", as_attachment=True, download_name=name)


def _import() -> Response:
    actor, now = require_actor(), context.now()
    policy.require(actor, Act.EDIT_DRAFT)
    if request.method != "POST":
        return _page()
    try:
        data, kept = _sent()
        procedures = read("goi.zip", data)
        with transaction() as session:
            planned = importing.plan(session, procedures, now)
            done = importing.carry_out(session, actor, planned, now) if request.form.get("ghi") else None
            kept = kept or store.keep(session, data)
    except Unauthenticated:
        raise
    except AppError as error:
        return _page(error=error)
    return _page(planned, kept, done)


def _sent() -> tuple[bytes, str | None]:
    """The file just sent, or the one that was looked at before, by its hash."""
    kept = request.form.get("ma_bam", "")
    if kept:
        with reading() as session:
            return store.kept(session, kept), kept
    file = request.files.get("tep")
    if file is None or not file.filename:
        raise Invalid(Text("Chưa chọn gói nào.", "No bundle was chosen."), where="tep")
    return file.read(), None


def _page(
    planned: list[Planned] | None = None,
    kept: str | None = None,
    done: list[Done] | None = None,
    error: AppError | None = None,
) -> Response:
    rendered = render_template(
        "declare/bundle.html",
        planned=planned,
        kept=kept,
        done={one.key: one for one in done} if done is not None else None,
        by_part=comparing.by_part,
        error=error,
    )
    return make_response(rendered, error.status if error else 200)
