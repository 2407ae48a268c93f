"""The sheet printed back: Word or Excel of a working copy or a version, in a province's layout, saying what it is."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Literal

from flask import Blueprint, Response, request, send_file
from sqlalchemy import Row

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.platform.db import reading
from engine.platform.errors import Missing
from engine.platform.time import local_day
from engine.procedures import store
from engine.procedures.sheets.exporting.edition import Edition, Revision
from engine.procedures.sheets.exporting.export import MIME, export_sheet
from engine.procedures.sheets.exporting.layouts import DEFAULT, LAYOUTS
from engine.procedures.sources import Sources
from engine.procedures.standing import orders_at
from engine.publication import form_files, queries
from engine.publication.inspection import read_diagram
from engine.publication.working import queries as working
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the two addresses; the layouts are known to every template of this blueprint."""
    add = blueprint.add_url_rule
    add("/soan/<int:copy_id>/in-bang", "print_working", _working)
    add("/thu-tuc/<key>/<int:number>/in-bang", "print_version", _version)
    blueprint.context_processor(lambda: {"sheet_layouts": LAYOUTS.values()})


def _working(copy_id: int) -> Response:
    actor = require_actor()
    with reading() as session:
        copy = working.load(session, actor, copy_id)
    edition = Edition(content_hash=copy.sources.hash, version=None, in_force=False)
    return _sheet(copy.sources, edition, f"{copy.key}-ban-soan-{copy.id}")


def _version(key: str, number: int) -> Response:
    require_actor()
    now = context.now()
    with reading() as session:
        versions = queries.versions(session, key)
        row = next((one for one in versions if one.number == number), None)
        if row is None:
            raise Missing(
                Text("Thủ tục không có phiên bản này.", "The procedure has no such version."),
                Text("Chọn trong danh sách phiên bản.", "Choose from the list of versions."),
            )
        current = queries.in_force(versions, now)
        stopped = orders_at(session, now, row.procedure_id).get(row.procedure_id) is not None
        sources = store.of_version(session, row.id)
    in_force = current is not None and current.id == row.id and not stopped
    edition = Edition(
        content_hash=sources.hash,
        version=f"Phiên bản {number}",
        in_force=in_force,
        state=_state(row, now, in_force=in_force),
        decision=row.decision_number,
        effective_from=_day(row.effective_from),
        revisions=tuple(_revision(one) for one in reversed(versions)),
    )
    return _sheet(sources, edition, f"{key}-{number}")


def _sheet(sources: Sources, edition: Edition, name: str) -> Response:
    kind: Literal["docx", "xlsx"] = "xlsx" if request.args.get("kieu") == "xlsx" else "docx"
    layout = request.args.get("bo_cuc", DEFAULT)
    forms, _ = form_files.compiled(sources.forms)
    titles = {key: form.title.vi or key for key, form in sorted(forms.items())}
    data = export_sheet(
        read_diagram(sources.bpmn), edition, kind, layout=layout if layout in LAYOUTS else DEFAULT, form_titles=titles
    )
    return send_file(io.BytesIO(data), MIME[kind], as_attachment=True, download_name=f"{name}.{kind}")


def _state(row: Row[Any], now: datetime, *, in_force: bool) -> str:
    if in_force:
        return "Đang có hiệu lực"
    return "Chưa có hiệu lực" if row.effective_from > now else "Không còn áp dụng"


def _revision(row: Row[Any]) -> Revision:
    return Revision(str(row.number), _day(row.effective_from), row.basis or "", row.decision_number or "")


def _day(at: datetime) -> str:
    return f"{local_day(at):%d/%m/%Y}"
