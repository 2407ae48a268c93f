"""The operations of a description that a step can call: JSON in, JSON out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.connectors.descriptor import WrongSetting
from engine.connectors.fields import Field
from engine.connectors.openapi.document import Document, listing, mapping, read
from engine.connectors.openapi.schemas import fields, single
from engine.text import Text

METHODS = ("get", "post", "put", "patch", "delete")
PLACES = ("path", "query", "header")
_MOST = 300
_JSON = "application/json"
_IN_PATH = re.compile(r"\{([^{}/]+)\}")
_TOKEN = re.compile(r"[A-Za-z0-9_.\-]{1,80}")
_UNDESCRIBED: Mapping[str, Any] = {"schema": {"type": "string"}}
_OURS = frozenset({"idempotency-key", "authorization", "content-type", "accept", "host", "content-length", "cookie"})
"""Headers the wire sets itself."""


@dataclass(frozen=True)
class Operation:
    """One operation: how it is addressed, the values it takes by place, what it gives, how it refuses."""

    id: str
    method: str
    path: str
    title: str
    summary: str
    placed: tuple[tuple[str, Field], ...]
    body: tuple[Field, ...]
    has_body: bool
    results: tuple[Field, ...]
    is_object: bool
    refusals: tuple[tuple[int, str], ...]
    key_header: str = ""
    """The header in which the description wants an API key instead of a bearer token."""


@lru_cache(maxsize=64)
def operations(text: str) -> Mapping[str, Operation]:
    """The usable operations of a document by id. Raises ``WrongSetting`` when it cannot be read or has none."""
    document = read(text)
    found: dict[str, Operation] = {}
    for path, item in _paths(document):
        shared = listing(item.get("parameters"))
        for method in METHODS:
            told = item.get(method)
            if isinstance(told, Mapping):
                one = _operation(document, path, method, told, shared)
                if one is not None:
                    found[one.id] = one
                if len(found) > _MOST:
                    raise WrongSetting(Text(f"Hơn {_MOST} dịch vụ.", f"More than {_MOST} operations."))
    if not found:
        raise WrongSetting(
            Text("Không có dịch vụ nào nhận và trả JSON.", "No operation takes and answers JSON."),
        )
    return found


def _paths(document: Document) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, item in mapping(document.root.get("paths")).items():
        meant = document.meant(item)
        if path.startswith("/"):
            yield path, meant


def _operation(
    document: Document, path: str, method: str, told: Mapping[str, Any], shared: list[Any]
) -> Operation | None:
    asked = document.meant(told.get("requestBody"))
    schema = _json_schema(asked)
    if asked and schema is None and asked.get("required"):
        return None
    answers = mapping(told.get("responses"))
    good = _good(document, answers)
    given = document.meant(good) if good is not None else {}
    parameters = [document.meant(one) for one in [*shared, *listing(told.get("parameters"))]]
    return Operation(
        id=str(told.get("operationId") or f"{method} {path}"),
        method=method.upper(),
        path=path,
        title=str(told.get("summary") or told.get("operationId") or f"{method.upper()} {path}")[:200],
        summary=str(told.get("description") or told.get("summary") or "")[:500],
        placed=tuple(_placed(document, path, parameters)),
        body=tuple(fields(document, schema)) if schema is not None else (),
        has_body=schema is not None,
        results=tuple(fields(document, given)),
        is_object="properties" in given or given.get("type") == "object",
        refusals=tuple(_refusals(document, answers)),
        key_header=_key_header(document, told),
    )


def _placed(document: Document, path: str, parameters: list[Mapping[str, Any]]) -> Iterator[tuple[str, Field]]:
    """Parameters by place; one that the path names counts even when nothing describes it."""
    last = {("path", name): _UNDESCRIBED for name in _IN_PATH.findall(path)}
    last.update({(str(one.get("in")), str(one.get("name"))): one for one in parameters})
    for (place, name), one in last.items():
        if place not in PLACES or name.lower() in _OURS or not _TOKEN.fullmatch(name):
            continue
        schema = {
            **document.meant(one.get("schema")),
            **({"description": one["description"]} if one.get("description") else {}),
        }
        if "example" in one:
            schema["example"] = one["example"]
        yield place, single((name,), schema, place == "path" or bool(one.get("required")))


def _good(document: Document, answers: Mapping[str, Any]) -> Any:
    for status in ("200", "201", "202", "2XX", "default"):
        if status in answers:
            found = _json_schema(document.meant(answers[status]))
            if found is not None:
                return found
    return None


def _refusals(document: Document, answers: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for status, told in answers.items():
        if str(status).isdigit() and 400 <= int(status) < 500:
            yield int(status), str(document.meant(told).get("description") or f"HTTP {status}")[:200]


def _json_schema(told: Mapping[str, Any]) -> Any:
    for kind, media in mapping(told.get("content")).items():
        if kind.split(";")[0].strip().lower() == _JSON and isinstance(media, Mapping):
            return media.get("schema") or {}
    return None


def _key_header(document: Document, told: Mapping[str, Any]) -> str:
    components = document.meant(document.root.get("components"))
    schemes = mapping(components.get("securitySchemes"))
    for choice in listing(told.get("security")) or listing(document.root.get("security")):
        for name in mapping(choice):
            scheme = document.meant(schemes.get(name))
            header = str(scheme.get("name") or "")
            if scheme.get("type") == "apiKey" and scheme.get("in") == "header" and _TOKEN.fullmatch(header):
                return header
    return ""
