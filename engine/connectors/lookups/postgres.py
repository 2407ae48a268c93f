"""Reading a PostgreSQL database: the checked address, the certificate of the host meant, read-only, bounded time."""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import psycopg
from psycopg.rows import dict_row

from engine.connectors.awaiting import finished
from engine.connectors.base import Blocked, Unreachable, Wire
from engine.connectors.lookups.queries import Query, pyformat
from engine.connectors.words import both
from engine.text import Text

PORT = 5432
_ENTRY = "28"
_STOPPED = "57014"


def ask(wire: Wire, query: Query, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows; only in our own network may encryption be missing."""
    with tempfile.TemporaryDirectory() as folder:
        how = _how(wire, Path(folder))
        try:
            return finished(_asked(how, query, values, wire.left()), wire.left())
        except TimeoutError as error:
            raise Unreachable("PostgreSQL: no answer in time") from error
        except psycopg.Error as error:
            raise _meaning(error) from error


async def _asked(how: dict[str, Any], query: Query, values: Mapping[str, Any], left: float) -> list[dict[str, Any]]:
    options = f"-c default_transaction_read_only=on -c statement_timeout={max(1, int(left * 1000))}"
    async with await psycopg.AsyncConnection.connect(**how, options=options) as there:
        await there.set_read_only(True)
        async with there.cursor(row_factory=dict_row) as cursor:
            await cursor.execute(pyformat(query.bounded()).encode(), dict(values))
            return await cursor.fetchall()


def _how(wire: Wire, folder: Path) -> dict[str, Any]:
    host, port = wire.checked(PORT)
    address = wire.address
    authorities = wire.setting("ca")
    root = folder / "ca.pem"
    if authorities:
        root.write_text(authorities)
    trusted = str(root) if authorities else ssl.get_default_verify_paths().cafile or "system"
    checked = bool(authorities) or not wire.local
    return {
        "host": address.hostname,
        "hostaddr": host,
        "port": port,
        "dbname": unquote(address.path.strip("/")),
        "user": wire.setting("db_user"),
        "password": wire.secret("db_password"),
        "passfile": str(folder / "none"),
        "sslmode": "verify-full" if checked else "prefer",
        "sslrootcert": trusted if checked else "",
        "sslcert": "",
        "sslkey": "",
        "gssencmode": "disable",
        "connect_timeout": max(2, int(wire.left())),
    }


def _meaning(error: psycopg.Error) -> Exception:
    """Not let in and a query that does not fit are an administrator's; the rest passes."""
    state = error.sqlstate or ""
    words = str(error).lower()
    if state.startswith(_ENTRY) or "authentication failed" in words or "no password supplied" in words:
        return Blocked(both(Text("Cơ sở dữ liệu không cho đăng nhập", "The database does not let us log in")))
    if "certificate" in words or "ssl" in words:
        return Unreachable(both(Text("Chứng chỉ của đối tác không hợp lệ", "The partner's certificate is not valid")))
    if isinstance(error, psycopg.OperationalError) or state == _STOPPED or not state:
        return Unreachable(f"PostgreSQL: {type(error).__name__}")
    return Blocked(f"the query cannot be made (PostgreSQL: {type(error).__name__})")
