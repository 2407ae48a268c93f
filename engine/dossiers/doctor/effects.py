"""I6: a call goes out under one key, every attempt is counted once, and no answer of it is applied twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.connectors.models import ANSWERED, connector_attempt, connector_call
from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.platform.audit.models import audit
from engine.text import Text

_ENDS = ("call_answered", "call_entered")


def effects(session: Session, _: FileStore) -> Iterator[Finding]:
    """Compare calls with their attempts, and with what the trail says was applied."""
    yield from _attempts(session)
    yield from _answers(session)


def _attempts(session: Session) -> Iterator[Finding]:
    tried = (
        select(
            connector_attempt.c.call_id,
            func.count().label("tries"),
            func.count(connector_attempt.c.number.distinct()).label("numbers"),
        )
        .group_by(connector_attempt.c.call_id)
        .subquery()
    )
    query = select(connector_call.c.id, connector_call.c.attempts, tried.c.tries, tried.c.numbers).outerjoin(
        tried, tried.c.call_id == connector_call.c.id
    )
    unlike = (func.coalesce(tried.c.tries, 0) != connector_call.c.attempts) | (tried.c.tries != tried.c.numbers)
    for row in session.execute(query.where(unlike)):
        yield Finding(
            "I6",
            f"call:{row.id}",
            Text(
                f"Đếm {row.attempts} lần gửi nhưng ghi {row.tries or 0}.",
                f"{row.attempts} attempts counted, {row.tries or 0} written down.",
            ),
        )


def _answers(session: Session) -> Iterator[Finding]:
    rows = session.execute(select(audit.c.detail).where(audit.c.subject_kind == "dossier", audit.c.act.in_(_ENDS)))
    applied = Counter(row.detail.get("call") for row in rows)
    for row in session.execute(select(connector_call.c.id, connector_call.c.key, connector_call.c.status)):
        times = applied.get(row.key, 0)
        if times > 1 or (row.status == ANSWERED) != (times == 1):
            yield Finding(
                "I6",
                f"call:{row.id}",
                Text(f"Kết quả được áp dụng {times} lần ({row.status}).", f"Applied {times} times ({row.status})."),
            )
