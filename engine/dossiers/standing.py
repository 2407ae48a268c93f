"""What stands open in a dossier after an act, read in one go: steps, waits, money."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from sqlalchemy import BindParameter, String, bindparam, cast, func, literal_column, null, or_, select, union_all
from sqlalchemy.orm import Session

from engine.connectors.models import OPEN as CALLED
from engine.connectors.models import connector_call, partner
from engine.dossiers.models import payment, wait, work_item
from engine.platform.prepared import Prepared

STAGE_LENGTH = 300
_DOSSIER: BindParameter[int] = bindparam("dossier")
_WORK = select(
    literal_column("'work'").label("what"), work_item.c.id, work_item.c.title, work_item.c.unit_name.label("more")
)
_WAIT = select(literal_column("'wait'"), wait.c.id, wait.c.name, wait.c.kind)
_MONEY = select(literal_column("'money'"), payment.c.id, payment.c.status, cast(null(), String))
_PARTNER = select(partner.c.name).where(partner.c.code == connector_call.c.partner).scalar_subquery()
_CALL = select(
    literal_column("'call'"),
    connector_call.c.id,
    literal_column("'Đang chờ '").concat(func.coalesce(_PARTNER, connector_call.c.name)),
    connector_call.c.task,
)
_CALLED = or_(*(connector_call.c.status == literal_column(f"'{status}'") for status in CALLED))
_STANDING = Prepared(
    union_all(
        _WORK.where(work_item.c.dossier_id == _DOSSIER, work_item.c.status == "open"),
        _WAIT.where(wait.c.dossier_id == _DOSSIER, wait.c.status == "open"),
        _MONEY.where(payment.c.dossier_id == _DOSSIER),
        _CALL.where(connector_call.c.dossier_id == _DOSSIER, _CALLED),
    )
)


@dataclass
class Standing:
    """Titles of open steps with units, names of open waits with kinds, whose answers are awaited, statuses of fees."""

    steps: list[tuple[str, str | None]] = field(default_factory=list)
    waits: list[tuple[str, str]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    fees: set[str] = field(default_factory=set)

    @property
    def stage(self) -> str:
        """Where the dossier is, in one line."""
        named: Iterable[str] = [
            *(f"{title} – {unit}" if unit else title for title, unit in self.steps),
            *(name for name, _ in self.waits),
            *self.calls,
        ]
        return "; ".join(dict.fromkeys(named))[:STAGE_LENGTH]

    @property
    def awaited(self) -> frozenset[str]:
        """The kinds of the open waits."""
        return frozenset(kind for _, kind in self.waits)

    @property
    def money(self) -> str:
        """``none``, ``due``, ``claimed`` (a receipt was sent and not checked yet) or ``paid``."""
        return next((one for one in ("due", "claimed", "paid") if one in self.fees), "none")


def of_dossier(session: Session, dossier_id: int, answered: Container[str] = ()) -> Standing:
    """Read what stands open, oldest first; ``answered`` are tasks whose call this very act answers."""
    found = Standing()
    for what, _, name, more in sorted(_STANDING.all(session, {"dossier": dossier_id}), key=lambda row: row.id):
        if what == "work":
            found.steps.append((name, more))
        elif what == "wait":
            found.waits.append((name, more))
        elif what == "call":
            if more not in answered:
                found.calls.append(name)
        else:
            found.fees.add(name)
    return found
