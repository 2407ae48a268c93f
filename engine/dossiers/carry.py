"""Carrying a dossier one act further: the one place where advance() meets the database.

Everything an act means is written in the caller's transaction: engine state, work, waits, timers, incidents,
clock, status, history and audit. Any error leaves the dossier as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.dossiers import state, story, words
from engine.dossiers.author import Author
from engine.dossiers.decided import by_table
from engine.dossiers.dossier import Dossier
from engine.dossiers.jobs import CONTINUE, wake_up
from engine.dossiers.papers.issuing import issue_produced
from engine.dossiers.portal_sync import noting
from engine.dossiers.projection import (
    involved,
    no_longer_open,
    project_calls,
    project_incidents,
    project_timers,
    project_waits,
    work_of,
)
from engine.dossiers.settle import settled
from engine.dossiers.world import DossierWorld
from engine.platform import audit
from engine.platform.errors import AppError, Conflict, Invalid
from engine.platform.together import Write, write_all
from engine.spiff import advance
from engine.spiff.acts import Act, Start
from engine.spiff.errors import AlreadyEnded, NotOpen, SpiffError
from engine.spiff.result import StepResult
from engine.text import Text

IN_HAND = Text("Hồ sơ đang được xử lý", "The dossier is in hand")


@dataclass(frozen=True)
class Line:
    """What the history will say about an act."""

    act: str
    said: Text
    element: str | None = None
    step_no: str | None = None
    note: str | None = None
    public: bool = True
    detail: Mapping[str, Any] = field(default_factory=dict)


def carry(
    session: Session,
    dossier: Dossier,
    act: Act,
    line: Line,
    author: Author,
    now: datetime,
    also: Sequence[Write] = (),
) -> StepResult:
    """Let ``author`` do ``act`` on a dossier at ``now``; returns what it meant. ``also`` is written along with it.

    Raises ``Conflict`` when somebody else was faster or the step is no longer open.
    """
    starting = isinstance(act, Start)
    world = DossierWorld(session, dossier, now)
    try:
        result = advance(dossier.version.bundle, None if starting else dossier.state, act, world)
    except SpiffError as error:
        raise _explained(error) from error
    told = _told(dossier, result, line, author, now)
    work = [*work_of(session, dossier, result, author, now), *involved(dossier, result)]
    if starting:
        state.first(session, dossier.id, result.state)
        write_all(session, [*also, told, *work, *words.kept(dossier.id, words.words_of(dossier.row.search))])
    else:
        stored = state.replacing(dossier.id, dossier.seen, dossier.state, result.state, now)
        state.require_stored(write_all(session, [*stored, *also, told, *work])[0])
    _project(session, dossier, result, author, now)
    _tell_more(session, dossier, result, author, now)
    over = no_longer_open(dossier, result, now)
    settles = settled(session, dossier, result, author, now)
    write_all(session, [settles, *over, _trail(dossier, result, line, author, now)])
    if dossier.row.synced is not None:
        noting.note(session, dossier.row, dossier.row.synced, settles.values, _for_all(line), author, now)
    issue_produced(session, dossier, line.act, line.note or "", result, author, now)
    return result


def _for_all(line: Line) -> Text:
    """What a line tells those outside the office."""
    return line.said if line.public else IN_HAND


def _explained(error: SpiffError) -> AppError:
    if isinstance(error, NotOpen | AlreadyEnded):
        return Conflict(error.text)
    return Invalid(error.text)


def _project(session: Session, dossier: Dossier, result: StepResult, author: Author, now: datetime) -> None:
    project_waits(session, dossier, result, author, now)
    project_timers(session, dossier, result, now)
    project_calls(session, dossier, result, now)
    project_incidents(session, dossier, result, author, now)
    if result.unfinished:
        wake_up(session, CONTINUE, dossier.id, str(dossier.seen + 1), now, now)


def _told(dossier: Dossier, result: StepResult, line: Line, author: Author, now: datetime) -> Write:
    return story.line(
        dossier.id,
        line.act,
        line.said,
        author,
        now,
        element=line.element,
        step_no=line.step_no,
        note=line.note,
        public=line.public,
        path=result.path,
    )


def _tell_more(session: Session, dossier: Dossier, result: StepResult, author: Author, now: datetime) -> None:
    for decided in result.decided:
        said = by_table(decided.decision, decided.rules)
        story.tell(session, dossier.id, "decided", said, author, now, element=decided.element, public=False)
    for warned in result.warnings:
        story.tell(session, dossier.id, "warning", warned.message, author, now, element=warned.element, public=False)


def _trail(dossier: Dossier, result: StepResult, line: Line, author: Author, now: datetime) -> Write:
    return audit.following(
        dossier.trail,
        subject_kind="dossier",
        subject_id=dossier.id,
        act=line.act,
        actor=author.account,
        on_behalf=author.on_behalf,
        at=now,
        detail={
            **line.detail,
            "opened": [opened.element for opened in result.opened],
            "closed": [[closed.element, closed.outcome] for closed in result.closed],
            "ended": [result.ended.element, result.ended.result] if result.ended else None,
            "state": dossier.seen + 1,
        },
    )
