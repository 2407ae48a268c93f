"""Open dossiers counted once, by procedure and receiving authority: what the board adds up to its sums and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, case, func, not_, select
from sqlalchemy.orm import Session

from engine.dossiers.models import OPEN, dossier, wait
from engine.reporting.figures import BY_CITIZEN, CONDITIONS, Day, Figure, is_due_today, is_late

IN_TABLES = (Figure.OPEN, Figure.LATE, Figure.TODAY, Figure.CITIZEN, Figure.AGENCY)

_KEY = (dossier.c.receiving_unit_id, dossier.c.procedure_key)
_NOBODY_WAITS = {Figure.CITIZEN: 0, Figure.AGENCY: 0}


@dataclass(frozen=True)
class Cell:
    """Open dossiers of one procedure at one authority; ``newest`` is one of them."""

    procedure: str
    receiving: int
    figures: dict[Figure, int]
    newest: int


def cells(session: Session, within: ColumnElement[bool], day: Day) -> list[Cell]:
    """One walk over open dossiers and one over open waits; ``within`` says which dossiers count."""
    late, today = (func.sum(case((one(day), 1), else_=0)) for one in (is_late, is_due_today))
    rows = session.execute(
        select(*_KEY, func.max(dossier.c.id), func.count(), late, today)
        .where(CONDITIONS[Figure.OPEN](day), within)
        .group_by(*_KEY)
    )
    waiting = _waiting(session, within, day)
    return [
        Cell(
            procedure,
            unit,
            {
                Figure.OPEN: counted,
                Figure.LATE: int(are_late),
                Figure.TODAY: int(due_today),
                **waiting.get((unit, procedure), _NOBODY_WAITS),
            },
            newest,
        )
        for unit, procedure, newest, counted, are_late, due_today in rows
    ]


def sums(of: Iterable[Cell]) -> dict[Figure, int]:
    """All figures added up; a dossier stands in one cell only, so nothing counts twice."""
    found = dict.fromkeys(IN_TABLES, 0)
    for cell in of:
        for figure in IN_TABLES:
            found[figure] += cell.figures[figure]
    return found


def ranked(
    of: Iterable[Cell], key: Callable[[Cell], str | int], most: int
) -> list[tuple[list[Cell], dict[Figure, int]]]:
    """Cells of one key together: the most late dossiers first, then the most open ones; at most ``most`` groups."""
    groups = [list(group) for _, group in groupby(sorted(of, key=key), key)]
    added = [(group, sums(group)) for group in groups]
    return sorted(added, key=lambda one: (-one[1][Figure.LATE], -one[1][Figure.OPEN]))[:most]


def _waiting(session: Session, within: ColumnElement[bool], day: Day) -> dict[tuple[int, str], dict[Figure, int]]:
    citizen = wait.c.kind.in_(BY_CITIZEN)
    rows = session.execute(
        select(*_KEY, _dossiers(citizen), _dossiers(not_(citizen)))
        .join_from(wait, dossier, dossier.c.id == wait.c.dossier_id)
        .where(wait.c.status == OPEN, CONDITIONS[Figure.OPEN](day), within)
        .group_by(*_KEY)
    )
    return {
        (unit, procedure): {Figure.CITIZEN: by_citizen, Figure.AGENCY: by_agency}
        for unit, procedure, by_citizen, by_agency in rows
    }


def _dossiers(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, wait.c.dossier_id)).distinct())
