"""One dossier as its page shows it to an officer: what to do now, the clock, the papers, the people, the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Node
from engine.documents import files
from engine.dossiers import facts
from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.models import (
    checklist_entry,
    form_submission,
    history,
    incident,
    payment,
    wait,
    work_item,
    work_item_draft,
)
from engine.dossiers.operations import handing
from engine.dossiers.operations.recall import recallable
from engine.dossiers.operations.withdrawal import may_still_withdraw
from engine.dossiers.queries.work import Remaining, remaining_until
from engine.dossiers.status import WORDS, Status
from engine.forms import Form
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act, DossierFacts
from engine.procedures import labels
from engine.procedures.versions import Version
from engine.text import Text


@dataclass(frozen=True)
class OpenWork:
    """An open step; ``may_do`` says whether this reader may finish it."""

    row: Row[Any]
    node: Node
    name: Text
    outcomes: Sequence[tuple[str, Text, str | None]]
    form: Form | None
    may_do: bool
    remaining: Remaining
    draft: Row[Any] | None
    colleagues: Sequence[tuple[int, str]] = ()
    """Who this reader may give the step to."""


@dataclass(frozen=True)
class OpenWait:
    """Something the dossier waits for; ``may_deliver`` says whether this reader may record its arrival."""

    row: Row[Any]
    name: Text
    form: Form | None
    may_deliver: bool


@dataclass(frozen=True)
class Answered:
    """A form somebody filled in earlier."""

    title: Text
    form: Form | None
    values: Mapping[str, Any]
    author: str
    at: datetime


@dataclass(frozen=True)
class Page:
    """Everything the dossier page shows."""

    dossier: Dossier
    name: Text
    status: Text
    work: Sequence[OpenWork]
    waits: Sequence[OpenWait]
    answered: Sequence[Answered]
    checklist: Sequence[Row[Any]]
    documents: Sequence[Row[Any]]
    payments: Sequence[Row[Any]]
    story: Sequence[Row[Any]]
    incidents: Sequence[Row[Any]]
    remaining: Remaining
    passed: frozenset[str]
    current: frozenset[str]
    waiting: frozenset[str]
    may_withdraw: bool
    may_recall: bool

    @property
    def version(self) -> Version:
        """The version the dossier is pinned to."""
        return self.dossier.version


def page(session: Session, actor: Actor, dossier_id: int, now: datetime) -> Page:
    """Read a dossier for its page. Raises ``Missing`` for a dossier that is none of the reader's business."""
    opened = open_dossier(session, dossier_id)
    seen = facts.of_dossier(session, opened.row, now)
    policy.require(actor, Act.SEE_DOSSIER, seen)
    definition = opened.version.definition
    work = [_work(session, actor, opened, row, seen, now) for row in _open(session, work_item, dossier_id)]
    waits = [_wait(session, actor, opened, row, seen, now) for row in _open(session, wait, dossier_id)]
    story = list(session.execute(_of(history, dossier_id)))
    return Page(
        dossier=opened,
        name=labels.procedure_name(definition),
        status=WORDS[Status(opened.row.status)].label,
        work=work,
        waits=waits,
        answered=answered(session, opened),
        checklist=list(session.execute(select(checklist_entry).where(checklist_entry.c.dossier_id == dossier_id))),
        documents=files.of_dossier(session, dossier_id),
        payments=list(session.execute(_of(payment, dossier_id))),
        story=story,
        incidents=list(session.execute(_of(incident, dossier_id).where(incident.c.resolved_at.is_(None)))),
        remaining=remaining_until(session, opened.row.resolving_unit_id, opened.row.due_at, now),
        passed=frozenset(element for line in story for element in (line.path or ())),
        current=frozenset(item.row.element for item in work),
        waiting=frozenset(item.row.element for item in waits),
        may_withdraw=policy.may(actor, Act.WITHDRAW, seen) and may_still_withdraw(session, opened, now),
        may_recall=recallable(session, actor, opened) is not None,
    )


def answered(session: Session, opened: Dossier) -> list[Answered]:
    """The forms filled in so far, the application first."""
    definition = opened.version.definition
    found = []
    for row in session.execute(_of(form_submission, opened.id)):
        form = opened.version.form(row.form)
        node = definition.nodes.get(row.element)
        fallback = Text("Tờ khai", "Application") if row.element == "don" else Text(row.element, row.element)
        title = labels.node_name(definition, node) if node else form.title if form else fallback
        found.append(Answered(title, form, row.values, row.author, row.at))
    return found


def _work(
    session: Session, actor: Actor, opened: Dossier, row: Row[Any], seen: DossierFacts, now: datetime
) -> OpenWork:
    definition = opened.version.definition
    node = definition.nodes[row.element]
    step = node.step
    outcomes = [
        (o.id, labels.outcome_name(definition, node, o.id), o.produces) for o in (step.outcomes if step else ())
    ]
    draft = session.execute(
        select(work_item_draft).where(
            work_item_draft.c.work_item_id == row.id, work_item_draft.c.account_id == actor.account_id
        )
    ).first()
    facts_of_work = facts.of_work(row, seen)
    given_by_me = handing.may_hand_over(actor, row, facts_of_work)
    return OpenWork(
        row=row,
        node=node,
        name=labels.node_name(definition, node),
        outcomes=outcomes,
        form=opened.version.form(step.form if step else None),
        may_do=policy.may(actor, Act.DO_WORK, facts_of_work),
        remaining=remaining_until(session, row.unit_id, row.due_at, now),
        draft=draft,
        colleagues=handing.colleagues(session, row, now) if given_by_me else (),
    )


def _wait(
    session: Session, actor: Actor, opened: Dossier, row: Row[Any], seen: DossierFacts, now: datetime
) -> OpenWait:
    node = opened.version.definition.nodes[row.element]
    return OpenWait(
        row=row,
        name=labels.node_name(opened.version.definition, node),
        form=opened.version.form(node.wait.form if node.wait else None),
        may_deliver=policy.may(actor, Act.DELIVER, facts.of_wait(session, row, seen, now)),
    )


def _open(session: Session, table: Any, dossier_id: int) -> list[Row[Any]]:
    return list(session.execute(_of(table, dossier_id).where(table.c.status == "open")))


def _of(table: Any, dossier_id: int) -> Any:
    return select(table).where(table.c.dossier_id == dossier_id).order_by(table.c.id)
