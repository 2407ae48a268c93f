"""Finding dossiers by words, newest first: every word asked for must begin a word of the dossier.

What many dossiers have in common is found among the newest ones at once; what few have, through the index of words,
beginning with whatever narrows most.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, func, select, union
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier, dossier_unit, dossier_word

NEWEST = 500
"""So many dossiers are looked through before the index of words is asked."""

FREQUENT = 20_000
"""What so many dossiers have narrows nothing down; it is not counted further."""

_LAST = "\U0010ffff"


@dataclass(frozen=True)
class _Way:
    """One condition on dossiers, asked of a narrow table: of one dossier, or from its index."""

    table: FromClause
    condition: ColumnElement[bool]

    def holds_for(self, number: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether one dossier fulfils it."""
        return select(self.table.c.dossier_id).where(self.table.c.dossier_id == number, self.condition).exists()

    def count(self, session: Session) -> int:
        """How many rows fulfil it, as far as that matters."""
        rows = select(self.table.c.dossier_id).where(self.condition).limit(FREQUENT).subquery()
        return int(session.execute(select(func.count()).select_from(rows)).scalar_one())


def found(session: Session, words: Sequence[str], units: Collection[int] | None, limit: int) -> list[int]:
    """The newest dossiers with all these words that are the business of one of the units (None: of anybody)."""
    if not words or (units is not None and not units):
        return []
    ways = [_word(word) for word in words]
    newest = _newest(units)
    recent = _those(session, newest.c.id, ways, limit)
    if len(recent) == limit:
        return recent
    if units is not None:
        ways.append(_units(units))
    counts = [way.count(session) for way in ways]
    first = ways[counts.index(min(counts))]
    others = [way for way in ways if way is not first]
    return _those(session, first.table.c.dossier_id, others, limit, first.condition)


def _those(
    session: Session, number: Any, ways: Sequence[_Way], limit: int, *conditions: ColumnElement[bool]
) -> list[int]:
    fitting = select(number).distinct().where(*conditions, *(way.holds_for(number) for way in ways))
    return list(session.execute(fitting.order_by(number.desc()).limit(limit)).scalars())


def _word(word: str) -> _Way:
    table = dossier_word.alias()
    return _Way(table, (table.c.word >= word) & (table.c.word < word + _LAST))


def _units(units: Collection[int]) -> _Way:
    table = dossier_unit.alias()
    return _Way(table, table.c.unit_id.in_(units))


def _newest(units: Collection[int] | None) -> FromClause:
    """The newest dossiers; those of each unit stand in an index in this order."""
    if units is None:
        return select(dossier.c.id).order_by(dossier.c.id.desc()).limit(NEWEST).subquery()
    number = dossier_unit.c.dossier_id.label("id")
    of_unit = [
        select(number).where(dossier_unit.c.unit_id == unit).order_by(number.desc()).limit(NEWEST).subquery()
        for unit in sorted(units)
    ]
    either = union(*map(select, of_unit)).subquery()
    return select(either.c.id).order_by(either.c.id.desc()).limit(NEWEST).subquery()
