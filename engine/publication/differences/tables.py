"""What changed in a decision model: tables, their inputs and outputs, and the rules line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from lxml import etree

from engine.bpmn.errors import Unreadable
from engine.bpmn.xml import safe_parse
from engine.text import Text

Told = tuple[str, Text]
_PLAIN: Final = Text("", "")
_OUT: Final = " ⇒ "


@dataclass(frozen=True)
class _Table:
    name: str
    head: tuple[str, ...]
    rules: tuple[str, ...]


def between(name: str, before: bytes | None, after: bytes | None) -> Iterator[Told]:
    """The differences of one model, None where there is none."""
    if before is None or after is None:
        word = Text("Thêm", "Added") if before is None else Text("Bỏ", "Removed")
        kind = "added" if before is None else "removed"
        yield kind, Text(f"{word.vi} tệp bảng quyết định “{name}”.", f"{word.en} the decision tables “{name}”.")
        return
    told = list(_tables(_read(before), _read(after)))
    if not told:
        yield "changed", Text(f"Tệp “{name}”: nội dung thay đổi.", f"“{name}”: the content changed.")
    yield from told


def _tables(ours: dict[str, _Table], theirs: dict[str, _Table]) -> Iterator[Told]:
    for key in (*ours, *(key for key in theirs if key not in ours)):
        one, other = ours.get(key), theirs.get(key)
        if one is None or other is None:
            known = other or one
            word = Text("Thêm", "Added") if one is None else Text("Bỏ", "Removed")
            called = known.name if known else key
            yield (
                ("added" if one is None else "removed"),
                Text(f"{word.vi} bảng “{called}”.", f"{word.en} table “{called}”."),
            )
            continue
        if one.head != other.head:
            yield (
                "changed",
                Text(
                    f"Bảng “{other.name}”: các cột thay đổi: {', '.join(other.head)}.",
                    f"Table “{other.name}”: the columns changed: {', '.join(other.head)}.",
                ),
            )
        yield from _rules(one, other)


def _rules(one: _Table, other: _Table) -> Iterator[Told]:
    for act, a, b, c, d in SequenceMatcher(None, one.rules, other.rules, autojunk=False).get_opcodes():
        if act == "equal":
            continue
        pairs = min(b - a, d - c)
        for step in range(pairs):
            yield "changed", _told(other, c + step, f"{one.rules[a + step]} → {other.rules[c + step]}")
        for line in range(a + pairs, b):
            yield "removed", _told(one, line, one.rules[line], Text("bỏ ", "removed "))
        for line in range(c + pairs, d):
            yield "added", _told(other, line, other.rules[line], Text("thêm ", "added "))


def _told(table: _Table, line: int, said: str, word: Text = _PLAIN) -> Text:
    return Text(
        f"Bảng “{table.name}”: {word.vi}dòng {line + 1}: {said}.",
        f"Table “{table.name}”: {word.en}line {line + 1}: {said}.",
    )


def _read(data: bytes) -> dict[str, _Table]:
    try:
        root = safe_parse(data)
    except Unreadable:
        return {}
    found = {}
    for decision in root.iter("{*}decision"):
        table = next(decision.iterchildren("{*}decisionTable"), None)
        if table is not None:
            key = decision.get("id") or ""
            found[key] = _Table(decision.get("name") or key, _head(table), _lines(table))
    return found


def _head(table: etree._Element) -> tuple[str, ...]:
    inputs = [_text(one) for one in table.iterchildren("{*}input")]
    outputs = [one.get("name") or one.get("label") or "" for one in table.iterchildren("{*}output")]
    return (table.get("hitPolicy") or "UNIQUE", *inputs, *outputs)


def _lines(table: etree._Element) -> tuple[str, ...]:
    return tuple(
        " | ".join(_text(cell) for cell in rule.iterchildren("{*}inputEntry"))
        + _OUT
        + " | ".join(_text(cell) for cell in rule.iterchildren("{*}outputEntry"))
        for rule in table.iterchildren("{*}rule")
    )


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(one) for one in element.itertext()).split())
