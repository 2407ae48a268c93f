"""Writes sent together do what they would do one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.platform.db import db, transaction
from engine.platform.prepared import Prepared
from engine.platform.together import Write, write_all
from tests.support.databases import application

pytestmark = pytest.mark.any_database

_OWN = MetaData()
LINES = Table("lines", _OWN, Column("id", Integer, primary_key=True), Column("said", String(40), unique=True))
NOTES = Table("notes", _OWN, Column("id", Integer, primary_key=True), Column("said", String(40)))
SAY = Prepared(LINES.insert())
NOTE = Prepared(NOTES.insert())
RENAME = Prepared(LINES.update().where(LINES.c.said == bindparam("old")))


@pytest.fixture
def session(new_database: Any) -> Iterator[Session]:
    with application(new_database("empty")).app_context():
        with db.engine.begin() as connection:
            _OWN.create_all(connection)
        with transaction() as session:
            yield session
        db.engine.dispose()


def said(session: Session, table: Table) -> list[str]:
    return [*session.execute(select(table.c.said).order_by(table.c.id)).scalars()]


def test_each_write_is_done_and_counted(session: Session) -> None:
    write_all(session, [Write(SAY, {"said": "một"})])
    writes = [Write(RENAME, {"old": "một", "said": "1"}), Write(NOTE, {"said": "ghi"}), Write(SAY, {"said": "hai"})]
    assert write_all(session, writes) == [1, 1, 1]
    assert write_all(session, [Write(RENAME, {"old": "một", "said": "2"}), Write(NOTE, {"said": "thêm"})]) == [0, 1]
    assert said(session, LINES) == ["1", "hai"]
    assert said(session, NOTES) == ["ghi", "thêm"]


def test_rows_of_one_table_are_numbered_in_the_order_given(session: Session) -> None:
    words = [f"dòng {number}" for number in range(30)]
    writes = [write for word in words for write in (Write(SAY, {"said": word}), Write(NOTE, {"said": word}))]
    assert write_all(session, writes) == [1] * 60
    assert said(session, LINES) == said(session, NOTES) == words


def test_one_refusal_undoes_them_all(session: Session) -> None:
    write_all(session, [Write(SAY, {"said": "một"})])
    with pytest.raises(IntegrityError), session.begin_nested():
        write_all(session, [Write(NOTE, {"said": "ghi"}), Write(SAY, {"said": "một"})])
    assert said(session, NOTES) == []


def test_nothing_to_write_is_nothing_done(session: Session) -> None:
    assert write_all(session, []) == []
