"""Prepared statements give what the ordinary way gives, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, event, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.dossiers.models import history, number_series
from engine.platform.audit.models import audit_seal
from engine.platform.db import db
from engine.platform.prepared import Prepared

AT = datetime(2026, 12, 7, 2, 0, 0, 123456, tzinfo=UTC)
SEAL = {
    "seq": 1,
    "from_id": 0,
    "to_id": 2**40,
    "subjects": 3,
    "root": b"\x00\xff",
    "at": AT,
    "previous_hash": b"",
    "hash": b"\x01",
}
INSERT = Prepared(audit_seal.insert())
READ = Prepared(select(audit_seal).where(audit_seal.c.seq == bindparam("number"), audit_seal.c.from_id == 0))
SERIES = Prepared(number_series.insert())
COUNT_ON = Prepared(number_series.update().where(number_series.c.name == bindparam("series")))


def test_what_is_written_is_read_back_in_the_types_of_its_columns(session: Session) -> None:
    INSERT.run(session, SEAL)
    ordinary = session.execute(select(audit_seal)).one()
    prepared = READ.first(session, {"number": 1})
    assert tuple(prepared) == tuple(ordinary)
    assert prepared.at == AT


def test_json_truth_and_nothing_pass_through_the_column_types(session: Session) -> None:
    query = Prepared(select(history.c.said, history.c.public, history.c.note).where(history.c.act == bindparam("act")))
    assert query.first(session, {"act": "none"}) is None
    assert query.all(session, {"act": "none"}) == []


def test_a_write_says_how_many_rows_it_touched(session: Session) -> None:
    SERIES.run(session, {"name": "a", "last": 1})
    assert COUNT_ON.run(session, {"series": "a", "last": 2}) == 1
    assert COUNT_ON.run(session, {"series": "b", "last": 2}) == 0


def test_other_columns_make_another_statement_of_the_same_one(session: Session) -> None:
    SERIES.run(session, {"name": "a", "last": 1})
    COUNT_ON.run(session, {"series": "a", "name": "c"})
    assert COUNT_ON.run(session, {"series": "c", "last": 5}) == 1
    assert session.execute(select(number_series.c.last)).scalar_one() == 5


def test_a_refusal_of_the_database_is_the_usual_error(session: Session) -> None:
    SERIES.run(session, {"name": "a", "last": 1})
    with pytest.raises(IntegrityError), session.begin_nested():
        SERIES.run(session, {"name": "a", "last": 1})


def test_who_listens_to_statements_hears_prepared_ones_too(session: Session) -> None:
    heard: list[str] = []

    def listen(_c: Any, _cursor: Any, statement: str, _v: Any, _x: Any, _m: bool) -> None:
        heard.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        SERIES.run(session, {"name": "a", "last": 1})
        COUNT_ON.run(session, {"series": "a", "last": 7})
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    assert [statement.split()[0] for statement in heard] == ["INSERT", "UPDATE"]
    assert session.execute(select(number_series.c.last)).scalar_one() == 7
