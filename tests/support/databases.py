"""Fresh databases for tests, each a copy of a template that has the tables (and the demo province, where wanted)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from flask import Flask
from psycopg import sql
from sqlalchemy import make_url

from demo.filling import publish_library
from demo.seed import seed
from engine.platform.db import db, init_app, transaction
from migrations import tables

ROOT = Path(__file__).resolve().parents[2]

ROOT = Path(__file__).resolve().parents[2]

DEMO_NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Monday 2 March 2026, 08:00 in Viet Nam: when the demo province of a test was seeded."""

Fill = Callable[[], None]


def bare() -> None:
    """Make no tables at all."""
    db.engine.connect().close()


def empty() -> None:
    """Make the tables and leave them empty."""
    db.create_all()


def demo_province() -> None:
    """Make the tables and seed the demo province."""
    db.create_all()
    with transaction() as session:
        seed(session, DEMO_NOW)


def office() -> None:
    """Make the tables, seed the demo province and publish the ready procedures; no dossier yet."""
    demo_province()
    publish_library(ROOT, DEMO_NOW)


FILLS: dict[str, Fill] = {"bare": bare, "empty": empty, "demo": demo_province, "office": office}


def application(url: str) -> Flask:
    """Return a bare application on a database: no routes, only what ``transaction()`` needs."""
    tables.load()
    app = Flask("tests", root_path=tempfile.gettempdir())
    init_app(app, url)
    return app


@dataclass
class SqliteDatabases:
    """Databases as files: a copy of the template's file."""

    folder: Path
    _count: int = 0

    def fresh(self, content: str) -> str:
        """Return the address of a new database with this content (a name in ``FILLS``)."""
        template = self.folder / f"template-{content}.db"
        if not template.exists():
            _build(f"sqlite:///{template}", content)
        self._count += 1
        copy = self.folder / f"test-{self._count}.db"
        shutil.copyfile(template, copy)
        return f"sqlite:///{copy}"

    def drop(self, url: str) -> None:
        """Remove a database."""
        path = Path(url.removeprefix("sqlite:///"))
        for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            leftover.unlink(missing_ok=True)


@dataclass
class PostgresDatabases:
    """Databases of one server: made from a template database per worker."""

    server: str
    prefix: str
    _made: set[str] = field(default_factory=set)
    _count: int = 0

    def fresh(self, content: str) -> str:
        """Return the address of a new database with this content (a name in ``FILLS``)."""
        template = f"{self.prefix}_template_{content}"
        if template not in self._made:
            self._create(template, "template1")
            _build(self._url(template), content)
            self._made.add(template)
        self._count += 1
        name = f"{self.prefix}_{self._count}"
        self._create(name, template)
        return self._url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        self._drop(make_url(url).database or "")

    def _drop(self, name: str) -> None:
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def drop_all(self) -> None:
        """Remove the templates too; matters on a server that outlives the run."""
        for name in self._made:
            self._drop(name)

    def _create(self, name: str, template: str) -> None:
        self._drop(name)
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)

    def _url(self, name: str) -> str:
        url = make_url(self.server).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)


def _build(url: str, content: str) -> None:
    app = application(url)
    with app.app_context():
        FILLS[content]()
        db.engine.dispose()
