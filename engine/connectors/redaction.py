"""What the console may show of a call: structure and codes, never a person's data and never a secret."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from engine.connectors.descriptor import EVERYTHING

HIDDEN = "•••"
_TECHNICAL = frozenset({"receipt", "so_tiep_nhan", "code", "ma_loi", "status", "bytes", "rows", "operation", "query"})
"""What is shown even where everything else may be about a person."""
_LONGEST = 200
_LONG_NUMBER = re.compile(r"[0-9]{9}")
_SHORTEST_SECRET = 4
_ALWAYS = frozenset({"token", "secret", "password", "ho_ten", "ngay_sinh", "so_dinh_danh", "cccd", "so_dien_thoai"})


def redacted(value: Any, private: Collection[str] = ()) -> Any:
    """A copy with private names hidden and long texts cut."""
    if isinstance(value, Mapping):
        return {str(name): _named(str(name), inner, private) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [redacted(inner, private) for inner in value]
    if EVERYTHING in private and isinstance(value, str):
        return HIDDEN
    if isinstance(value, str) and len(value) > _LONGEST:
        return value[:_LONGEST] + "…"
    return value


def without(value: Any, secrets: Collection[str]) -> Any:
    """A copy in which no secret stands, wherever a partner or a template put it."""
    if isinstance(value, Mapping):
        return {without(name, secrets): without(inner, secrets) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without(inner, secrets) for inner in value]
    if isinstance(value, str):
        for secret in secrets:
            if len(secret) >= _SHORTEST_SECRET:
                value = value.replace(secret, HIDDEN)
    return value


def shown_path(path: str) -> str:
    """A path without its query, and without parts that look like a person's number or a text somebody typed."""
    parts = path.split("?")[0].split("/")
    return "/".join(HIDDEN if _LONG_NUMBER.search(part) or "%" in part else part for part in parts)


def _named(name: str, value: Any, private: Collection[str]) -> Any:
    plain = name.removeprefix("body_").removeprefix("query_").lower()
    if value is None or isinstance(value, bool):
        return value
    if EVERYTHING in private:
        inside = isinstance(value, Mapping | list | tuple)
        return redacted(value, private) if inside else redacted(value) if plain in _TECHNICAL else HIDDEN
    hidden = name in private or plain in private or plain in _ALWAYS
    return HIDDEN if hidden else redacted(value, private)
