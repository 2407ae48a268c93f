"""Fixtures every test may take: ``app_db`` and ``session`` on a fresh database, ``demo_db`` with people in it.

By default tests under ``tests/integration`` run on SQLite and on PostgreSQL, all others that touch a database on
PostgreSQL; ``any_database``, ``sqlite_only`` and ``postgresql_only`` on a test or module say otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy.orm import Session

from engine.platform.db import db, transaction
from engine.platform.time import FixedClock
from tests.support import databases, postgres

# The same examples in every run, so that a red run can be repeated; `make soak` draws new ones.
hypothesis_settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
if "QT_SOAK" not in os.environ:
    hypothesis_settings.load_profile("repeatable")

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
_MARKERS = {
    "any_database": (SQLITE, POSTGRESQL),
    "sqlite_only": (SQLITE,),
    "postgresql_only": (POSTGRESQL,),
}


def pytest_configure(config: pytest.Config) -> None:
    """Name the run's server once, in the process that directs the run, and tell the markers."""
    for name, kinds in _MARKERS.items():
        config.addinivalue_line("markers", f"{name}: run on {' and '.join(kinds)}")
    given = getattr(config, "workerinput", {})
    config.stash[_SERVER] = (Path(given.get("pg_folder", postgres.new_folder())), given.get("run_pid", os.getpid()))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell each xdist worker where the run's server is."""
    folder, run_pid = node.config.stash[_SERVER]
    node.workerinput["pg_folder"] = str(folder)
    node.workerinput["run_pid"] = run_pid


_SERVER = pytest.StashKey[tuple[Path, int]]()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run whatever takes a database on the kinds of database asked for."""
    if "database_kind" in metafunc.fixturenames:
        marks = [kinds for name, kinds in _MARKERS.items() if metafunc.definition.get_closest_marker(name)]
        both = "integration" in metafunc.definition.path.parts
        default = (SQLITE, POSTGRESQL) if both else (POSTGRESQL,)
        metafunc.parametrize("database_kind", marks[0] if marks else default, scope="function")


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> databases.SqliteDatabases:
    return databases.SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases(request: pytest.FixtureRequest) -> Iterator[databases.PostgresDatabases]:
    folder, run_pid = request.config.stash[_SERVER]
    server = postgres.server_url(folder, run_pid)
    if server is None:
        missing = "PostgreSQL is not installed: run `make system` or set TEST_POSTGRES_URL"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    made = databases.PostgresDatabases(server, f"qt_{run_pid}_{worker}")
    yield made
    made.drop_all()


@pytest.fixture
def new_database(database_kind: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return a function that makes a fresh database with a given content and returns its address."""
    maker = request.getfixturevalue("sqlite_databases" if database_kind == SQLITE else "postgres_databases")
    made: list[str] = []

    def make(content: str = "empty") -> str:
        made.append(maker.fresh(content))
        return made[-1]

    yield make
    for url in made:
        maker.drop(url)


@pytest.fixture
def database_url(new_database: Any) -> str:
    """The address of a fresh database with all tables and no rows."""
    url: str = new_database()
    return url


@pytest.fixture
def demo_database_url(new_database: Any) -> str:
    """The address of a fresh database with the demo province in it."""
    url: str = new_database("demo")
    return url


@pytest.fixture
def bare_database_url(new_database: Any) -> str:
    """The address of a fresh database without tables."""
    url: str = new_database("bare")
    return url


@pytest.fixture
def app_db(database_url: str) -> Iterator[Flask]:
    """A bare application on a fresh database, its context pushed: ``transaction()`` works."""
    yield from _pushed(database_url)


@pytest.fixture
def demo_db(demo_database_url: str) -> Iterator[Flask]:
    """The same with the demo province."""
    yield from _pushed(demo_database_url)


@pytest.fixture
def session(app_db: Flask) -> Iterator[Session]:
    """An open transaction on a fresh database; code under test that opens its own takes ``app_db`` instead."""
    with transaction() as opened:
        yield opened


@pytest.fixture
def demo_session(demo_db: Flask) -> Iterator[Session]:
    """An open transaction on a fresh database with the demo province."""
    with transaction() as opened:
        yield opened


@pytest.fixture
def now() -> datetime:
    """Monday 2 March 2026, 08:00 in Viet Nam."""
    return databases.DEMO_NOW


@pytest.fixture
def clock(now: datetime) -> FixedClock:
    """A clock that stands at ``now`` until it is moved."""
    return FixedClock(now)


def _pushed(url: str) -> Iterator[Flask]:
    app = databases.application(url)
    with app.app_context():
        yield app
        db.engine.dispose()
