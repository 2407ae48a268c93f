"""What a bundle would change here, told first; then its procedures become working copies for the usual approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from engine.organisation.actors import Actor
from engine.platform.errors import AppError, Conflict, Missing
from engine.procedures import store
from engine.publication import differences, queries
from engine.publication.bundles import Packed
from engine.publication.differences import Told
from engine.publication.inspection import read_diagram
from engine.publication.working import operations
from engine.publication.working import queries as working
from engine.text import Text

NEW, CHANGED, SAME, BROKEN = "new", "changed", "same", "broken"
BUNDLE = "bundle"


@dataclass(frozen=True)
class Planned:
    """What one procedure of the bundle would do: how it stands here, what would change, the version it replaces."""

    packed: Packed
    state: str
    told: tuple[Told, ...]
    replaces: int | None
    version_id: int | None
    error: Text | None = None


@dataclass(frozen=True)
class Done:
    """What became of one procedure: its working copy, or why there is none."""

    key: str
    name: str
    copy_id: int | None
    error: Text | None


def plan(session: Session, procedures: Sequence[Packed], now: datetime) -> list[Planned]:
    """What importing would change, procedure by procedure; nothing is written."""
    return [_planned(session, one, now) for one in procedures]


def carry_out(session: Session, actor: Actor, planned: Sequence[Planned], now: datetime) -> list[Done]:
    """Open a working copy of everything new or changed; each on its own, one that fails does not stop the others."""
    return [_begun(session, actor, one, now) for one in planned if one.state != SAME]


def _planned(session: Session, one: Packed, now: datetime) -> Planned:
    row = _here(session, one.key, now)
    try:
        definition = read_diagram(one.sources.bpmn)
        if definition.key != one.key:
            said = Text(
                "Khóa trong sơ đồ khác khóa ghi trong gói.", "The diagram's key is not the one in the manifest."
            )
            return Planned(one, BROKEN, (), None, None, said)
        if row is None:
            return Planned(one, NEW, (), None, None)
        if queries.is_published(session, one.key, one.sources.hash):
            return Planned(one, SAME, (), row.number, row.id)
        told = differences.between(store.of_version(session, row.id), one.sources)
    except AppError as error:
        return Planned(one, BROKEN, (), None, None, error.what)
    return Planned(one, CHANGED, told, row.number, row.id)


def _here(session: Session, key: str, now: datetime) -> Row[Any] | None:
    try:
        versions = queries.versions(session, key)
    except Missing:
        return None
    return queries.in_force(versions, now) or versions[0]


def _begun(session: Session, actor: Actor, one: Planned, now: datetime) -> Done:
    key, name = one.packed.key, one.packed.name
    if one.state == BROKEN:
        return Done(key, name, None, one.error)
    try:
        if working.open_copy_of(session, key) is not None:
            raise Conflict(Text("Thủ tục đang có bản soạn dở; chưa ghi đè.", "A working copy is open; it was kept."))
        number = f" {one.packed.number}" if one.packed.number else ""
        what = Text(f"Nhận từ gói, phiên bản{number} nơi gửi", f"From a bundle, version{number} where it came from")
        copy_id = operations.begin(
            session, actor, one.packed.sources, origin=BUNDLE, now=now, based_on=one.version_id, what=what
        )
    except AppError as error:
        return Done(key, name, None, error.what)
    return Done(key, name, copy_id, None)
