"""Brings a database to the schema of this program, or back; the only way tables change outside tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from engine.platform.db import metadata

FOLDER = Path(__file__).resolve().parents[2] / "migrations"
NEWEST = "head"
NOTHING = "base"


def upgrade(engine: Engine, to: str = NEWEST) -> None:
    """Migrate forward to a revision; all or nothing, and waits for another process doing the same."""
    with _prepared(engine) as config:
        command.upgrade(config, to)


def downgrade(engine: Engine, to: str = NOTHING) -> None:
    """Migrate back to a revision (``base`` = no tables at all); loses what the later schema held."""
    with _prepared(engine) as config:
        command.downgrade(config, to)


def revise(engine: Engine, message: str, name: str) -> Path:
    """Write the migration ``versions/<name>_….py`` from the difference between ``engine`` and the declared tables."""
    with _prepared(engine) as config:
        script = command.revision(config, message=message, autogenerate=True, rev_id=name)
    if script is None or isinstance(script, list):
        raise RuntimeError("alembic wrote no migration")
    return Path(script.path)


def is_current(engine: Engine) -> bool:
    """Whether the database is at the newest revision."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def differences(engine: Engine) -> list[str]:
    """Return in words how the database differs from the declared tables; empty when migrations are complete.

    The modules that declare tables must be imported already.
    """
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return [repr(difference) for difference in compare_metadata(context, metadata)]


@contextmanager
def _prepared(engine: Engine) -> Iterator[Config]:
    """Hand Alembic one connection in one transaction; foreign keys rest on SQLite, where altering is rebuilding."""
    config = _config()
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _foreign_keys(connection, False)
        try:
            with connection.begin():
                if not sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(7260311)"))
                config.attributes["connection"] = connection
                yield config
        finally:
            if sqlite:
                _foreign_keys(connection, True)


def _foreign_keys(connection: Connection, on: bool) -> None:
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    return config
