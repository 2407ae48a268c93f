"""Values of databases and SOAP messages as JSON data."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any


def json_plain(value: Any) -> Any:
    """Dates in ISO form, bytes in base64, whole decimals as integers; whatever else is unknown as its text."""
    if isinstance(value, Mapping):
        return {str(name): json_plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_plain(inner) for inner in value]
    if isinstance(value, Decimal) and value.is_finite():
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value if isinstance(value, str | int | float | bool | None) else str(value)
