"""The doctor finds every kind of damage, and nothing on a sound installation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from engine.documents import files
from engine.documents.files import Upload
from engine.dossiers import doctor
from engine.dossiers.models import dossier, number_series, work_item
from engine.platform.db import transaction
from engine.procedures.models import blob
from tests.support.desk import NOW, Desk, opened

Damage = Callable[[Session], Any]


@pytest.fixture
def desk(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    with opened(new_database("office"), tmp_path) as made:
        made.receive("dang-ky-khai-sinh")
        yield made


def invariants(desk: Desk) -> set[str]:
    with transaction() as session:
        return {found.invariant for found in doctor.examine(session, desk.files)}


def test_a_sound_installation_has_no_findings(desk: Desk) -> None:
    desk.finish("anbinh.tphh", 1, "dat")
    assert invariants(desk) == set()


DAMAGES: dict[str, Damage] = {
    "I2": lambda s: s.execute(work_item.update().where(work_item.c.status == "open").values(status="cancelled")),
    "I3": lambda s: s.execute(work_item.update().where(work_item.c.status == "closed").values(closed_by=None)),
    "I4": lambda s: s.execute(dossier.update().values(ended_at=NOW, ended_by="nowhere", result="granted")),
    "I5": lambda s: s.execute(text("UPDATE dossier_state SET version = version + 1")),
    "I9": lambda s: s.execute(number_series.update().values(last=number_series.c.last + 1)),
}


@pytest.mark.parametrize("invariant", [*DAMAGES])
def test_planted_damage_is_found(desk: Desk, invariant: str) -> None:
    with transaction() as session:
        DAMAGES[invariant](session)
    assert invariant in invariants(desk)


def test_a_changed_version_is_found(desk: Desk) -> None:
    with transaction() as session:
        name, data = session.execute(blob.select().limit(1)).one()
        session.execute(blob.update().where(blob.c.hash == name).values(data=bytes(data) + b" "))
    assert "I8" in invariants(desk)


def test_a_damaged_file_is_found(desk: Desk) -> None:
    with transaction() as session:
        files.add(session, desk.files, 1, Upload("giay.pdf", b"%PDF-1.4 giay"), "Ai đó", NOW)
    stored = next(path for path in desk.files.folder.rglob("*") if path.is_file())
    stored.write_bytes(b"%PDF-1.4 khac")
    assert invariants(desk) == {"I10"}
