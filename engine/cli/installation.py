"""Commands that need an installation: its settings, its database, an application context."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from engine.cli.one_line import WrongCall
from engine.platform import db, migrate
from engine.platform.settings import Settings
from migrations import tables


@contextmanager
def installation(*, prepare: bool = False) -> Iterator[Settings]:
    """Enter the installation the environment describes; ``prepare`` migrates its database first."""
    settings = chosen()
    tables.load()
    app = Flask("quytrinh-command", static_folder=None)
    with _reachable():
        db.init_app(app, settings.database_url)
    with app.app_context():
        with _reachable():
            if prepare:
                migrate.upgrade(db.db.engine)
            elif not migrate.is_current(db.db.engine):
                raise WrongCall("cơ sở dữ liệu chưa theo phiên bản này của chương trình; hãy chạy: quytrinh migrate")
        try:
            yield settings
        finally:
            db.db.engine.dispose()


def chosen() -> Settings:
    """The settings of the environment, or a refusal that names what cannot be used."""
    try:
        return Settings.from_env()
    except (ValueError, OSError) as error:
        raise WrongCall(str(error)) from error


@contextmanager
def _reachable() -> Iterator[None]:
    """Say in one line why there is no database; its address may hold a password and is not repeated."""
    try:
        yield
    except OperationalError as error:
        raise WrongCall(f"không mở được cơ sở dữ liệu: {error.orig}") from error
    except (SQLAlchemyError, ImportError) as error:
        raise WrongCall("QUYTRINH_DATABASE_URL không phải địa chỉ SQLite hay PostgreSQL dùng được") from error
