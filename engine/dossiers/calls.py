"""Reading calls to other systems: finding one, what its step makes of a response, what an officer may enter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine import feel
from engine.bpmn.definition import Node
from engine.connectors import registry
from engine.connectors.models import connector_call, partner
from engine.platform.errors import Missing
from engine.text import Text


@dataclass(frozen=True)
class Entry:
    """One value of the form by which an officer enters a result in the partner's place."""

    name: str
    title: Text
    kind: str


def find(session: Session, call_id: int) -> Row[Any]:
    """The row of a call. Raises ``Missing``."""
    row = session.execute(select(connector_call).where(connector_call.c.id == call_id)).first()
    if row is None:
        raise Missing(Text("Không tìm thấy lần gọi này.", "There is no such call."))
    return row


def hold_call(session: Session, call_id: int) -> None:
    """Hold a call until the transaction ends; its dossier is held before, its partner after it."""
    query = select(connector_call.c.id).where(connector_call.c.id == call_id)
    session.execute(query.with_for_update(key_share=True))


def by_reference(session: Session, code: str, ref: str) -> Row[Any] | None:
    """The call of a partner that a call-back means: by our key, else by the partner's receipt number."""
    mine = connector_call.c.partner == code
    for condition in (connector_call.c.key == ref, connector_call.c.receipt == ref):
        row = session.execute(
            select(connector_call).where(mine, condition).order_by(connector_call.c.id.desc())
        ).first()
        if row is not None:
            return row
    return None


def partner_name(session: Session, code: str) -> str:
    """What the partner is called; its code when it is not known."""
    name = session.execute(select(partner.c.name).where(partner.c.code == code)).scalar()
    return name or code or "?"


def mapped(node: Node, response: Mapping[str, Any]) -> dict[str, Any]:
    """The step's result variables worked out of a response."""
    declared = node.connector.results if node.connector else ()
    return {one.variable: _worth(one.value, response) for one in declared}


def agree(entered: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Whether an officer entered what the partner says; blanks count as nothing."""
    return all(_plain(entered.get(name)) == _plain(value) for name, value in said.items())


def entries(node: Node) -> list[Entry]:
    """What an officer enters: one value per result variable of the step, named as the connector names it."""
    connector = registry.find(node.connector.id) if node.connector else None
    known = {one.name: one for one in connector.descriptor.results} if connector else {}
    found = []
    for one in node.connector.results if node.connector else ():
        told = known.get(one.value.removeprefix("=").strip().removeprefix("response."))
        title = told.title if told else Text(one.variable, one.variable)
        found.append(Entry(one.variable, title, told.kind if told else "text"))
    return found


def _worth(value: str, response: Mapping[str, Any]) -> Any:
    if not value.startswith("="):
        return value
    return feel.evaluate(value[1:], {"response": response}).value


def _plain(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
