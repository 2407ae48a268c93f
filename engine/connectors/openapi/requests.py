"""From a step's parameters to a request of an operation: every value where it belongs and of the kind it must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from engine.connectors.fields import Field, nested, text_of, value_of, wrong
from engine.connectors.openapi.operations import Operation


@dataclass(frozen=True)
class Request:
    """What goes to the wire."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any


def request(one: Operation, params: Mapping[str, Any]) -> Request:
    """Put the parameters together. Raises ``Declined`` (``wrong_request``) naming the fields."""
    path, query, headers = one.path, {}, {}
    for place, field in one.placed:
        value = value_of(field, params.get(f"{place}_{field.code}"))
        if value is None:
            continue
        text = text_of(value)
        if place == "path":
            path = path.replace("{" + field.name + "}", quote(text, safe=""))
        elif place == "query":
            query[field.name] = text
        else:
            headers[field.name] = _one_line(field, text)
    return Request(one.method, path, query, headers, nested(one.body, params, "body_") if one.has_body else None)


def _one_line(field: Field, text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        raise wrong(field)
    return text
