"""Taking over a form of another procedure: first the procedure is chosen, then one of its forms."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.forms.edit import Draft, FormEditRefused
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading
from engine.platform.errors import Invalid
from engine.procedures import store
from engine.procedures.sources import Sources
from engine.publication import queries as published
from engine.text import Text


@dataclass(frozen=True)
class Copying:
    """The procedures to copy from, the one chosen, and its forms."""

    procedures: tuple[tuple[str, str], ...]
    chosen: str
    forms: tuple[tuple[str, str], ...]


def asked() -> Copying:
    """What the list of forms offers to copy."""
    key = request.args.get("tu", "")
    with reading() as session:
        known = tuple((one.key, one.name) for one in published.entries(session, context.now()))
    forms = _sources(key).forms if any(key == one for one, _ in known) else {}
    titled = tuple((f"{key}/{name}", _title(name, document)) for name, document in sorted(forms.items()))
    return Copying(known, key if forms else "", titled)


def chosen(target: str) -> tuple[str, bytes]:
    """Title and document of a form named ``procedure/form``. Raises Invalid, Missing."""
    key, _, name = (target or request.form.get("nguon", "")).partition("/")
    document = _sources(key).forms.get(name)
    if document is None:
        raise Invalid(
            Text("Chưa chọn biểu mẫu để sao chép.", "No form was chosen to copy."),
            Text("Chọn thủ tục rồi chọn biểu mẫu.", "Choose a procedure, then a form."),
        )
    return _title(name, document), document


def _sources(key: str) -> Sources:
    policy.require(require_actor(), Act.SEE_DRAFT)
    with reading() as session:
        found = published.versions(session, key)
        row = published.in_force(found, context.now()) or found[0]
        return store.of_version(session, row.id)


def _title(name: str, document: bytes) -> str:
    try:
        return str(Draft.of(document, name).data.get("title") or name)
    except FormEditRefused:
        return name
