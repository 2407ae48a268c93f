"""What a partner sends back by itself: genuine, recent, once each; early ones are kept for their call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors import operations as partners
from engine.connectors import signing
from engine.connectors.models import connector_message, partner
from engine.connectors.sealing import Sealer
from engine.dossiers import calls as reading
from engine.dossiers.holding import hold
from engine.dossiers.operations import calls
from engine.platform.errors import Invalid, Unauthenticated
from engine.platform.rows import insert_row
from engine.text import Text

DUPLICATE = "duplicate"
_LONGEST = 120


def require_genuine(
    session: Session, code: str, headers: Mapping[str, str], body: bytes, sealer: Sealer, now: datetime
) -> str:
    """The number of a signed message; raises ``Unauthenticated`` for anything else, without saying what is wrong."""
    at, number = headers.get(signing.TIME, ""), headers.get(signing.NUMBER, "")
    known = session.execute(select(partner.c.enabled).where(partner.c.code == code)).scalar()
    secret = partners.secret(session, code, "callback", sealer) if known else ""
    genuine = signing.is_genuine(secret or "-", at, number, body, headers.get(signing.SIGNATURE, ""), now)
    if not (secret and genuine and len(number) <= _LONGEST):
        raise Unauthenticated(Text("Chữ ký không hợp lệ.", "The signature is not valid."))
    return number


def arrive(session: Session, code: str, number: str, body: Any, now: datetime) -> str:
    """Take a genuine message: ``applied``, ``early`` (kept), ``late`` (its call is over) or ``duplicate``."""
    ref = str(body.get("ref") or "") if isinstance(body, dict) else ""
    if not 0 < len(ref) <= _LONGEST:
        raise Invalid(Text("Thiếu số tham chiếu (ref).", "The reference (ref) is missing."), where="ref")
    if len(str(body.get("receipt") or "")) > _LONGEST:
        raise Invalid(Text("Số tiếp nhận quá dài.", "The receipt number is too long."), where="receipt")
    call = reading.by_reference(session, code, ref)
    if call is not None:
        hold(session, call.dossier_id)
    else:
        session.execute(select(partner.c.code).where(partner.c.code == code).with_for_update())
        call = reading.by_reference(session, code, ref)
        if call is not None:
            hold(session, call.dossier_id)
    known = (connector_message.c.partner == code) & (connector_message.c.number == number)
    if session.execute(select(connector_message.c.id).where(known)).first() is not None:
        return DUPLICATE
    message_id = insert_row(
        session,
        connector_message,
        partner=code,
        number=number,
        received_at=now,
        ref=ref,
        body=body,
        status=calls.EARLY,
    )
    if call is None:
        return calls.EARLY
    message = session.execute(select(connector_message).where(connector_message.c.id == message_id)).one()
    return calls.apply_message(session, message, reading.find(session, call.id), calls.as_partner(session, code), now)
