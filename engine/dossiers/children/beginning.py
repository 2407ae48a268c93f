"""Beginning a child dossier: filed from what the parent knows, with its papers, and accepted where it is received."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors.contrib.child import FIELD, PROCEDURE, UNIT
from engine.connectors.models import ACCEPTED, OPEN, connector_call
from engine.documents.models import document
from engine.dossiers import calls as reading
from engine.dossiers import rules, story
from engine.dossiers.author import Author
from engine.dossiers.carry import Line, carry
from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.filing import Filing
from engine.dossiers.legs import hearing
from engine.dossiers.legs.naming import named
from engine.dossiers.legs.words import Heard
from engine.dossiers.models import dossier as table
from engine.dossiers.models import form_submission
from engine.dossiers.names import QUANTITY
from engine.dossiers.operations import calls, reception
from engine.dossiers.operations.acceptance import accept
from engine.dossiers.queries import work
from engine.organisation import resolution
from engine.organisation.assigning import Unresolved
from engine.platform.errors import AppError, Invalid
from engine.procedures import labels
from engine.spiff.acts import Complete
from engine.text import Text

CHANNEL = "online"
"""A child comes over the wire, never over a counter."""


def begin(session: Session, call_id: int, now: datetime) -> None:
    """Begin the child of a call, once; what cannot be begun stands still with an incident that says why.

    The parent is held.
    """
    call = reading.find(session, call_id)
    if call.status not in OPEN or call.child_id is not None:
        return
    parent = open_dossier(session, call.dossier_id)
    try:
        with session.begin_nested():
            child_id = _file(session, parent, call, now)
    except AppError as error:
        calls.get_stuck(session, call, error.said_in("vi"), now)
        return
    code, reference = session.execute(select(table.c.code, table.c.reference).where(table.c.id == child_id)).one()
    begun = connector_call.update().where(connector_call.c.id == call.id)
    session.execute(begun.values(child_id=child_id, receipt=code or reference, status=ACCEPTED, last_error=None))
    hearing.contact(session, reading.find(session, call.id), Heard.RECEIVED, now)
    step, number = named(session, call), code or reference
    said = Text(f"Đã lập hồ sơ con {number}: {step.vi}", f"Child dossier {number} begun: {step.en}")
    story.tell(session, parent.id, "child_begun", said, _author(parent), now, element=call.element)


def _file(session: Session, parent: Dossier, call: Row[Any], now: datetime) -> int:
    asked: Mapping[str, Any] = call.params
    filed = Filing(
        applicant={name: value for name, value in parent.row.applicant.items() if name != QUANTITY},
        application={**_application(session, parent.id), **_given(asked)},
        channel=CHANNEL,
    )
    unit = _unit(session, parent, str(asked.get(UNIT) or "receiving"), now)
    reference = secrets.token_hex(8)
    key, author = str(asked[PROCEDURE]), _author(parent)
    child_id = reception.submit(session, None, key, unit, filed, author, now, reference, parent_id=parent.id)
    _copy_papers(session, parent.id, child_id)
    _accept(session, child_id, author, now)
    return child_id


def _given(params: Mapping[str, Any]) -> dict[str, Any]:
    given = {name.removeprefix(FIELD): value for name, value in params.items() if name.startswith(FIELD)}
    return {name: value for name, value in given.items() if value is not None}


def _application(session: Session, dossier_id: int) -> dict[str, Any]:
    """What the parent's application said: fields of the same name need not be mapped."""
    mine = (form_submission.c.dossier_id == dossier_id) & (form_submission.c.element == "don")
    query = select(form_submission.c["values"]).where(mine).order_by(form_submission.c.id.desc()).limit(1)
    return dict(session.execute(query).scalar() or {})


def _unit(session: Session, parent: Dossier, rule: str, now: datetime) -> int:
    if rule == "resolving":
        return int(parent.row.resolving_unit_id)
    found = resolution.resolving_unit(session, rule, parent.row.receiving_unit_id, now)
    if isinstance(found, Unresolved):
        raise Invalid(found.message)
    return found.id


def _copy_papers(session: Session, parent_id: int, child_id: int) -> None:
    """The child's officers read the parent's papers as their own; the bytes are kept once."""
    for row in session.execute(select(document).where(document.c.dossier_id == parent_id).order_by(document.c.id)):
        kept = {name: value for name, value in row._mapping.items() if name != "id"}
        again = {**kept, "dossier_id": child_id, "public_id": secrets.token_urlsafe(16), "document_id": None}
        session.execute(document.insert().values(**again))


def _accept(session: Session, child_id: int, author: Author, now: datetime) -> None:
    """The parent's desk has looked at the papers: the child is accepted where it is received, and its clock runs."""
    child = open_dossier(session, child_id)
    item = work.receiving_item(session, child_id)
    node = child.version.definition.nodes.get(item.element) if item else None
    if item is None or node is None or node.step is None:
        return
    accepting = next((outcome for outcome in node.step.outcomes if rules.accepts(node, outcome)), None)
    if accepting is None:
        return
    step = labels.node_name(child.version.definition, node)
    line = Line("completed", step, element=node.id, step_no=node.step.no, detail={"outcome": accepting.id})
    accepted = accept(session, child, author, now)
    done = Complete(item.task, outcome=accepting.id, unit=item.unit_id, at=now)
    carry(session, accepted, done, line, author, now)


def _author(parent: Dossier) -> Author:
    code = parent.row.code or parent.row.reference
    return Author(name=f"Liên thông từ hồ sơ {code}", account=f"dossier:{parent.id}")
