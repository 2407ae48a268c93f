"""Reading units: the tree of a day (cached until the organisation changes), names as they were, lists for forms."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine.organisation.models import organisation_revision, unit, unit_succession, unit_version
from engine.organisation.tree import Tree, UnitOnDay
from engine.platform.errors import Missing
from engine.platform.prepared import Prepared
from engine.platform.upsert import upsert
from engine.text import Text

_KEPT_TREES = 8
_SEEN = "organisation revision"
_REVISION = Prepared(select(organisation_revision.c.token))
_NAMES = (
    select(unit_version.c.name, unit_version.c.valid_from)
    .where(unit_version.c.unit_id == bindparam("unit"))
    .order_by(unit_version.c.valid_from)
)
_trees: OrderedDict[tuple[str, date], Tree] = OrderedDict()
_keeping = threading.Lock()


def tree_on(session: Session, day: date) -> Tree:
    """Return the units of ``day``; one small query a transaction when nothing changed since they were last read."""
    token = revision(session)
    if token is None:
        return _read_tree(session, day)
    key = (token, day)
    tree = _trees.get(key)
    if tree is None:
        tree = _read_tree(session, day)
        with _keeping:
            _trees[key] = tree
            while len(_trees) > _KEPT_TREES:
                _trees.popitem(last=False)
    return tree


def units_changed(session: Session) -> None:
    """Tell every process that the units changed; called by the operations that change them."""
    token = secrets.token_hex(16)
    upsert(session, organisation_revision, {"id": 1, "token": token}, key=("id",), change={"token": token})
    session.info.pop(_SEEN, None)


def unit_on(session: Session, unit_id: int, day: date) -> UnitOnDay:
    """Return one unit as it was that day; raise Missing when it did not exist."""
    found = tree_on(session, day).get(unit_id)
    if found is None:
        raise Missing(
            Text("Không có đơn vị này vào ngày đã chọn.", "There is no such unit on that day."),
            Text("Kiểm tra lại đơn vị và ngày.", "Check the unit and the day."),
        )
    return found


def name_at(session: Session, unit_id: int, day: date) -> str:
    """Return the name a unit carried that day, or its last name before, or its first name."""
    existing = tree_on(session, day).get(unit_id)
    if existing is not None:
        return existing.name
    rows = session.execute(_NAMES, {"unit": unit_id}).all()
    if not rows:
        raise Missing(Text("Không có đơn vị này.", "There is no such unit."))
    before = [row.name for row in rows if row.valid_from <= day]
    name: str = before[-1] if before else rows[0].name
    return name


def calendar_at(session: Session, unit_id: int, day: date) -> str:
    """Return the name of the working calendar a unit keeps that day (an ``engine.clock`` calendar)."""
    return unit_on(session, unit_id, day).calendar


def revision(session: Session) -> str | None:
    """The token of the organisation as this transaction sees it; an act sees one organisation from end to end."""
    if _SEEN not in session.info:
        row = _REVISION.first(session)
        session.info[_SEEN] = row.token if row else None
    token: str | None = session.info[_SEEN]
    return token


def _read_tree(session: Session, day: date) -> Tree:
    rows = session.execute(
        select(
            unit.c.id,
            unit.c.code,
            unit_version.c.name,
            unit_version.c.kind,
            unit_version.c.authority,
            unit_version.c.level,
            unit_version.c.parent_id,
            unit_version.c.calendar,
            unit_version.c.eid_code,
            unit_version.c.area_code,
            unit_version.c.address,
            unit_version.c.phone,
        )
        .join(unit_version, unit_version.c.unit_id == unit.c.id)
        .where(unit_version.c.valid_from <= day, (unit_version.c.valid_to.is_(None)) | (unit_version.c.valid_to > day))
        .order_by(unit_version.c.sort, unit.c.id)
    )
    units = [UnitOnDay(*row) for row in rows]
    successors: dict[int, tuple[int, ...]] = {}
    for row in session.execute(select(unit_succession).where(unit_succession.c.from_day <= day)):
        successors[row.predecessor_id] = (*successors.get(row.predecessor_id, ()), row.successor_id)
    return Tree(units, successors)
