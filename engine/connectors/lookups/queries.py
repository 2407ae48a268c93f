"""The list of queries kept with a database partner (JSON): a name, its SQL, the kinds of its parameters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.connectors.descriptor import WrongSetting
from engine.connectors.fields import Field
from engine.text import Text

MOST_ROWS = 200
EXAMPLE = """{
  "ho_khau": {"title": "Tra cứu hộ", "sql": "select so, chu_ho from ho where so = :so",
              "params": {"so": "text"}, "columns": ["so", "chu_ho"], "rows": 5}
}"""
_ROWS = 10
_MOST = 100
_LONGEST = 10_000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_BEGINS = re.compile(r"\s*(select|with)\b", re.I)
_PLACE = re.compile(r"(?<![:\w]):([a-z_][a-z0-9_]*)")
_KINDS = ("text", "number", "date", "truth")
_KNOWN = frozenset({"title", "sql", "params", "columns", "rows"})


@dataclass(frozen=True)
class Query:
    """One allowed query; ``sql`` has ``:name`` where a parameter is bound."""

    name: str
    title: str
    sql: str
    params: tuple[Field, ...]
    columns: tuple[str, ...]
    rows: int

    def bounded(self) -> str:
        """The query, cut after one row more than is allowed."""
        return f"SELECT * FROM ({self.sql}) AS allowed LIMIT {self.rows + 1}"


def pyformat(sql: str) -> str:
    """The same with the places as psycopg wants them."""
    return _PLACE.sub(r"%(\1)s", sql.replace("%", "%%"))


@lru_cache(maxsize=64)
def read(text: str) -> Mapping[str, Query]:
    """The queries by name. Raises ``WrongSetting`` naming the query that is wrong."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongSetting(Text("Danh sách truy vấn phải là JSON.", "The list of queries must be JSON.")) from error
    if not isinstance(told, dict) or not told or len(told) > _MOST:
        raise WrongSetting(Text("Cần một danh sách tên → truy vấn.", "A list of names → queries is needed."))
    return {name: _query(name, one) for name, one in told.items()}


def _query(name: str, told: Any) -> Query:
    fits = isinstance(told, dict) and _NAME.fullmatch(name) and isinstance(told.get("sql"), str)
    if not fits or set(told) - _KNOWN:
        raise _wrong(name, Text("tên, sql hoặc mục không đúng", "the name, sql or an entry is wrong"))
    sql = told["sql"].strip().rstrip(";").strip()
    if not _BEGINS.match(sql) or ";" in sql or len(sql) > _LONGEST:
        raise _wrong(name, Text("chỉ một câu SELECT hoặc WITH", "one SELECT or WITH and nothing else"))
    params, columns = told.get("params") or {}, told.get("columns") or []
    if not isinstance(params, dict) or any(kind not in _KINDS for kind in params.values()):
        raise _wrong(name, Text(f"kiểu tham số là {', '.join(_KINDS)}", f"kinds are {', '.join(_KINDS)}"))
    if set(_PLACE.findall(sql)) != set(params):
        raise _wrong(name, Text("params phải khớp các :tên trong sql", "params must be the :names in sql"))
    rows = told.get("rows", _ROWS)
    if not isinstance(rows, int) or not 1 <= rows <= MOST_ROWS or not isinstance(columns, list):
        raise _wrong(name, Text(f"rows từ 1 đến {MOST_ROWS}", f"rows is 1 to {MOST_ROWS}"))
    return Query(
        name,
        str(told.get("title") or name)[:200],
        sql,
        tuple(Field((param,), kind, True, param) for param, kind in params.items()),
        tuple(str(one) for one in columns if _NAME.fullmatch(str(one))),
        rows,
    )


def _wrong(name: str, why: Text) -> WrongSetting:
    return WrongSetting(Text(f"Truy vấn “{name[:60]}”: {why.vi}.", f"Query {name[:60]!r}: {why.en}."))
