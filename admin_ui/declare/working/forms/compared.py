"""Two answers compared with each other in a rule; the condition builder compares with values only."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from flask import request

from engine.text import Text

SIGNS: Final = (
    ("<=", Text("không lớn hơn, không muộn hơn", "is not more, not later than")),
    (">=", Text("không nhỏ hơn, không sớm hơn", "is not less, not earlier than")),
    ("<", Text("nhỏ hơn, sớm hơn", "is less, earlier than")),
    (">", Text("lớn hơn, muộn hơn", "is more, later than")),
    ("=", Text("giống", "is the same as")),
    ("!=", Text("khác", "differs from")),
)


def posted(paths: Collection[str]) -> str:
    """The comparison chosen on the page as FEEL, empty when none is; names stand as the row or form sees them."""
    first, sign, second = (request.form.get(name, "") for name in ("o_1", "phep", "o_2"))
    if first not in paths or second not in paths or sign not in dict(SIGNS):
        return ""
    where = request.form.get("noi", "").rpartition(".")[0]
    return f"{_seen_from(first, where)} {sign} {_seen_from(second, where)}"


def joined(condition: str, comparison: str) -> str:
    """Both must hold."""
    return f"({condition}) and {comparison}" if condition and comparison else condition or comparison


def _seen_from(path: str, where: str) -> str:
    """A path as an expression at ``where`` reads it: answers of the same row by their own key."""
    return path.removeprefix(f"{where}.") if where else path
