"""A look-up in another database: the administrator wrote the query, the procedure only picks its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.connectors.base import Blocked, Call, Connector, Declined, Done, Outcome, Unreachable, Wire
from engine.connectors.descriptor import (
    PARTNER,
    QUERY,
    Answered,
    Descriptor,
    ErrorCode,
    Parameter,
    Secret,
    Setting,
    WrongSetting,
)
from engine.connectors.fields import WRONG, nested, wrong
from engine.connectors.lookups import postgres, sqlite
from engine.connectors.lookups.queries import EXAMPLE, Query, read
from engine.connectors.plain import json_plain
from engine.connectors.words import both
from engine.text import Text

QUERIES, VALUE = "db_queries", "p_"
TOO_MANY = "too_many"
_MOST_BYTES = 1024 * 1024


class Database(Connector):
    """``p_`` parameters are bound to the places of the query, never put into its text."""

    descriptor = Descriptor(
        id="database",
        version="1",
        title=Text("Tra cứu cơ sở dữ liệu", "Look up a database"),
        summary=Text(
            "Chạy một truy vấn chỉ đọc do quản trị viên soạn sẵn (PostgreSQL hoặc SQLite).",
            "Runs a read-only query an administrator has written down (PostgreSQL or SQLite).",
        ),
        parameters=(
            Parameter(PARTNER, Text("Mã đối tác (cơ sở dữ liệu)", "Partner code (database)"), example="dan-cu"),
            Parameter(QUERY, Text("Tên truy vấn", "Name of the query"), example="ho_khau"),
        ),
        families=(VALUE,),
        results=(
            Answered("count", Text("Số dòng tìm thấy", "Number of rows"), kind="number", example=1),
            Answered(
                "row",
                Text("Dòng đầu tiên", "The first row"),
                kind="any",
                example={"so": "HK-1", "chu_ho": "Nguyễn Văn An"},
            ),
            Answered("rows", Text("Các dòng", "The rows"), kind="list", example=[{"so": "HK-1"}]),
        ),
        errors=(
            ErrorCode(TOO_MANY, Text("Nhiều dòng hơn mức cho phép", "More rows than are allowed")),
            ErrorCode(WRONG, Text("Giá trị tra cứu thiếu hoặc sai kiểu", "A value is missing or of a wrong kind")),
        ),
        secrets=(Secret("db_password", Text("Mật khẩu cơ sở dữ liệu", "Database password")),),
        settings=(
            Setting("db_user", Text("Tên đăng nhập cơ sở dữ liệu", "Database user name")),
            Setting(
                QUERIES,
                Text("Các truy vấn được phép", "Allowed queries"),
                Text("Danh sách JSON, chỉ SELECT, ví dụ:", "A JSON list, SELECT only, for example:"),
                required=True,
                example=EXAMPLE,
                check=read,
            ),
        ),
        schemes=("postgresql", "sqlite"),
        idempotency=Text("Chỉ đọc: hỏi lại không thay đổi gì.", "Only reads: asking again changes nothing."),
        all_private=True,
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Ask."""
        query = named(wire.setting(QUERIES), str(call.params.get(QUERY) or ""))
        values = _bound(query, call.params)
        scheme = wire.address.scheme
        if scheme == "sqlite":
            plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
            found = sqlite.ask(wire.folder(), query, plain, wire.left)
        elif scheme == "postgresql":
            found = postgres.ask(wire, query, values)
        else:
            raise Blocked("the partner's address is neither postgresql:// nor sqlite://")
        rows = [json_plain(row) for row in found]
        wire.note("SELECT", query.name, {QUERY: query.name}, None, {"rows": len(rows)})
        return Done(_bounded(query, rows))


def named(text: str, name: str) -> Query:
    """The query of a list. Raises ``Blocked``."""
    try:
        found = read(text).get(name) if text else None
    except WrongSetting as error:
        raise Blocked(both(error.said)) from error
    if found is None:
        said = Text(f"Đối tác không có truy vấn “{name}” được phép", f"The partner has no allowed query {name!r}")
        raise Blocked(both(said))
    return found


def _bound(query: Query, params: Mapping[str, Any]) -> dict[str, Any]:
    values = nested(query.params, params, VALUE)
    for field in query.params:
        if field.kind == "date":
            try:
                values[field.name] = date.fromisoformat(values[field.name])
            except ValueError as error:
                raise wrong(field) from error
    return values


def _bounded(query: Query, rows: list[Any]) -> dict[str, Any]:
    if len(rows) > query.rows:
        raise Declined(TOO_MANY, f"> {query.rows}")
    if len(repr(rows)) > _MOST_BYTES:
        raise Unreachable("the rows are larger than 1 MiB")
    return {"count": len(rows), "row": rows[0] if rows else None, "rows": rows}
