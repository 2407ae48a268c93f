"""Both databases behave alike: instants, JSON, who may write, what a rollback undoes."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from engine.platform.db import after_commit, db, reading, transaction
from engine.platform.types import BigId, Instant, Json, SortKey
from engine.platform.upsert import upsert

plot = Table(
    "plot",
    MetaData(),
    Column("id", BigId, primary_key=True),
    Column("name", String(40), nullable=False, unique=True),
    Column("at", Instant),
    Column("facts", Json),
    Column("sort", SortKey),
    Column("visits", Integer, nullable=False, default=0),
)


@pytest.fixture
def garden(app_db: Flask) -> Flask:
    plot.metadata.create_all(db.engine)
    return app_db


def add(session: Session, name: str, **values: Any) -> int:
    number: int = session.execute(insert(plot).values(name=name, **values).returning(plot.c.id)).scalar_one()
    return number


def count() -> int:
    with reading() as session:
        return len(session.execute(select(plot)).all())


INSTANTS = [
    datetime(2026, 3, 2, 1, 2, 3, 456789, tzinfo=UTC),
    datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=7))),
    datetime(1945, 9, 2, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
]


@pytest.mark.parametrize("at", INSTANTS, ids=str)
def test_an_instant_comes_back_the_same_and_in_utc(garden: Flask, at: datetime) -> None:
    with transaction() as session:
        add(session, "a", at=at)
    with reading() as session:
        found = session.execute(select(plot.c.at)).scalar_one()
    assert (found, found.utcoffset()) == (at, timedelta(0))


def test_instants_sort_and_compare_in_the_database(garden: Flask) -> None:
    with transaction() as session:
        for number, at in enumerate(INSTANTS):
            add(session, str(number), at=at)
        order = session.execute(select(plot.c.at).order_by(plot.c.at)).scalars().all()
        later = session.execute(select(plot.c.id).where(plot.c.at > INSTANTS[1])).all()
    assert order == sorted(INSTANTS)
    assert len(later) == sum(at > INSTANTS[1] for at in INSTANTS)


def test_a_naive_time_never_reaches_the_database(garden: Flask) -> None:
    with pytest.raises(Exception, match="zone"), transaction() as session:
        add(session, "a", at=datetime(2026, 3, 2))


@pytest.mark.parametrize("value", [{"b": 1, "a": [None, True, "đ"]}, [], "text", 0, {"nul": "a\u0000b"}], ids=repr)
def test_json_comes_back_the_same(garden: Flask, value: Any) -> None:
    with transaction() as session:
        add(session, "a", facts=value)
    with reading() as session:
        assert session.execute(select(plot.c.facts)).scalar_one() == value


def test_sort_keys_are_compared_byte_by_byte(garden: Flask) -> None:
    keys = ["2032 1", "2032 1!21", "2032 5", "203230 1", "9–20 1"]
    with transaction() as session:
        for key in reversed(keys):
            add(session, key, sort=key)
        assert session.execute(select(plot.c.sort).order_by(plot.c.sort)).scalars().all() == keys


def test_an_error_undoes_everything(garden: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction() as session:
        add(session, "a")
        raise ZeroDivisionError
    assert count() == 0


def test_what_is_to_follow_a_commit_follows_only_a_commit(garden: Flask) -> None:
    followed: list[int] = []
    with transaction() as session:
        after_commit(session, lambda: followed.append(count()))
        add(session, "a")
    with pytest.raises(ZeroDivisionError), transaction() as session:
        after_commit(session, lambda: followed.append(99))
        raise ZeroDivisionError
    assert followed == [1]


def test_a_reader_cannot_write(garden: Flask) -> None:
    with pytest.raises(DBAPIError), reading() as session:
        add(session, "a")
    with transaction() as session:
        add(session, "a")
    assert count() == 1


def test_sessions_do_not_nest(garden: Flask) -> None:
    with transaction(), pytest.raises(RuntimeError, match="already open"), reading():
        pass


def test_a_reader_sees_one_moment_while_others_write(garden: Flask) -> None:
    def write() -> None:
        with garden.app_context(), transaction() as session:
            add(session, "b")

    with reading() as session:
        before = len(session.execute(select(plot)).all())
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        assert len(session.execute(select(plot)).all()) == before
    assert count() == before + 1


def test_writers_wait_for_each_other_and_lose_nothing(garden: Flask) -> None:
    with transaction() as session:
        add(session, "a")

    def visit() -> None:
        with garden.app_context():
            for _ in range(10):
                with transaction() as session:
                    visits = session.execute(select(plot.c.visits).with_for_update()).scalar_one()
                    session.execute(plot.update().values(visits=visits + 1))

    visitors = [threading.Thread(target=visit) for _ in range(4)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    with reading() as session:
        assert session.execute(select(plot.c.visits)).scalar_one() == 40


def test_foreign_keys_are_kept(app_db: Flask, now: datetime) -> None:
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(
            text(
                "INSERT INTO unit_succession (predecessor_id, successor_id, from_day, decision) "
                "VALUES (1, 2, '2026-01-01', 'none')"
            )
        )


def test_upsert_inserts_and_then_changes(garden: Flask) -> None:
    def visit(session: Session) -> int:
        visits: int = upsert(
            session,
            plot,
            {"name": "a", "visits": 1},
            key=("name",),
            change={"visits": plot.c.visits + 1},
            returning=("visits",),
        ).scalar_one()
        return visits

    with transaction() as session:
        assert [visit(session), visit(session), visit(session)] == [1, 2, 3]


@pytest.mark.sqlite_only
def test_sqlite_is_set_up_for_durable_concurrent_use(garden: Flask) -> None:
    with reading() as session:
        facts = {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")}
    assert facts == {"journal_mode": "wal", "synchronous": 2}
