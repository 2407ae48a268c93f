"""The legs of a dossier side by side, as officer and applicant read them: whose, since when, how it stands, by when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Definition, Node
from engine.bpmn.graph import graphs
from engine.bpmn.vocabulary import shipped
from engine.connectors.models import (
    ACCEPTED,
    CANCELLED,
    OPEN,
    STUCK,
    TRYING,
    connector_attempt,
    connector_call,
    partner,
)
from engine.dossiers.dossier import Dossier
from engine.dossiers.legs.opening import planned
from engine.dossiers.legs.words import SAID, Heard
from engine.dossiers.models import wait, work_item
from engine.dossiers.queries.work import Remaining, remaining_until
from engine.procedures import labels
from engine.text import Text

PLANNED = Text("Sẽ gửi khi đến lượt", "To be sent in its turn")
SENDING = Text("Đang gửi", "Being sent")
UNANSWERED = Text("Chưa có trả lời, cơ quan tiếp nhận đang xử lý", "No answer yet; the receiving office sees to it")
BY_HAND = Text("Cán bộ đã nhập kết quả", "Result entered by an officer")
NO_LONGER = Text("Đã dừng", "Stopped")
OUR_OFFICE = Text("Cơ quan tiếp nhận hồ sơ", "The receiving office")
APPLICANT = Text("Người nộp hồ sơ", "The applicant")
_TONES = {Heard.SUPPLEMENT: "wait", Heard.REFUSED: "late", Heard.DONE: "ok"}


@dataclass(frozen=True)
class Line:
    """One leg. ``tone`` is the kind of tag; ``said`` the partner's own words; ``earlier`` receipts of requests before.

    ``child`` is the id of the dossier another unit of ours does it by; ``code`` that dossier's code.
    """

    element: str
    name: Text
    agency: str
    status: Text
    tone: str
    holder: Text | None = None
    receipt: str | None = None
    sent_at: datetime | None = None
    received_at: datetime | None = None
    heard_at: datetime | None = None
    ended_at: datetime | None = None
    due_at: datetime | None = None
    remaining: Remaining | None = None
    said: str | None = None
    earlier: tuple[str, ...] = ()
    child: int | None = None
    planned: bool = False

    @property
    def late(self) -> bool:
        """Whether it was finished, or still is not, after its own date."""
        if self.ended_at is not None:
            return self.due_at is not None and self.ended_at > self.due_at
        return self.remaining is not None and self.remaining.state == "late"


def legs_of(session: Session, opened: Dossier, now: datetime) -> list[Line]:
    """Every leg of a dossier in the order it was sent, then those still to come."""
    definition = opened.version.definition
    declared = [node for node in definition.nodes.values() if node.leg is not None]
    if not declared:
        return []
    mine = (connector_call.c.dossier_id == opened.id) & connector_call.c.agency.is_not(None)
    calls = session.execute(select(connector_call).where(mine).order_by(connector_call.c.id)).all()
    rounds: dict[str, list[Row[Any]]] = {}
    for call in calls:
        rounds.setdefault(call.element, []).append(call)
    sent = _sent(session, [call.id for call in calls])
    names = _names(session, {node.leg.agency for node in declared if node.leg})
    lines = [_line(session, opened, several, sent, names, now) for several in rounds.values()]
    if opened.row.ended_at is None and opened.row.done_at is None:
        dates = planned(session, definition, opened.row, now)
        ahead = _ahead(session, opened)
        coming = [node for node in declared if node.id not in rounds and node.id in ahead and _applies(node, opened)]
        coming.sort(key=lambda node: (dates.get(node.id) is None, dates.get(node.id)))
        lines += [_coming(definition, node, names, dates) for node in coming]
    return lines


def _line(
    session: Session,
    opened: Dossier,
    several: list[Row[Any]],
    sent: Mapping[int, Row[Any]],
    names: Mapping[str, str],
    now: datetime,
) -> Line:
    call, definition = several[-1], opened.version.definition
    node = definition.nodes[call.element]
    status, tone = _standing(call)
    name = names.get(call.agency) or call.agency
    tried = sent.get(call.id)
    running = call.status in OPEN
    remaining = remaining_until(session, opened.row.resolving_unit_id, call.due_at, now) if running else None
    unit = _child_unit(session, call.child_id)
    return Line(
        element=call.element,
        name=labels.node_name(definition, node),
        agency=unit or name,
        status=status,
        tone="late" if running and remaining and remaining.state == "late" else tone,
        holder=_holder(session, call, unit or name),
        receipt=call.receipt,
        sent_at=tried.first if tried else None,
        received_at=(tried.received if tried else None) or (call.ended_at if call.receipt else None),
        heard_at=call.heard_at,
        ended_at=call.ended_at,
        due_at=call.due_at,
        remaining=remaining,
        said=call.partner_said,
        earlier=tuple(
            dict.fromkeys(one.receipt for one in several[:-1] if one.receipt and one.receipt != call.receipt)
        ),
        child=call.child_id,
    )


def _standing(call: Row[Any]) -> tuple[Text, str]:
    """How a leg stands in words, and the kind of its tag: what the machine knows first, then what the partner says."""
    if call.entered is not None:
        return BY_HAND, "ok"
    if call.status == CANCELLED:
        return NO_LONGER, "plain"
    if call.status == STUCK and call.partner_status not in (Heard.SUPPLEMENT, Heard.REFUSED):
        return UNANSWERED, "soon"
    if call.partner_status:
        return SAID[call.partner_status], _TONES.get(call.partner_status, "info")
    return (SENDING, "info") if call.status == TRYING else (SAID[Heard.RECEIVED], "info")


def _holder(session: Session, call: Row[Any], name: str) -> Text | None:
    """Who has the leg now; nobody once it is over, but for a supplement the applicant owes."""
    if call.status not in OPEN:
        owed = select(wait.c.id).where(wait.c.dossier_id == call.dossier_id, wait.c.kind == "supplement")
        waits = call.partner_status == Heard.SUPPLEMENT and session.execute(owed.where(wait.c.status == "open")).first()
        return APPLICANT if waits else None
    if call.child_id is not None and call.partner_status == Heard.SUPPLEMENT:
        return APPLICANT
    return Text(name, name) if call.status == ACCEPTED else OUR_OFFICE


def _child_unit(session: Session, child_id: int | None) -> str | None:
    """The unit where a child dossier stands, or stood last."""
    if child_id is None:
        return None
    mine = select(work_item.c.unit_name).where(work_item.c.dossier_id == child_id)
    newest = mine.order_by((work_item.c.status == "open").desc(), work_item.c.id.desc()).limit(1)
    return session.execute(newest).scalar()


def _applies(node: Node, opened: Dossier) -> bool:
    """Whether the leg belongs to the dossier's case."""
    return node.step is None or not node.step.case or opened.row.case_id in node.step.case


def _coming(definition: Definition, node: Node, names: Mapping[str, str], dates: Mapping[str, datetime]) -> Line:
    agency = node.leg.agency if node.leg else ""
    return Line(
        element=node.id,
        name=labels.node_name(definition, node),
        agency=names.get(agency) or agency,
        status=PLANNED,
        tone="plain",
        due_at=dates.get(node.id),
        planned=True,
    )


def _sent(session: Session, calls: Iterable[int]) -> dict[int, Row[Any]]:
    """When each call was first sent, and when its partner first took it."""
    taken = connector_attempt.c.outcome.in_(("accepted", "done"))
    query = select(
        connector_attempt.c.call_id,
        func.min(connector_attempt.c.started_at).label("first"),
        func.min(case((taken, connector_attempt.c.ended_at))).label("received"),
    ).where(connector_attempt.c.call_id.in_(list(calls)))
    rows: list[Row[Any]] = list(session.execute(query.group_by(connector_attempt.c.call_id)))
    return {row.call_id: row for row in rows}


def _names(session: Session, codes: Collection[str]) -> dict[str, str]:
    """What agencies are called: partners by their declared name, units of ours by their kind."""
    kinds = shipped().unit_kinds
    ours = {code: kinds[code].name.vi for code in codes if code in kinds}
    query = select(partner.c.code, partner.c.name).where(partner.c.code.in_(list(codes)))
    return ours | {row.code: row.name for row in session.execute(query)}


def _ahead(session: Session, opened: Dossier) -> frozenset[str]:
    """The elements the dossier can still come to from where it stands."""
    graph = graphs(opened.version.definition)[None]
    here = [
        element
        for table, states in ((work_item, ("open",)), (wait, ("open",)), (connector_call, OPEN))
        for element in session.execute(
            select(table.c.element).where(table.c.dossier_id == opened.id, table.c.status.in_(states))
        ).scalars()
    ]
    return graph.reached_from([element for element in here if element in graph.nodes])
