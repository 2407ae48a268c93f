"""Migrations on both databases: forward they make exactly the declared schema, backward they leave nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, inspect, text

from engine.platform import migrate
from engine.platform.append_only import append_only_tables
from engine.platform.db import db, metadata
from tests.support.databases import application

TRIGGERS = {
    "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT DISTINCT event_object_table FROM information_schema.triggers WHERE trigger_schema = 'public'",
}


@pytest.fixture
def engine(bare_database_url: str) -> Iterator[Engine]:
    with application(bare_database_url).app_context():
        yield db.engine
        db.engine.dispose()


def test_forward_gives_the_declared_schema(engine: Engine) -> None:
    assert not migrate.is_current(engine)
    migrate.upgrade(engine)
    assert migrate.is_current(engine)
    assert migrate.differences(engine) == []


def test_forward_twice_is_forward_once(engine: Engine) -> None:
    migrate.upgrade(engine)
    migrate.upgrade(engine)
    assert migrate.is_current(engine)


def test_backward_leaves_nothing_and_forward_works_again(engine: Engine) -> None:
    migrate.upgrade(engine)
    migrate.downgrade(engine)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate.upgrade(engine)
    assert migrate.differences(engine) == []


def test_every_table_that_only_grows_is_guarded(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.connect() as connection:
        names = connection.execute(text(TRIGGERS[connection.dialect.name])).scalars()
        assert sorted(names) == append_only_tables(metadata)
