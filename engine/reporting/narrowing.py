"""Narrowing a board or a list down: to a procedure, a receiving authority, whoever has the dossier now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, True_, and_, select, true

from engine.dossiers.models import OPEN, dossier, wait, work_item
from engine.reporting.figures import Day, waiting

NOBODY = 0
"""The holder of a step for which no unit was found."""

STEPS: dict[str, Callable[[Day], ColumnElement[bool]]] = {
    "late": lambda day: work_item.c.due_at < day.now,
    "today": lambda day: and_(work_item.c.due_at >= day.now, work_item.c.due_at < day.ends),
}
"""What an open step may be asked for; the sums of the board and the lists behind them share it."""


def all_of(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """All of them at once; plain ``true()`` when none says anything, so that a query can leave out what it need not."""
    saying = [one for one in conditions if not isinstance(one, True_)]
    return and_(*saying) if saying else true()


@dataclass(frozen=True)
class Narrow:
    """What is asked for; None and empty mean everything.

    ``holder`` is a unit with an open step, ``steps`` (a key of ``STEPS``) how that step stands, ``wait`` its kind.
    """

    procedure: str = ""
    receiving: int | None = None
    holder: int | None = None
    steps: str = ""
    wait: str = ""

    @property
    def by_work(self) -> bool:
        """Whether dossiers are asked for by who works on them: a child is a unit's work like any other."""
        return self.holder is not None or bool(self.steps)

    def condition(self, day: Day) -> ColumnElement[bool]:
        """As a condition on dossiers."""
        return all_of(*self._conditions(day))

    def _conditions(self, day: Day) -> Iterator[ColumnElement[bool]]:
        if self.procedure:
            yield dossier.c.procedure_key == self.procedure
        if self.receiving is not None:
            yield dossier.c.receiving_unit_id == self.receiving
        if self.holder is not None or self.steps:
            yield self._held(day)
        if self.wait:
            yield waiting(wait.c.kind == self.wait)

    def _held(self, day: Day) -> ColumnElement[bool]:
        found = select(work_item.c.id).where(work_item.c.dossier_id == dossier.c.id, work_item.c.status == OPEN)
        if self.holder is not None:
            unit = work_item.c.unit_id
            found = found.where(unit.is_(None) if self.holder == NOBODY else unit == self.holder)
        if self.steps:
            found = found.where(STEPS[self.steps](day))
        return found.correlate(dossier).exists()
