"""The jobs of reminding: a look every quarter of an hour, the day's mails once a day, each mail as a job of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from engine.dossiers.reminders import operations, queries
from engine.dossiers.reminders.mail import Smtp, digest
from engine.dossiers.reminders.models import reminder
from engine.organisation.calendars import queries as calendars
from engine.platform import jobs
from engine.platform.db import reading
from engine.platform.jobs import Handler, Handlers, Job
from engine.platform.time import local, local_day

LOOK, DIGEST, MAIL = "reminders.look", "reminders.digest", "reminders.mail"
_EVERY = timedelta(minutes=15)


def schedule(session: Session, now: datetime) -> None:
    """Ask for the next look and the next day's mails; asks once for each, however often it is called."""
    quarter = now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0) + _EVERY
    jobs.enqueue(session, LOOK, f"{LOOK}/{quarter:%Y-%m-%dT%H:%M}", now=now, due_at=quarter)
    tomorrow = local(now).replace(hour=7, minute=0, second=0, microsecond=0)
    due = tomorrow if tomorrow > local(now) else tomorrow + timedelta(days=1)
    jobs.enqueue(session, DIGEST, f"{DIGEST}/{due:%Y-%m-%d}", now=now, due_at=due)


def handlers(smtp: Smtp | None, base_url: str, *, any_hour: bool = False) -> Handlers:
    """The handlers of an installation; without ``smtp`` reminders are only shown, never mailed."""

    def look(session: Session, _job: Job, _: Any, now: datetime) -> Any:
        schedule(session, now)
        return {"reminders": operations.look(session, now, any_hour=any_hour)}

    def prepare(session: Session, _job: Job, _: Any, now: datetime) -> Any:
        schedule(session, now)
        people = queries.to_be_mailed(session) if smtp else []
        asked = 0
        for person, unit in people:
            calendar = calendars.of_unit(session, unit)
            opening = now if any_hour else calendar.next_opening(now)
            if local_day(opening) == local_day(now):
                key = f"{MAIL}/{local_day(now)}/{person}"
                asked += jobs.enqueue(session, MAIL, key, now=now, due_at=opening, payload={"person": person})
        return {"mails": asked}

    def send(job: Job) -> Any:
        if smtp is None:
            return []
        with reading() as session:
            to = queries.address(session, job.payload["person"])
            rows = queries.to_mail(session, job.payload["person"])
        if to and rows:
            smtp.send(digest(smtp, to, rows, base_url, job.key))
        return [row.id for row in rows] if to else []

    def sent(session: Session, _job: Job, answer: Any, now: datetime) -> Any:
        if answer:
            session.execute(reminder.update().where(reminder.c.id.in_(answer)).values(mailed_at=now))
        return {"reminders": len(answer)}

    return {
        LOOK: Handler(settle=look, attempts=1000),
        DIGEST: Handler(settle=prepare, attempts=1000),
        MAIL: Handler(settle=sent, call=send),
    }


def of_installation(base_url: str, env: Mapping[str, str]) -> Handlers:
    """The handlers as the environment decides: ``QUYTRINH_SMTP_*``, and ``QUYTRINH_REMIND_ANY_HOUR``."""
    any_hour = env.get("QUYTRINH_REMIND_ANY_HOUR", "").strip().lower() in ("1", "true", "yes")
    return handlers(Smtp.from_env(env), base_url, any_hour=any_hour)
