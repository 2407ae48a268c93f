"""One spelling for JSON: sorted keys, no spaces, UTF-8, so that equal data gives equal bytes and equal hashes."""

from __future__ import annotations

from typing import Any

import orjson


def dumps(value: Any) -> bytes:
    """Return the canonical bytes; raise TypeError for what JSON cannot say (sets, Decimal, naive objects)."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def loads(text: bytes | str) -> Any:
    """Return the value; raise ValueError if the text is not JSON."""
    return orjson.loads(text)
