"""Opening a file of a dossier: always as an attachment, only for those who may see the dossier."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response

from admin_ui.web import context
from admin_ui.web.stores import file_store
from admin_ui.web.visitors import require_actor
from engine.documents import files
from engine.documents.kinds import BY_NAME
from engine.dossiers import facts
from engine.dossiers.dossier import open_dossier
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading


def register(blueprint: Blueprint) -> None:
    """Add the download route."""
    blueprint.add_url_rule("/tep/<public_id>", "file", _file)


def _file(public_id: str) -> Response:
    actor = require_actor()
    with reading() as session:
        row = files.by_public_id(session, public_id)
        opened = open_dossier(session, row.dossier_id)
        policy.require(actor, Act.SEE_DOSSIER, facts.of_dossier(session, opened.row, context.now()))
    response = Response(file_store().get(row.hash), mimetype=BY_NAME[row.kind].media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.name)}"
    response.headers["Cache-Control"] = "private, no-store"
    return response
