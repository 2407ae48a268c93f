"""The numbers of several rows as one text, "3,7,12", in one column of a bigger query; on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class gathered(FunctionElement[str]):  # noqa: N801  written like the SQL function it stands for
    """Aggregates a column of numbers; None when there is no row. See ``numbers_in``."""

    name = "gathered"
    type = String()
    inherit_cache = True


@compiles(gathered, "sqlite")
def _sqlite(element: Any, compiler: Any, **_: Any) -> str:
    return f"group_concat({compiler.process(element.clauses)})"


@compiles(gathered)
def _others(element: Any, compiler: Any, **_: Any) -> str:
    return f"string_agg(CAST({compiler.process(element.clauses)} AS VARCHAR), ',')"


def numbers_in(text: str | None) -> frozenset[int]:
    """The numbers of such a text."""
    return frozenset(map(int, text.split(","))) if text else frozenset()
