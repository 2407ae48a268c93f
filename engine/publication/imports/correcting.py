"""Correcting in place what was understood of a row: the draft is edited, the words are kept for the next sheet, and
the open points the correction settles are resolved in the name of whoever made it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from engine.bpmn import edit
from engine.bpmn.definition import Definition, Outcome, Step
from engine.bpmn.edit import names
from engine.bpmn.edit.edits import AddOutcome, ChangeOutcome, ChangeStep, Edit, Goal
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.errors import Conflict, Invalid
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.imports import found, points, words
from engine.publication.imports.found import Found
from engine.publication.imports.models import sheet_found
from engine.publication.inspection import read_diagram
from engine.text import Text


@dataclass(frozen=True)
class Who:
    """Who does a step."""

    unit: str | None
    post: str | None


@dataclass(frozen=True)
class Time:
    """How long a step takes and how that counts."""

    limit: Decimal | None
    unit: str
    count: str


@dataclass(frozen=True)
class Correction:
    """What is right for one row; None: as it is. ``goals`` by outcome, ``added`` one more outcome with its goal.

    ``alike``: also for the other rows of this procedure whose cell says the same.
    """

    who: Who | None = None
    time: Time | None = None
    goals: Mapping[str, Goal] = dataclasses.field(default_factory=dict)
    added: tuple[str, Goal] | None = None
    alike: bool = False


def correct(
    session: Session, actor: Actor, seen: Found, row: int, wanted: Correction, settled: Collection[int], now: datetime
) -> int:
    """Carry out a correction of row number ``row``; returns how many rows changed.

    Raises EditRefused when the diagram does not bear it, ``Conflict`` when somebody changed the draft since ``seen``.
    """
    policy.require(actor, Act.EDIT_DRAFT)
    current = _editable(session, actor, seen)
    told = _row(seen, row)
    definition = read_diagram(seen.sources.bpmn)
    edits = list(_edits(definition, seen, told, wanted))
    data = seen.sources.bpmn
    for one in edits:
        data = edit.apply(data, one)
    _save(session, current, {**seen.sources.files, DIAGRAM: data})
    if wanted.who is not None:
        words.remember(session, actor, words.ACTOR, told["actor"], dataclasses.asdict(wanted.who), now)
    if wanted.time is not None:
        words.remember(session, actor, words.TIME, told["time"], _time_data(wanted.time), now)
    points.settle(session, actor, current.id, settled, points.RESOLVED, "", now)
    _audit(session, actor, current.id, row, edits, now)
    return len({one.step for one in edits if isinstance(one, ChangeStep | ChangeOutcome | AddOutcome)})


def use_words(session: Session, actor: Actor, seen: Found, now: datetime) -> int:
    """Carry out every proposal out of earlier corrections; returns how many rows changed."""
    policy.require(actor, Act.EDIT_DRAFT)
    current, proposed = _editable(session, actor, seen), proposals(session, seen)
    definition, data = read_diagram(seen.sources.bpmn), seen.sources.bpmn
    for row, (who, time) in proposed.items():
        element = seen.told["rows"][row]["element"]
        change = _step(definition.nodes[element].step or Step(), who, time)
        data = edit.apply(data, ChangeStep(element, change))
    _save(session, current, {**seen.sources.files, DIAGRAM: data})
    done = {
        point.number
        for point in seen.open
        if point.row in proposed and point.text in _texts(seen.told["rows"][point.row], *proposed[point.row])
    }
    points.settle(session, actor, current.id, done, points.RESOLVED, "", now)
    _audit(session, actor, current.id, None, [], now, proposals=len(proposed))
    return len(proposed)


def proposals(session: Session, seen: Found) -> dict[int, tuple[Who | None, Time | None]]:
    """By row: what earlier corrections say of its words, where that differs from the draft."""
    if seen.taken:
        return {}
    rows = [(number, one) for number, one in enumerate(seen.told["rows"]) if one["element"]]
    actors = words.known(session, words.ACTOR, [one["actor"] for _, one in rows])
    times = words.known(session, words.TIME, [one["time"] for _, one in rows])
    definition = read_diagram(seen.sources.bpmn)
    made = {}
    for number, one in rows:
        step = definition.nodes[one["element"]].step or Step()
        who = who_of(actors.get(words.phrase_of(one["actor"])))
        time = time_of(times.get(words.phrase_of(one["time"])))
        who = who if who is not None and (who.unit, who.post) != (step.unit, step.post) else None
        same = time is None or (time.limit, time.unit, time.count) == (step.limit, step.limit_unit, step.count)
        if who is not None or not same:
            made[number] = (who, None if same else time)
    return made


def _edits(definition: Definition, seen: Found, told: Mapping[str, Any], wanted: Correction) -> Iterator[Edit]:
    for other in seen.told["rows"]:
        element = other["element"]
        if element is None or not (other is told or wanted.alike):
            continue
        was = definition.nodes[element].step or Step()
        who = wanted.who if words.phrase_of(other["actor"]) == words.phrase_of(told["actor"]) else None
        time = wanted.time if words.phrase_of(other["time"]) == words.phrase_of(told["time"]) else None
        to = _step(was, who, time)
        if to != was:
            yield ChangeStep(element, to)
    element = told["element"]
    for outcome, goal in wanted.goals.items():
        yield ChangeOutcome(element, outcome, None, goal)
    if wanted.added is not None:
        name, goal = wanted.added
        taken = {one.id for one in (definition.nodes[element].step or Step()).outcomes}
        yield AddOutcome(element, Outcome(names.free(names.slug(name, "ket_qua"), taken), name), goal)


def _step(was: Step, who: Who | None, time: Time | None) -> Step:
    to = was
    if who is not None:
        to = dataclasses.replace(to, unit=who.unit, post=who.post, alternatives=())
    if time is not None:
        to = dataclasses.replace(to, limit=time.limit, limit_unit=time.unit, count=time.count)
    return to


def _row(seen: Found, row: int) -> Mapping[str, Any]:
    rows = seen.told["rows"]
    if not 0 <= row < len(rows) or rows[row]["element"] is None:
        raise Invalid(
            Text("Dòng này không có bước của cơ quan để sửa.", "This row has no step of the office to correct."),
            Text("Sửa ở bản soạn sau khi nhận.", "Change it in the working copy."),
        )
    found_row: Mapping[str, Any] = rows[row]
    return found_row


def _editable(session: Session, actor: Actor, seen: Found) -> Row[Any]:
    current = found.row_of(session, actor, seen.row.import_id, seen.row.id, lock=True)
    if current.copy_id is not None:
        raise Conflict(
            Text("Thủ tục này đã thành bản soạn.", "This procedure is a working copy already."),
            Text("Sửa tiếp ở bản soạn.", "Go on there."),
        )
    if current.files != seen.row.files:
        raise Conflict(
            Text("Vừa có người khác sửa bản nháp này.", "Somebody else has just changed this draft."),
            Text("Xem lại rồi lưu lần nữa.", "Look at it and save once more."),
        )
    return current


def _save(session: Session, current: Row[Any], files: Mapping[str, bytes]) -> None:
    kept = found.keep_files(session, Sources(files).files)
    session.execute(sheet_found.update().where(sheet_found.c.id == current.id).values(files=kept))


def _time_data(time: Time) -> dict[str, Any]:
    return {"limit": None if time.limit is None else str(time.limit), "unit": time.unit, "count": time.count}


def who_of(value: Mapping[str, Any] | None) -> Who | None:
    """Who a kept correction says."""
    return Who(value.get("unit"), value.get("post")) if value is not None else None


def time_of(value: Mapping[str, Any] | None) -> Time | None:
    """The time a kept correction says."""
    if value is None:
        return None
    return Time(Decimal(value["limit"]) if value.get("limit") else None, value["unit"], value["count"])


def _texts(row: Mapping[str, Any], who: Who | None, time: Time | None) -> set[str]:
    return ({row["actor"]} if who is not None else set()) | ({row["time"]} if time is not None else set())


def _audit(
    session: Session, actor: Actor, found_id: int, row: int | None, edits: list[Edit], now: datetime, **more: Any
) -> None:
    audit.record(
        session,
        subject_kind="sheet_found",
        subject_id=found_id,
        act="sheet_row_corrected",
        actor=actor.username,
        at=now,
        detail={"row": row, "edits": [type(one).__name__ for one in edits], **more},
    )
