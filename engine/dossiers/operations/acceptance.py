"""Accepting a dossier: it gets its code, and the legal clock starts (rules R4, C1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from engine.dossiers import clockwork, words
from engine.dossiers.author import Author
from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.models import dossier as table
from engine.dossiers.models import payment
from engine.dossiers.numbers import dossier_code
from engine.organisation import units
from engine.platform.prepared import Prepared
from engine.platform.time import local_day
from engine.platform.together import write_all

NO_AGENCY_CODE = "Z00"
AT_COUNTER = "counter"
_ACCEPT = Prepared(table.update().where(table.c.id == bindparam("of_dossier")))
_DUE_NOW = (payment.c.collect == "receipt") & (payment.c.status == "due")
_TAKE_FEES = Prepared(payment.update().where(payment.c.dossier_id == bindparam("of_dossier"), _DUE_NOW))


def accept(session: Session, dossier: Dossier, author: Author, now: datetime) -> Dossier:
    """Issue the code, start the clock; returns the dossier as it is now.

    Whoever stands at the counter pays there the fees due at reception; others pay online, at a bank or later.
    """
    resolving = units.unit_on(session, dossier.row.resolving_unit_id, local_day(now))
    code = dossier_code(session, resolving.eid_code or NO_AGENCY_CODE, now)
    _ACCEPT.run(session, {"of_dossier": dossier.id, "code": code, "accepted_at": now})
    write_all(session, words.kept(dossier.id, words.words_of_code(code)))
    if dossier.row.channel == AT_COUNTER:
        taken = {"status": "paid", "paid_at": now, "taken_by": author.name, "method": AT_COUNTER}
        _TAKE_FEES.run(session, {"of_dossier": dossier.id, **taken})
    clockwork.note(session, dossier.id, "accepted", author, now, rule="C1")
    return replace(open_dossier(session, dossier.id), ledger_changed=True)
