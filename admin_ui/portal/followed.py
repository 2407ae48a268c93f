"""A followed dossier in a citizen's words: how it stands, who has it, what was done, what comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from admin_ui.components.journey import Stage
from engine.dossiers.queries.lookup import CitizenPage
from engine.text import Text


@dataclass(frozen=True)
class Followed:
    """What the page of a followed dossier shows; ``standing`` is a kind of tag, ``standing_said`` its word."""

    code: str
    procedure: Text
    standing: str
    standing_said: Text
    status: Text
    holders: Sequence[tuple[Text, str | None]]
    due: datetime | None
    reasons: Sequence[Text]
    to_do: Sequence[tuple[Text, str | None]]
    stages: Sequence[Stage]
    done_percent: int


_WAITING = Text("Đang chờ ông/bà", "Waiting for you")
_IN_TIME = Text("Đúng hạn", "In time")
_STANDINGS = {"ok": _IN_TIME, "soon": Text("Sắp đến hạn", "Due soon"), "late": Text("Quá hạn", "Overdue")}
_RETURN = Text("Trả kết quả", "The result is handed over")


def of(page: CitizenPage) -> Followed:
    """Arrange what the queries know for the page."""
    row = page.dossier.row
    standing, said = _standing(page)
    return Followed(
        code=row.code or row.reference,
        procedure=page.name,
        standing=standing,
        standing_said=said,
        status=page.status,
        holders=page.holders,
        due=row.due_at if not page.ended else None,
        reasons=[Text(*part["reason"]) for part in (row.due or {}).get("explanation", ()) if part.get("reason")],
        to_do=[(one.name, one.reason) for one in page.waits],
        stages=_journey(page),
        done_percent=page.done_percent,
    )


def _standing(page: CitizenPage) -> tuple[str, Text]:
    if page.ended:
        return "info", page.status
    if page.waits:
        return "wait", _WAITING
    state = page.remaining.state
    return (state, _STANDINGS[state]) if state in _STANDINGS else ("info", page.status)


def _journey(page: CitizenPage) -> list[Stage]:
    done = [Stage("done", Text(*line.said), line.at, line.unit or line.person, line.note) for line in page.story]
    if page.ended:
        return done
    now = [Stage("wait", one.name, one.row.opened_at) for one in page.waits]
    now += [Stage("now", name, who=unit) for name, unit in page.holders]
    steps = [node for node in page.dossier.version.definition.steps() if node.step and node.step.kind == "return"]
    coming = [] if any(node.name == name.vi for node in steps for name, _ in page.holders) else [Stage("next", _RETURN)]
    return [*done, *now, *coming]
