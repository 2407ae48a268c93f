"""Steps are early, on time or late by their own limits, per step and per unit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from engine.dossiers.models import work_item
from engine.organisation import accounts
from engine.platform.db import reading, transaction
from engine.reporting import timeliness
from tests.support.desk import NOW, opened

KEY = "tro-cap-mot-lan"


def test_a_step_finished_after_its_limit_is_late_for_its_unit(new_database: Any, tmp_path: Path) -> None:
    with opened(new_database("office"), tmp_path) as desk:
        number = desk.receive(KEY)
        with transaction() as session:
            items = select(work_item).where(work_item.c.dossier_id == number, work_item.c.status == "open")
            item = session.execute(items).one()
            late = {"status": "closed", "closed_at": item.due_at + timedelta(minutes=1)}
            session.execute(work_item.update().where(work_item.c.id == item.id).values(**late))
        with reading() as session:
            reader = accounts.actor_named(session, "kiemtra", NOW)
            found = timeliness.of_steps(session, reader, NOW, NOW + timedelta(days=90))
    assert found.by_unit[item.unit_id]["late"] == 1
    assert found.by_step[(KEY, item.element)] == {"late": 1}
