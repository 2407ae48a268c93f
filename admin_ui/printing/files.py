"""Answering with a file: always an attachment under a speaking name, kept by no cache."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response

from engine.documents.kinds import BY_NAME
from engine.dossiers.papers.showing import Shown


def attachment(data: bytes, kind: str, name: str) -> Response:
    """The file ``name`` of a kind (docx, pdf, xlsx)."""
    answer = Response(data, mimetype=BY_NAME[kind].media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def name_of(paper: Shown, ending: str) -> str:
    """«Phiếu yêu cầu bổ sung 05-PBS H88.101-….docx»."""
    parts = [paper.role.name.vi, paper.row.label.replace("/", "-"), paper.fields.get("ma_ho_so") or ""]
    return " ".join(part for part in parts if part) + f".{ending}"
