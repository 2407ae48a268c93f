"""What changed in a form: fields added, removed, renamed, now required; options, help, conditions and rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from engine.text import Text

Told = tuple[str, Text]
Item = Mapping[str, Any]

_VALIDATE: Final = {
    "minLength": Text("độ dài ít nhất", "shortest length"),
    "maxLength": Text("độ dài nhiều nhất", "longest length"),
    "min": Text("giá trị nhỏ nhất", "smallest value"),
    "max": Text("giá trị lớn nhất", "largest value"),
    "pattern": Text("mẫu ký tự", "pattern"),
}
_FACTS: Final = {
    "type": Text("kiểu ô", "kind of field"),
    "description": Text("hướng dẫn", "help"),
    "text": Text("đoạn chữ", "text"),
    "defaultValue": Text("giá trị có sẵn", "value given"),
    "expression": Text("công thức", "formula"),
}
_NONE: Final = "–"
_LONGEST: Final = 160


def between(name: str, before: bytes | None, after: bytes | None) -> Iterator[Told]:
    """The differences of one form, None where there is none."""
    title = _title(after if after is not None else before) or name
    called = Text(f"biểu mẫu “{title}”", f"form “{title}”")
    if before is None or after is None:
        word = Text("Thêm", "Added") if before is None else Text("Bỏ", "Removed")
        kind = "added" if before is None else "removed"
        yield kind, Text(f"{word.vi} {called.vi}.", f"{word.en} {called.en}.")
        return
    old, new = _read(before), _read(after)
    told = [*_whole(old, new), *_fields(old, new)] if old is not None and new is not None else []
    if not told:
        told = [("changed", Text("cách trình bày thay đổi", "the presentation changed"))]
    for kind, said in told:
        yield kind, Text(f"Biểu mẫu “{title}”: {said.vi}.", f"Form “{title}”: {said.en}.")


def _whole(old: Item, new: Item) -> Iterator[Told]:
    if old.get("title") != new.get("title"):
        yield "changed", _arrow(Text("tên", "title"), old.get("title"), new.get("title"))
    if old.get("rules") != new.get("rules"):
        ours, theirs = _rules(old), _rules(new)
        for one in ours:
            if one not in theirs:
                yield "removed", Text(f"bỏ ràng buộc {one}", f"rule {one} removed")
        for one in theirs:
            if one not in ours:
                yield "added", Text(f"thêm ràng buộc {one}", f"rule {one} added")


def _fields(old: Item, new: Item) -> Iterator[Told]:
    ours, theirs = dict(_walk(old)), dict(_walk(new))
    for key in (*ours, *(key for key in theirs if key not in ours)):
        one, other = ours.get(key), theirs.get(key)
        known = other or one or {}
        label = _label(known, key)
        if one is None or other is None:
            word = Text("thêm", "added") if one is None else Text("bỏ", "removed")
            said = Text(f"{word.vi} ô “{label}”{_required(known).vi}", f"field “{label}” {word.en}")
            yield ("added" if one is None else "removed"), said
            continue
        for said in _field(one, other):
            yield "changed", Text(f"ô “{label}”: {said.vi}", f"field “{label}”: {said.en}")
    if [*ours] != [*theirs] and {*ours} == {*theirs}:
        yield "changed", Text("thứ tự các ô thay đổi", "the order of fields changed")


def _field(one: Item, other: Item) -> Iterator[Text]:
    if one.get("label") != other.get("label"):
        yield _arrow(Text("tên", "label"), one.get("label"), other.get("label"))
    was, now = _of(one, "validate"), _of(other, "validate")
    if bool(was.get("required")) != bool(now.get("required")):
        yield (
            Text("nay bắt buộc", "is required now")
            if now.get("required")
            else Text("không còn bắt buộc", "is optional")
        )
    for key, what in _VALIDATE.items():
        if was.get(key) != now.get(key):
            yield _arrow(what, was.get(key), now.get(key))
    for key, what in _FACTS.items():
        if one.get(key) != other.get(key):
            yield _arrow(what, one.get(key), other.get(key))
    yield from _options(one, other)
    hidden, shown = _of(one, "conditional").get("hide"), _of(other, "conditional").get("hide")
    if hidden != shown:
        yield _arrow(Text("ẩn khi", "hidden when"), hidden, shown)
    ours, theirs = _of(one, "properties"), _of(other, "properties")
    for key in sorted({*ours, *theirs}):
        if ours.get(key) != theirs.get(key) and not key.startswith("vn.en"):
            yield _arrow(Text(key, key), ours.get(key), theirs.get(key))


def _options(one: Item, other: Item) -> Iterator[Text]:
    ours, theirs = _values(one), _values(other)
    for value in (*ours, *(value for value in theirs if value not in ours)):
        before, after = ours.get(value), theirs.get(value)
        if before is None:
            yield Text(f"thêm lựa chọn “{after}”", f"option “{after}” added")
        elif after is None:
            yield Text(f"bỏ lựa chọn “{before}”", f"option “{before}” removed")
        elif before != after:
            yield _arrow(Text("lựa chọn", "option"), before, after)


def _values(item: Item) -> dict[str, str]:
    rows = item.get("values")
    some = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {str(row.get("value")): str(row.get("label", row.get("value"))) for row in some}


def _walk(item: Item, prefix: str = "") -> Iterator[tuple[str, Item]]:
    """Every component with the path of its keys; one without key is known by its id."""
    rows = item.get("components")
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict):
            continue
        path = f"{prefix}{row.get('key') or row.get('path') or row.get('id') or ''}"
        yield path, row
        yield from _walk(row, f"{path}." if row.get("type") == "dynamiclist" else prefix)


def _rules(item: Item) -> list[str]:
    rows = item.get("rules")
    some = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [f"“{_short(row.get('message') or row.get('expr'))}”" for row in some]


def _label(item: Item, key: str) -> str:
    return _short(item.get("label") or item.get("text") or key)


def _required(item: Item) -> Text:
    return Text(" (bắt buộc)", " (required)") if _of(item, "validate").get("required") else Text("", "")


def _arrow(what: Text, before: Any, after: Any) -> Text:
    values = f"{_quoted(before)} → {_quoted(after)}"
    return Text(f"{what.vi} {values}", f"{what.en} {values}")


def _quoted(value: Any) -> str:
    return _NONE if value in (None, "") else f"“{_short(value)}”"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _of(item: Item, key: str) -> Item:
    found = item.get(key)
    return found if isinstance(found, dict) else {}


def _title(data: bytes | None) -> str:
    read = _read(data) if data is not None else None
    return _short(read.get("title") or "") if read is not None else ""


def _read(data: bytes) -> Item | None:
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None
