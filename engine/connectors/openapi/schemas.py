"""From JSON schemas to fields: names, kinds, required or not, the only values allowed; objects become dotted names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from engine.connectors.descriptor import WrongSetting
from engine.connectors.fields import Field
from engine.connectors.openapi.document import Document
from engine.text import Text

_DEEPEST = 4
_MOST = 300
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KINDS = {"string": "text", "integer": "number", "number": "number", "boolean": "truth", "array": "list"}


def fields(document: Document, schema: Any) -> list[Field]:
    """The values of an object schema; names a procedure cannot write are left out when they are not required."""
    found: list[Field] = []
    for one in _fields(document, document.meant(schema), (), True, 0):
        found.append(one)
        if len(found) > _MOST:
            raise WrongSetting(Text(f"Hơn {_MOST} trường dữ liệu.", f"More than {_MOST} fields."))
    return found


def kind_of(schema: Mapping[str, Any]) -> str:
    """The descriptor's kind of a schema that is no object."""
    told = schema.get("type")
    if isinstance(told, list):
        told = next((one for one in told if one != "null"), None)
    if told == "string" and schema.get("format") == "date":
        return "date"
    return _KINDS.get(str(told), "context" if told == "object" else "any")


def single(path: tuple[str, ...], schema: Mapping[str, Any], required: bool) -> Field:
    """One value that is not taken apart."""
    choices = tuple(str(one) for one in schema.get("enum") or () if one is not None)
    examples = schema.get("examples")
    example = schema.get("example", examples[0] if isinstance(examples, list) and examples else None)
    title = str(schema.get("title") or schema.get("description") or path[-1])
    whole = schema.get("type") == "integer"
    return Field(path, kind_of(schema), required, title.strip().splitlines()[0][:200], choices, example, whole)


def _fields(
    document: Document, schema: Mapping[str, Any], path: tuple[str, ...], required: bool, depth: int
) -> Iterator[Field]:
    merged = _merged(document, schema, 0)
    properties = merged.get("properties")
    if not isinstance(properties, Mapping) or depth >= _DEEPEST:
        if path:
            yield single(path, {**merged, "type": "object"} if isinstance(properties, Mapping) else merged, required)
        return
    needed = set(merged.get("required") or ())
    for name, inner in properties.items():
        must = required and name in needed
        if not _NAME.fullmatch(name):
            if must:
                raise WrongSetting(
                    Text(f"Tên trường “{name}” chưa dùng được.", f"The field name {name!r} is unusable.")
                )
            continue
        yield from _fields(document, document.meant(inner), (*path, name), must, depth + 1)


def _merged(document: Document, schema: Mapping[str, Any], depth: int) -> Mapping[str, Any]:
    """``allOf`` put together."""
    parts = schema.get("allOf")
    if not isinstance(parts, list) or depth > _DEEPEST:
        return schema
    properties: dict[str, Any] = dict(schema.get("properties") or {})
    needed: list[str] = list(schema.get("required") or ())
    rest: dict[str, Any] = {}
    for part in parts:
        one = _merged(document, document.meant(part), depth + 1)
        properties.update(one.get("properties") or {})
        needed.extend(one.get("required") or ())
        rest.update({name: value for name, value in one.items() if name not in ("properties", "required", "allOf")})
    own = {name: value for name, value in schema.items() if name != "allOf"}
    return {**rest, **own, **({"properties": properties, "required": needed} if properties else {})}
