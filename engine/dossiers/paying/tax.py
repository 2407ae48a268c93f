"""What the tax office tells us by itself: its notice becomes an amount due, its proof lets the dossier go on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors.contrib import tax as contract
from engine.connectors.contrib.tax import NOTICE, Message
from engine.dossiers import calls, story
from engine.dossiers.author import Author
from engine.dossiers.dossier import open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.models import EARLY, dossier, message_inbox, wait
from engine.dossiers.operations import messages, waits
from engine.dossiers.paying import bill, booking
from engine.platform.errors import Invalid, Missing
from engine.platform.rows import insert_row
from engine.text import Text

APPLIED, DUPLICATE, AGAIN, PARTIAL = "applied", "duplicate", "again", "partial"
_PARTNERS = frozenset({"thue", contract.TAX})
"""What procedures call the tax office where they wait for it."""


def arrive(session: Session, code: str, number: str, body: Any, now: datetime) -> str:
    """Take a message whose signature was checked; returns what became of it.

    ``early``: kept until the dossier waits for it. ``again``: the payment was proved in another way before.
    Raises ``Invalid`` when it does not follow the contract, ``Missing`` for a dossier nobody knows.
    """
    try:
        said = contract.message(body)
    except contract.Malformed as error:
        raise Invalid(
            Text(f"Thông điệp sai ở {error}.", f"The message is wrong at {error}."), where=str(error)
        ) from error
    dossier_id = _dossier(session, code, said.ref)
    hold(session, dossier_id)
    key = f"{code}:{number}"
    known = (message_inbox.c.dossier_id == dossier_id) & (message_inbox.c.dedupe_key == key)
    if session.execute(select(message_inbox.c.id).where(known)).first() is not None:
        return DUPLICATE
    author = Author(name=calls.partner_name(session, code), account=f"partner:{code}"[:120])
    outcome, element = _use(session, dossier_id, said, author, now)
    insert_row(
        session,
        message_inbox,
        dossier_id=dossier_id,
        element=element,
        dedupe_key=key,
        values={messages.FORM: dict(said.values)},
        received_at=now,
        sender=author.name,
        status=EARLY if outcome == EARLY else messages.DELIVERED,
    )
    return outcome


def _use(session: Session, dossier_id: int, said: Message, author: Author, now: datetime) -> tuple[str, str]:
    """What the message does now, and the element it is for."""
    row = _open_wait(session, dossier_id, said.kind)
    if row is None:
        return _without_wait(session, dossier_id, said)
    if said.kind == NOTICE:
        waits.deliver_answer(session, row.id, said.values, author, now)
        return APPLIED, row.element
    return _proved(session, dossier_id, row, said, author, now), row.element


def _proved(session: Session, dossier_id: int, row: Row[Any], said: Message, author: Author, now: datetime) -> str:
    due = bill.of_dossier(session, open_dossier(session, dossier_id).row)
    number = said.values["so_bien_lai"]
    if said.amount < due.total:
        told = Text(
            f"Mới nộp {said.amount:,} trên {due.total:,} đồng (chứng từ {number})",
            f"{said.amount:,} of {due.total:,} đồng paid so far (receipt {number})",
        )
        story.tell(session, dossier_id, "paid_partly", told, author, now)
        return PARTIAL
    if due.lines:
        booking.settle(session, dossier_id, [line.id for line in due.lines], "bank", number, author, now)
    else:
        waits.deliver_answer(session, row.id, said.values, author, now)
    return APPLIED


def _without_wait(session: Session, dossier_id: int, said: Message) -> tuple[str, str]:
    """Early while the dossier has not come there yet; else it was answered in another way."""
    definition = open_dossier(session, dossier_id).version.definition
    elements = [
        node.id
        for node in definition.nodes.values()
        if node.wait and _fits(node.wait.kind, node.wait.partner, said.kind)
    ]
    passed = select(wait.c.id).where(wait.c.dossier_id == dossier_id, wait.c.element.in_(elements))
    if not elements or session.execute(passed.limit(1)).first() is not None:
        return AGAIN, elements[0] if elements else ""
    return EARLY, elements[0]


def _open_wait(session: Session, dossier_id: int, kind: str) -> Row[Any] | None:
    open_ones = select(wait).where(wait.c.dossier_id == dossier_id, wait.c.status == "open").order_by(wait.c.id)
    return next((row for row in session.execute(open_ones) if _fits(row.kind, row.partner, kind)), None)


def _fits(kind: str | None, partner: str | None, message: str) -> bool:
    return kind == "payment" if message != NOTICE else kind == "agency" and partner in _PARTNERS


def _dossier(session: Session, code: str, ref: str) -> int:
    call = calls.by_reference(session, code, ref)
    if call is not None:
        return int(call.dossier_id)
    found = session.execute(select(dossier.c.id).where(dossier.c.code == ref)).scalar()
    if found is None:
        raise Missing(Text("Không có hồ sơ nào mang số này.", "No dossier has this number."))
    return int(found)
