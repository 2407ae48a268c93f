"""The tables of Procrastinate in a schema of their own, on PostgreSQL: put there and taken away by our migrations.

Its rows carry nothing but our job numbers, so a newer version needs no careful change of tables: a migration calls
``install`` again, which begins anew and lets every waiting job be handed over once more.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, text

SCHEMA = "procrastinate"
_INDEXES = (
    "CREATE INDEX quytrinh_lock ON procrastinate_jobs (lock) WHERE status IN ('todo', 'doing')",
    "CREATE INDEX quytrinh_job ON procrastinate_jobs (((args ->> 'job')::bigint))",
)
"""Ours: taking a job looks for others with its lock, which the library's indexes find only by walking all of them."""

_DEFER = f"{SCHEMA}.procrastinate_defer_jobs_v1({SCHEMA}.procrastinate_job_to_defer_v1[])"


def install(connection: Connection) -> None:
    """Make the tables of the installed version, empty; does nothing on SQLite."""
    if connection.dialect.name != "postgresql":
        return
    remove(connection)
    before = connection.execute(text("SELECT current_setting('search_path')")).scalar_one()
    _run(connection, f"CREATE SCHEMA {SCHEMA}")
    _run(connection, f"SET LOCAL search_path = {SCHEMA}")
    _run(connection, SchemaManager.get_schema())
    for index in _INDEXES:
        _run(connection, index)
    _run(connection, f"ALTER FUNCTION {_DEFER} SET search_path = {SCHEMA}, pg_temp")
    _run(connection, f"COMMENT ON SCHEMA {SCHEMA} IS '{installed_version()}'")
    connection.execute(text("SELECT set_config('search_path', :before, true)"), {"before": before})


def remove(connection: Connection) -> None:
    """Take the tables away; the jobs themselves are ours and stay."""
    if connection.dialect.name == "postgresql":
        _run(connection, f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def is_current(connection: Connection) -> bool:
    """Whether the tables are there, made by the version that is installed."""
    query = text("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :name")
    return connection.execute(query, {"name": SCHEMA}).scalar() == installed_version()


def installed_version() -> str:
    """The version of the library."""
    return version("procrastinate")


def _run(connection: Connection, statements: str) -> None:
    """Hand statements to the driver as they are: none has parameters, and per cent signs stay what they are."""
    driver: Any = connection.connection.driver_connection
    driver.execute(statements)
