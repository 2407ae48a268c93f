"""What changed on the official sheet: general facts, cases, terms, documents, fees, results, grounds, codes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final

from engine.bpmn.definition import Definition
from engine.bpmn.difference.change import Change, came, compared
from engine.bpmn.difference.values import facts, words
from engine.text import Text

_FACTS: Final = (
    *("name", "symbol", "field", "level", "online", "boundary_free", "competent", "form", "documentation"),
)
_ROWS: Final = {
    "cases": Text("trường hợp", "case"),
    "terms": Text("thời hạn giải quyết", "term"),
    "documents": Text("giấy tờ", "document"),
    "fees": Text("khoản thu", "fee"),
    "results": Text("kết quả", "result"),
    "basis": Text("căn cứ pháp lý", "legal basis"),
    "covers": Text("mã thủ tục", "national code"),
}


def changes(old: Definition, new: Definition) -> Iterator[Change]:
    """One change per fact and per row."""
    whole = Text("thủ tục", "the procedure")
    yield from compared("procedure", new.process_id, whole, _facts(old), _facts(new))
    for name, what in _ROWS.items():
        yield from _rows(name, what, old, new)
    if old.texts != new.texts:
        said = Text("Bản tiếng Anh của tên gọi thay đổi.", "The English wordings changed.")
        yield Change("changed", "texts", new.process_id, said)


def _facts(definition: Definition) -> dict[str, Text]:
    values = {name: getattr(definition, name) for name in _FACTS}
    return {name: words(name, value, definition) for name, value in values.items() if value not in (None, "", False)}


def _rows(name: str, what: Text, old: Definition, new: Definition) -> Iterator[Change]:
    ours, theirs = keyed(name, old), keyed(name, new)
    for key in (*ours, *(key for key in theirs if key not in ours)):
        one, other = ours.get(key), theirs.get(key)
        called = _called(what, key, other or one, new if other is not None else old)
        if one is None or other is None:
            row, of = (other, new) if one is None else (one, old)
            yield came("added" if one is None else "removed", name, str(key), called, _detail(name, row, of))
        elif one != other:
            yield from compared(name, str(key), called, _row(one, old), _row(other, new))


def keyed(name: str, definition: Definition) -> Mapping[Hashable, Any]:
    """The rows of one list by what stays the same about them; rows that share it are told apart by their number."""
    found: dict[Hashable, Any] = {}
    for row in getattr(definition, name):
        key = str(_key(name, row))
        number, free = 2, key
        while free in found:
            free, number = f"{key} ({number})", number + 1
        found[free] = row
    return found


def _key(name: str, row: Any) -> str:
    if name == "terms":
        return " ".join(str(part) for part in (*row.case, row.channel, row.agency, row.phase) if part)
    if name == "basis":
        return str(row.ref)
    return str(row.code or row.name) if name == "covers" else str(row.id)


def _called(what: Text, key: Hashable, row: Any, of: Definition) -> Text:
    if hasattr(row, "statutory"):
        where = [words(part, getattr(row, part), of) for part in ("case", "channel", "agency") if getattr(row, part)]
        if row.phase:
            where.append(Text(f"giai đoạn {row.phase}", f"phase {row.phase}"))
        vi, en = ", ".join(one.vi for one in where), ", ".join(one.en for one in where)
        return Text(f"{what.vi} ({vi})", f"{what.en} ({en})") if where else what
    name = str(getattr(row, "name", "") or key)
    return Text(f"{what.vi} “{name}”", f"{what.en} “{name}”")


def _row(row: Any, of: Definition) -> dict[str, Text]:
    found = facts(row, of)
    if hasattr(row, "required") and not row.required:
        found["required"] = Text("không", "no")
    return found


def _detail(name: str, row: Any, of: Definition) -> Text | None:
    """What is said of a new or dropped row beside its name: its amount."""
    told = {"fees": ("amount", "formula", "decision"), "terms": ("value", "value_formula")}.get(name, ())
    known = facts(row, of)
    said = next((known[one] for one in told if one in known), None)
    return Text(f": {said.vi}", f": {said.en}") if said else None
