"""The database: one Flask-SQLAlchemy object, one metadata, and the only two openers of a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import Flask, g
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, Engine, MetaData
from sqlalchemy.orm import Session

from engine.platform import engines
from engine.platform.prepared import CONNECTION

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)
"""Every table of the product hangs here."""


class OneDatabase(FlaskSession):
    """A session that looks its engine up once instead of before every statement: there is only one to write to."""

    read_only = False
    _engine: Engine | None = None

    def get_bind(self, *_: Any, bind: Engine | Connection | None = None, **__: Any) -> Engine | Connection:
        """Return the engine of the application."""
        if self._engine is None:
            here = current_engine()
            self._engine = engines.for_reading(here) if self.read_only else here
        return bind or self._engine


db = SQLAlchemy(metadata=metadata, session_options={"expire_on_commit": False, "class_": OneDatabase})

_open: ContextVar[bool] = ContextVar("a session is open", default=False)
_AFTER_COMMIT = "after_commit"
_ELSEWHERE = "engine_elsewhere"
_SPACE = "space"
REAL, TRIAL = "real", "trial"


def init_app(app: Flask, url: str) -> None:
    """Give the application its database; ``url`` is a SQLAlchemy address of SQLite or PostgreSQL (psycopg)."""
    app.config["SQLALCHEMY_DATABASE_URI"] = engines.normal_url(url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engines.options(url)
    db.init_app(app)
    with app.app_context():
        engines.prepare(db.engine)


def current_engine() -> Engine:
    """The application's engine, or the one the current application context was sent to (``elsewhere``)."""
    other: Engine | None = g.get(_ELSEWHERE)
    return db.engine if other is None else other


@contextmanager
def elsewhere(engine: Engine | None) -> Iterator[None]:
    """Open the sessions of this application context on another database: that of a trial (None: the real one)."""
    before = g.get(_ELSEWHERE)
    send_to(engine)
    try:
        yield
    finally:
        send_to(before)


def send_to(engine: Engine | None) -> None:
    """The same for the rest of the application context: a request that happens inside a trial."""
    setattr(g, _ELSEWHERE, engine)


def space_of(session: Session) -> str:
    """``REAL`` or ``TRIAL``: what the database of this session is for."""
    return str(session.info.get(_SPACE, REAL))


@contextmanager
def transaction() -> Iterator[Session]:
    """Open a session for one business act: commits at the end, rolls back on any error; needs an application context.

    Takes the write lock at once on SQLite (BEGIN IMMEDIATE), so an act never fails half-way for want of it.
    """
    with _session(read_only=False) as session:
        yield session
    for call in session.info.get(_AFTER_COMMIT, ()):
        call()


@contextmanager
def reading() -> Iterator[Session]:
    """Open a session that may only read: a consistent view, no write lock; a write in it fails on both databases."""
    with _session(read_only=True) as session:
        yield session


def after_commit(session: Session, call: Callable[[], None]) -> None:
    """Run ``call`` once the caller's transaction has committed; never when it rolls back."""
    session.info.setdefault(_AFTER_COMMIT, []).append(call)


@contextmanager
def _session(*, read_only: bool) -> Iterator[Session]:
    if _open.get():
        raise RuntimeError("a session is already open here: pass it on instead of opening another")
    session = db.session.session_factory()
    assert isinstance(session, OneDatabase)
    session.read_only = read_only
    here = current_engine()
    session.info[_SPACE] = REAL if here is db.engine else TRIAL
    mark = _open.set(True)
    try:
        with engines.writer_turn(here, read_only), session.begin():
            connection = session.connection(execution_options=engines.execution_options(here, read_only))
            session.info[CONNECTION] = connection
            yield session
    finally:
        session.close()
        _open.reset(mark)
