"""The ledger of a dossier's clock: writing its events, reading what they add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from engine import clock
from engine.bpmn.definition import Node
from engine.clock.events import EventKind
from engine.clock.terms import Policy
from engine.dossiers.author import MACHINE, Author
from engine.dossiers.models import clock_event, form_submission
from engine.dossiers.names import names_of_row
from engine.dossiers.terms import term_of
from engine.organisation.calendars import queries as calendars
from engine.platform.prepared import Prepared
from engine.procedures.versions import Version
from engine.text import Text

ASKED: dict[str, EventKind] = {
    "supplement": "supplement_requested",
    "payment": "payment_asked",
    "agency": "agency_asked",
    "confirmation": "confirmation_asked",
}
ANSWERED: dict[str, EventKind] = {
    "supplement": "supplement_received",
    "payment": "payment_proved",
    "agency": "agency_answered",
    "confirmation": "confirmation_given",
}
_NOTE = Prepared(clock_event.insert())
_LEDGER = Prepared(
    select(clock_event).where(clock_event.c.dossier_id == bindparam("dossier")).order_by(clock_event.c.id)
)
_APPLICATION = Prepared(
    select(form_submission.c["values"])
    .where(form_submission.c.dossier_id == bindparam("dossier"), form_submission.c.element == "don")
    .order_by(form_submission.c.id.desc())
    .limit(1)
)
SYNC = "sync"
"""Stands for the rule where no law speaks: a delay of machines, told apart so that nobody is blamed for it."""
_REF = 120
RULES = {"supplement": "C8", "payment": "C13", "agency": "C14", "confirmation": "C8"}


def note(
    session: Session,
    dossier_id: int,
    kind: EventKind,
    author: Author,
    now: datetime,
    *,
    rule: str,
    reason: Text | None = None,
    policy: str | None = None,
    ref: str = "",
) -> None:
    """Append one event to the ledger."""
    event = {
        "dossier_id": dossier_id,
        "kind": kind,
        "at": now,
        "rule": rule,
        "reason": list(reason) if reason else None,
        "author": author.name,
        "clock": policy,
        "ref": ref,
    }
    _NOTE.run(session, event)


def note_wait_opened(session: Session, dossier_id: int, node: Node, task: str, author: Author, now: datetime) -> None:
    """The dossier begins to wait: the clock does what the wait declares, or what the term says of supplements."""
    kind = (node.wait.kind if node.wait else None) or "confirmation"
    policy = node.wait.clock if node.wait else None
    note(session, dossier_id, ASKED[kind], author, now, rule=RULES[kind], policy=policy, ref=task)


def note_wait_answered(session: Session, dossier_id: int, kind: str, task: str, author: Author, now: datetime) -> None:
    """What the dossier waited for has come."""
    note(session, dossier_id, ANSWERED[kind], author, now, rule=RULES[kind], ref=task)


def partner_lost(session: Session, dossier_id: int, call_key: str, partner: str, now: datetime) -> bool:
    """A call of the dossier does not get through: from now on its working time is the machines' doing.

    The legal clock goes on. Returns whether it was noted: never twice for one call, never after the end.
    """
    if _out_of_step(session, dossier_id, call_key) is not False:
        return False
    said = Text(f"không liên lạc được với {partner}", f"{partner} cannot be reached")
    note(session, dossier_id, "sync_lost", MACHINE, now, rule=SYNC, reason=said, ref=call_key[:_REF])
    return True


def partner_restored(session: Session, dossier_id: int, call_key: str, partner: str, now: datetime) -> bool:
    """The call got through, or is no longer made; returns whether a delay noted by ``partner_lost`` ended."""
    if not _out_of_step(session, dossier_id, call_key):
        return False
    said = Text(f"đã liên lạc lại được với {partner}", f"{partner} can be reached again")
    note(session, dossier_id, "sync_restored", MACHINE, now, rule=SYNC, reason=said, ref=call_key[:_REF])
    return True


def _out_of_step(session: Session, dossier_id: int, call_key: str) -> bool | None:
    """Whether a delay of this call is open; None once the clock of the dossier has ended."""
    lost = False
    for row in _LEDGER.all(session, {"dossier": dossier_id}):
        if row.kind in ("finished", "withdrawn"):
            return None
        if row.kind in ("sync_lost", "sync_restored") and row.ref == call_key[:_REF]:
            lost = row.kind == "sync_lost"
    return lost


def ledger(session: Session, dossier_id: int) -> list[clock.ClockEvent]:
    """All events of a dossier's clock, in order."""
    return [_event(row) for row in _LEDGER.all(session, {"dossier": dossier_id})]


def ledgers(session: Session, dossier_ids: Sequence[int]) -> Mapping[int, list[clock.ClockEvent]]:
    """The events of several dossiers' clocks, each in order."""
    found: dict[int, list[clock.ClockEvent]] = {one: [] for one in dossier_ids}
    query = select(clock_event).where(clock_event.c.dossier_id.in_(dossier_ids)).order_by(clock_event.c.id)
    for row in session.execute(query):
        found[row.dossier_id].append(_event(row))
    return found


def assess(
    session: Session,
    row: Row[Any],
    version: Version,
    now: datetime,
    calendar: clock.Calendar | None = None,
    events: Sequence[clock.ClockEvent] | None = None,
) -> clock.Assessment | None:
    """What the ledger of a dossier means now; None when its procedure declares no term.

    ``calendar`` asks what it would mean by another calendar than the one the resolving unit keeps; ``events`` are the
    ledger where the caller has read it.
    """
    names: dict[str, Any] = {}
    if any(term.value_formula for term in version.definition.terms):
        application = _APPLICATION.first(session, {"dossier": row.id})
        names = {**names_of_row(session, row, now), "don": application[0] if application else {}}
    term = term_of(version.definition, row.case_id, row.channel, names, now)
    if term is None:
        return None
    kept = calendar or calendar_of(session, row.resolving_unit_id, now)
    return clock.assess(term, ledger(session, row.id) if events is None else events, kept, now, kept=True)


def _event(row: Any) -> clock.ClockEvent:
    return clock.ClockEvent(
        kind=row.kind,
        at=row.at,
        rule=row.rule,
        reason=Text(*row.reason) if row.reason else None,
        author=row.author,
        clock=cast(Policy | None, row.clock),
        ref=row.ref,
        new_due=row.new_due,
    )


def calendar_of(session: Session, unit_id: int, now: datetime) -> clock.Calendar:
    """The working calendar a unit keeps, as known at ``now``: every day by the calendar in force for it that day."""
    return calendars.of_unit(session, unit_id)
