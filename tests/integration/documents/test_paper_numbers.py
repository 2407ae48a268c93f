"""Numbers of papers: one series per register and year, given back by a rollback, watched by the doctor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine.documents.printing.models import issued_paper
from engine.documents.store import FileStore
from engine.documents.sweeping import sweep
from engine.dossiers.doctor.papers import papers
from engine.dossiers.numbers import next_number
from engine.dossiers.papers import showing
from engine.platform.db import reading, transaction
from tests.support.desk import NOW, Desk, opened

BIRTH = "dang-ky-khai-sinh"


@pytest.fixture
def desk(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    """The demo office at the level of its operations."""
    with opened(new_database("office"), tmp_path) as one:
        yield one


def receipts() -> list[Any]:
    with reading() as session:
        query = select(issued_paper).where(issued_paper.c.role == "receipt").order_by(issued_paper.c.id)
        return list(session.execute(query))


def findings(desk: Desk) -> list[str]:
    with reading() as session:
        return [finding.invariant for finding in papers(session, desk.files)]


def test_an_act_that_fails_gives_its_number_back(desk: Desk) -> None:
    desk.receive(BIRTH)
    series = receipts()[0].series
    with pytest.raises(RuntimeError), transaction() as session:
        assert next_number(session, series) == 2
        raise RuntimeError("the disk is full")
    desk.receive(BIRTH)
    assert [row.label for row in receipts()] == ["01/TNHS", "02/TNHS"]
    assert {row.series.rsplit("/", 1)[-1] for row in receipts()} == {"2026"}
    assert findings(desk) == []


def test_the_doctor_sees_a_number_that_is_gone_and_a_void_without_reason(desk: Desk) -> None:
    desk.receive(BIRTH)
    desk.receive(BIRTH)
    first, second = receipts()
    with transaction() as session:
        session.execute(issued_paper.update().where(issued_paper.c.id == second.id).values(status="void"))
        session.execute(issued_paper.delete().where(issued_paper.c.id == first.id))
    assert sorted(findings(desk)) == ["I9", "I9"]


def test_what_a_receipt_says_is_kept_without_the_look_up_key(desk: Desk) -> None:
    desk.receive(BIRTH)
    row = receipts()[0]
    with reading() as session:
        paper = showing.shown(session, row, NOW)
    assert paper.key not in str(row.fields)
    assert paper.fields["khoa_tra_cuu"] == paper.key


def test_the_sweeper_leaves_the_pdf_of_a_paper(desk: Desk) -> None:
    desk.receive(BIRTH)
    kept, orphan = desk.files.put(b"%PDF-1.4 kept"), desk.files.put(b"%PDF-1.4 orphan")
    receipt = receipts()[0].id
    with transaction() as session:
        showing.keep_pdf(session, receipt, kept, "x")
    with reading() as session:
        sweep(session, FileStore(desk.files.folder), NOW + timedelta(days=4000))
    assert desk.files.intact(kept)
    assert not desk.files.intact(orphan)
