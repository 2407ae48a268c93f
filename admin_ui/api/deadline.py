"""The explanation of a due date as JSON: ledger, segments, sentences and days, for programs of whoever may see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from admin_ui.web import context
from admin_ui.web.visitors import require_actor, staff_only
from engine import clock
from engine.dossiers import clockwork, facts, shares
from engine.dossiers.dossier import open_dossier
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import reading
from engine.text import Text

blueprint = Blueprint("api_deadline", __name__, url_prefix="/api")
blueprint.before_request(staff_only)


@blueprint.get("/ho-so/<int:dossier_id>/thoi-han")
def deadline(dossier_id: int) -> Response:
    """Tell how the due date of a dossier came about. Missing for a dossier that is none of the reader's business."""
    actor, now = require_actor(), context.now()
    with reading() as session:
        opened = open_dossier(session, dossier_id)
        policy.require(actor, Act.SEE_DOSSIER, facts.of_dossier(session, opened.row, now))
        assessed = clockwork.assess(session, opened.row, opened.version, now)
        dues = shares.of_dossier(session, opened.row, opened.version, assessed, now) if assessed else ()
        events = clockwork.ledger(session, dossier_id)
    told = {"code": opened.row.code, "events": [_event(event) for event in events]}
    return jsonify({**told, "assessment": _assessment(assessed, dues, now) if assessed else None})


def _assessment(assessed: clock.Assessment, shares: Iterable[clock.PartDue], now: datetime) -> dict[str, Any]:
    return {
        "term": clock.say_term(assessed.timeline.term)._asdict(),
        "calendar": assessed.timeline.calendar.name,
        "status": assessed.status,
        "due": _iso(assessed.due),
        "original_due": _iso(assessed.original_due),
        "provisional": assessed.provisional,
        "outcome": assessed.outcome,
        "appointments": [{"due": _iso(one.due), "met": _iso(one.met), "outcome": one.outcome} for one in assessed.dues],
        "segments": [_segment(part) for part in assessed.explanation],
        "days": [
            {"day": mark.day.isoformat(), "counted_seconds": mark.counted_seconds, "kind": mark.kind}
            for mark in clock.day_marks(assessed.explanation)
        ],
        "sentences": [said._asdict() for said in clock.tell(assessed)],
        "handover_due": _iso(assessed.handover_due),
        "return_until": _iso(assessed.return_until),
        "internal_due": _iso(assessed.internal_due),
        "agencies": [{"agency": one.agency, "due": one.due.at.isoformat()} for one in shares],
        "consumed_seconds": dict(clock.consumed(assessed.timeline, clock.local(now))),
        "warnings": [said._asdict() for said in assessed.warnings],
    }


def _segment(part: clock.Segment) -> dict[str, Any]:
    return {
        "start": part.start.isoformat(),
        "end": part.end.isoformat(),
        "counted_seconds": part.counted_seconds,
        "kind": part.kind,
        "reason": part.reason._asdict(),
    }


def _event(event: clock.ClockEvent) -> dict[str, Any]:
    reason: Text | None = event.reason
    return {
        "kind": event.kind,
        "at": event.at.isoformat(),
        "rule": event.rule,
        "reason": reason._asdict() if reason else None,
        "author": event.author,
        "clock": event.clock,
        "ref": event.ref,
        "new_due": _iso(event.new_due),
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
