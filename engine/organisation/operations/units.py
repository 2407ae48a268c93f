"""Creating, changing, dissolving and merging units: always a new dated version, never a changed past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.bpmn import vocabulary
from engine.organisation.models import unit, unit_succession, unit_version
from engine.organisation.operations.acting import By
from engine.organisation.units import tree_on, units_changed
from engine.platform.errors import Conflict, Invalid, Missing
from engine.platform.search import normal, search_key, sort_key
from engine.text import Text


@dataclass(frozen=True)
class UnitWords:
    """Everything dated about a unit; ``level`` may stay empty where its kind has only one."""

    name: str
    kind: str
    parent_id: int | None = None
    level: str = ""
    eid_code: str | None = None
    area_code: str | None = None
    calendar: str = "vn"
    address: str | None = None
    phone: str | None = None


def create_unit(
    session: Session, by: By, code: str, words: UnitWords, valid_from: date, decision: str | None = None
) -> int:
    """Create a unit with its first version and return its id; raise Conflict if the code is taken."""
    by.require_administrator()
    if session.execute(select(unit.c.id).where(unit.c.code == code)).first():
        raise Conflict(
            Text(f"Mã đơn vị “{code}” đã có.", f"The unit code “{code}” is taken."),
            Text("Chọn mã khác.", "Choose another code."),
            "code",
        )
    unit_id: int = session.execute(unit.insert().values(code=code, created_at=by.at).returning(unit.c.id)).scalar_one()
    _write_version(session, unit_id, words, valid_from, decision)
    by.record(
        session, "unit", unit_id, "unit_created", code=code, valid_from=valid_from, decision=decision, **_said(words)
    )
    units_changed(session)
    return unit_id


def change_unit(
    session: Session, by: By, unit_id: int, words: UnitWords, valid_from: date, decision: str | None = None
) -> None:
    """Rename, move or otherwise change a unit from a day on; what came before stays as it was."""
    by.require_administrator()
    _close(session, _current(session, unit_id), valid_from)
    _write_version(session, unit_id, words, valid_from, decision)
    by.record(session, "unit", unit_id, "unit_changed", valid_from=valid_from, decision=decision, **_said(words))
    units_changed(session)


def dissolve_unit(
    session: Session, by: By, unit_id: int, from_day: date, decision: str, successors: Sequence[int] = ()
) -> None:
    """End a unit from a day on; its work goes to the successors."""
    by.require_administrator()
    _end(session, unit_id, from_day, decision, successors)
    by.record(
        session, "unit", unit_id, "unit_dissolved", from_day=from_day, decision=decision, successors=[*successors]
    )
    units_changed(session)


def merge_units(
    session: Session,
    by: By,
    code: str,
    words: UnitWords,
    predecessors: Sequence[int],
    from_day: date,
    decision: str,
) -> int:
    """Merge units into a new one from a day on and return the new one's id."""
    by.require_administrator()
    if len(set(predecessors)) < 2:
        raise Invalid(
            Text("Sáp nhập cần ít nhất hai đơn vị.", "A merger needs at least two units."), None, "predecessors"
        )
    unit_id = create_unit(session, by, code, words, from_day, decision)
    for predecessor in predecessors:
        dissolve_unit(session, by, predecessor, from_day, decision, [unit_id])
    return unit_id


def _end(session: Session, unit_id: int, from_day: date, decision: str, successors: Sequence[int]) -> None:
    _close(session, _current(session, unit_id), from_day)
    for successor in successors:
        session.execute(
            unit_succession.insert().values(
                predecessor_id=unit_id, successor_id=successor, from_day=from_day, decision=decision
            )
        )


def _current(session: Session, unit_id: int) -> Row[Any]:
    """Lock the unit and return its latest version, which must still be open."""
    session.execute(select(unit.c.id).where(unit.c.id == unit_id).with_for_update())
    row: Row[Any] | None = session.execute(
        select(unit_version)
        .where(unit_version.c.unit_id == unit_id)
        .order_by(unit_version.c.valid_from.desc())
        .limit(1)
    ).first()
    if row is None:
        raise Missing(Text("Không có đơn vị này.", "There is no such unit."))
    if row.valid_to is not None:
        raise Conflict(Text(f"{row.name} đã ngừng hoạt động.", f"{row.name} no longer exists."))
    return row


def _close(session: Session, version: Row[Any], day: date) -> None:
    if day <= version.valid_from:
        raise Conflict(
            Text(
                f"Thay đổi phải có hiệu lực sau ngày {version.valid_from:%d/%m/%Y} của lần thay đổi trước.",
                f"The change must take effect after {version.valid_from.isoformat()}, the day of the change before.",
            ),
            None,
            "valid_from",
        )
    session.execute(unit_version.update().where(unit_version.c.id == version.id).values(valid_to=day))


def _write_version(session: Session, unit_id: int, words: UnitWords, day: date, decision: str | None) -> None:
    kind = vocabulary.shipped().unit_kinds.get(words.kind)
    if kind is None:
        raise Invalid(
            Text(f"Không có loại đơn vị “{words.kind}”.", f"There is no kind of unit “{words.kind}”."), None, "kind"
        )
    _no_circle(session, unit_id, words.parent_id, day)
    level = words.level or kind.level
    if level not in {"commune", "province", "partner"}:
        raise Invalid(Text("Cần chọn cấp của đơn vị.", "Choose the level of the unit."), None, "level")
    name = normal(words.name)
    if not name:
        raise Invalid(Text("Đơn vị cần có tên.", "A unit needs a name."), None, "name")
    session.execute(
        unit_version.insert().values(
            asdict(words)
            | {
                "unit_id": unit_id,
                "valid_from": day,
                "name": name,
                "search": search_key(name),
                "sort": sort_key(name),
                "authority": kind.authority,
                "level": level,
                "decision": decision,
            }
        )
    )


def _no_circle(session: Session, unit_id: int, parent_id: int | None, day: date) -> None:
    if parent_id is None:
        return
    above = [*tree_on(session, day).up(parent_id)]
    if not above:
        raise Invalid(
            Text("Đơn vị cấp trên không tồn tại vào ngày đó.", "The parent unit does not exist on that day."),
            None,
            "parent_id",
        )
    if any(found.id == unit_id for found in above):
        raise Invalid(
            Text("Đơn vị không thể thuộc chính đơn vị cấp dưới của mình.", "A unit cannot belong to a unit below it."),
            None,
            "parent_id",
        )


def _said(words: UnitWords) -> dict[str, Any]:
    return {name: value for name, value in asdict(words).items() if value not in (None, "")}
