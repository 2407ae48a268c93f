"""Acts at the operations level on the demo office's dossiers, without HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.dossiers import accepting_outcome, applications
from engine.documents.store import FileStore
from engine.dossiers.filing import Filing
from engine.dossiers.models import work_item
from engine.dossiers.operations import recall, reception, steps
from engine.dossiers.operations.reception import AtCounter
from engine.organisation import accounts
from engine.organisation.policy import ONE_STOP
from engine.platform.db import db, transaction
from tests.support.databases import application

NOW = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)
"""Monday 7/12/2026, 09:00 in Viet Nam."""


class Desk:
    """Acts at the operations level on one dossier."""

    def __init__(self, folder: Path) -> None:
        self.files = FileStore(folder)

    def receive(self, key: str) -> int:
        given = applications()[key]
        with transaction() as session:
            clerk = accounts.actor_named(session, given["counter"], NOW)
            unit = next(held.unit_id for held in clerk.holdings if held.unit_kind == ONE_STOP)
            decision = AtCounter(accepting_outcome(session, key, NOW))
            filed = Filing(given["applicant"], given["form"])
            return reception.receive(session, self.files, clerk, key, unit, filed, decision, NOW)

    def finish(self, login: str, dossier: int, outcome: str, **values: Any) -> None:
        with transaction() as session:
            item = open_items(session, dossier)[0]
            actor = accounts.actor_named(session, login, NOW)
            steps.complete(session, self.files, actor, item.id, outcome, values, (), NOW)

    def recall(self, login: str, dossier: int) -> None:
        with transaction() as session:
            recall.recall(session, accounts.actor_named(session, login, NOW), dossier, NOW)


def open_items(session: Session, dossier: int) -> list[Any]:
    return list(
        session.execute(select(work_item).where(work_item.c.dossier_id == dossier, work_item.c.status == "open"))
    )


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Desk]:
    """Open the office of a database that has the province and its procedures."""
    with application(url).app_context():
        yield Desk(folder / "files")
        db.engine.dispose()
