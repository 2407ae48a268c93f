"""From JSON schemas to fields: names, kinds, required or not, the only values allowed; objects become dotted names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from engine.connectors.descriptor import WrongSetting
from engine.connectors.fields import Field
from engine.connectors.openapi.document import Document, listing, mapping
from engine.text import Text

_DEEPEST = 4
_MOST = 300
_MOST_LOOKED_AT = 2_000
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KINDS = {"string": "text", "integer": "number", "number": "number", "boolean": "truth", "array": "list"}


def fields(document: Document, schema: Any) -> list[Field]:
    """The values of an object schema; names a procedure cannot write are left out when they are not required."""
    found: list[Field] = []
    for one in _fields(_Reader(document), document.meant(schema), (), True, 0):
        found.append(one)
        if len(found) > _MOST:
            raise WrongSetting(Text(f"Hơn {_MOST} trường dữ liệu.", f"More than {_MOST} fields."))
    return found


class _Reader:
    """The document, and how much of it may be looked at for one object: references may multiply without end."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._left = _MOST_LOOKED_AT

    def meant(self, value: Any) -> Mapping[str, Any]:
        """What a value stands for."""
        self._left -= 1
        if self._left < 0:
            raise WrongSetting(Text("Mô tả dữ liệu quá phức tạp.", "The description of the data is too intricate."))
        return self._document.meant(value)


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
    choices = tuple(str(one) for one in listing(schema.get("enum")) if one is not None)
    example = schema.get("example", next(iter(listing(schema.get("examples"))), None))
    title = " ".join(str(schema.get("title") or schema.get("description") or "").split()) or path[-1]
    whole = schema.get("type") == "integer"
    return Field(path, kind_of(schema), required, title[:200], choices, example, whole)


def _fields(
    reader: _Reader, schema: Mapping[str, Any], path: tuple[str, ...], required: bool, depth: int
) -> Iterator[Field]:
    merged = _merged(reader, schema, 0)
    properties = merged.get("properties")
    if not isinstance(properties, Mapping) or depth >= _DEEPEST:
        if path:
            yield single(path, {**merged, "type": "object"} if isinstance(properties, Mapping) else merged, required)
        return
    needed = _names(merged.get("required"))
    for name, inner in properties.items():
        must = required and name in needed
        if not _NAME.fullmatch(name):
            if must:
                raise WrongSetting(
                    Text(f"Tên trường “{name}” chưa dùng được.", f"The field name {name!r} is unusable.")
                )
            continue
        yield from _fields(reader, reader.meant(inner), (*path, name), must, depth + 1)


def _merged(reader: _Reader, schema: Mapping[str, Any], depth: int) -> Mapping[str, Any]:
    """``allOf`` put together."""
    parts = schema.get("allOf")
    if not isinstance(parts, list) or depth > _DEEPEST:
        return schema
    properties: dict[str, Any] = dict(mapping(schema.get("properties")))
    needed = _names(schema.get("required"))
    rest: dict[str, Any] = {}
    for part in parts:
        one = _merged(reader, reader.meant(part), depth + 1)
        properties.update(mapping(one.get("properties")))
        needed |= _names(one.get("required"))
        rest.update({name: value for name, value in one.items() if name not in ("properties", "required", "allOf")})
    own = {name: value for name, value in schema.items() if name != "allOf"}
    return {**rest, **own, **({"properties": properties, "required": sorted(needed)} if properties else {})}


def _names(value: Any) -> set[str]:
    return {one for one in listing(value) if isinstance(one, str)}
