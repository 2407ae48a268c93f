"""“Tiến độ giải quyết”: early, on time, late per dossier, step and unit, and who used the time; the same as Excel."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin_ui.printing import files
from admin_ui.web import context
from admin_ui.web.language import language
from admin_ui.web.visitors import require_actor
from engine import clock
from engine.clock.outcomes import Outcome
from engine.dossiers.spending import PARTIES
from engine.organisation.actors import Actor
from engine.organisation.units import name_at
from engine.platform.db import reading
from engine.platform.errors import Invalid
from engine.platform.time import local_day
from engine.reporting import timeliness
from engine.reporting.timeliness import Timeliness
from engine.reporting.timeliness_book import OUTCOMES, amount, book
from engine.text import Text

PAGE = 50
AT_MOST = 5000
"""So many dossiers go into one Excel file: a quarter of a busy department."""
_LONGEST = timedelta(days=400)


@dataclass(frozen=True)
class Period:
    """From the beginning of the first day to the end of the last."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        """Its first instant."""
        return datetime(self.first.year, self.first.month, self.first.day, tzinfo=clock.VIETNAM)

    @property
    def until(self) -> datetime:
        """The first instant after it."""
        return datetime(self.last.year, self.last.month, self.last.day, tzinfo=clock.VIETNAM) + timedelta(days=1)


def register(blueprint: Blueprint) -> None:
    """Add the page and the file."""
    blueprint.add_url_rule("/tien-do", "timeliness", _page)
    blueprint.add_url_rule("/tien-do/excel", "timeliness_excel", _excel)


def _page() -> str | tuple[str, int]:
    actor, now = require_actor(), context.now()
    number = max(request.args.get("trang", 1, type=int), 1)
    asked, error = _asked(now)
    with reading() as session:
        finished = timeliness.of_dossiers(session, actor, asked.since, asked.until, now)
        steps = timeliness.of_steps(session, actor, asked.since, asked.until)
        lines = timeliness.lines(session, actor, asked.since, asked.until, now, PAGE, (number - 1) * PAGE)
        units = _names(session, steps, now)
    used = Counter[str]()
    for line in lines:
        used.update(line.spent.parties)
    shown = render_template(
        "reports/timeliness.html",
        asked=asked,
        error=error,
        finished=finished,
        total=finished.outcomes.total(),
        lines=lines,
        steps=sorted(steps.by_step.items(), key=_late_first),
        names=steps.names,
        units=sorted(steps.by_unit.items(), key=_late_first),
        unit_names=units,
        used=used,
        parties=PARTIES,
        outcomes=OUTCOMES,
        amount=amount,
        number=number,
        pages=-(-finished.outcomes.total() // PAGE),
    )
    return shown, error.status if error else 200


def _excel() -> Response:
    actor, now = require_actor(), context.now()
    asked, error = _asked(now)
    if error:
        raise error
    data = _written(actor, asked, now)
    return files.attachment(data, "xlsx", f"Tiến độ giải quyết {asked.first:%Y%m%d}-{asked.last:%Y%m%d}.xlsx")


def _written(actor: Actor, asked: Period, now: datetime) -> bytes:
    with reading() as session:
        finished = timeliness.of_dossiers(session, actor, asked.since, asked.until, now)
        steps = timeliness.of_steps(session, actor, asked.since, asked.until)
        lines = timeliness.lines(session, actor, asked.since, asked.until, now, AT_MOST)
        return book(lines, finished, steps, _names(session, steps, now), language())


def _names(session: Session, steps: Timeliness, now: datetime) -> dict[int, str]:
    return {unit: name_at(session, unit, local_day(now)) for unit in steps.by_unit}


def _late_first(one: tuple[Any, Counter[Outcome]]) -> tuple[int, int]:
    return -one[1]["late"], -one[1].total()


def _asked(now: datetime) -> tuple[Period, Invalid | None]:
    """The period of the address, this month without one; what cannot be read comes back with the reason."""
    today = local_day(now)
    usual = Period(today.replace(day=1), today)
    try:
        first, last = (
            date.fromisoformat(typed) if (typed := request.args.get(name)) else None for name in ("tu", "den")
        )
    except ValueError:
        wrong = Text("Khoảng thời gian không đọc được.", "The period cannot be read.")
        return usual, Invalid(wrong, Text("Chọn ngày trong lịch.", "Choose days from the calendar."), where="tu")
    period = Period(first or usual.first, last or max(usual.last, first or usual.last))
    if not period.first <= period.last <= period.first + _LONGEST:
        wrong = Text("Khoảng thời gian phải từ 1 đến 400 ngày.", "The period must be 1 to 400 days.")
        return usual, Invalid(wrong, Text("Chọn lại ngày đầu, ngày cuối.", "Choose the days again."), where="den")
    return period, None
