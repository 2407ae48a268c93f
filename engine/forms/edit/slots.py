"""Where each fact of a component stands in the document, and how it is read from there and written back.

Writing touches only what differs, so that a form keeps everything else as its author left it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.forms import limits
from engine.forms.dates import typed_date
from engine.forms.edit import options
from engine.forms.edit.facts import Facts
from engine.forms.edit.words import BadText, many_lines, one_line
from engine.forms.kinds.number import international
from engine.forms.reader import as_decimal
from engine.text import Text

Path = tuple[str, ...]
Spot = dict[str, Any]
NOTHING: Final = object()
_TODAY: Final = ("hôm nay", "hom nay", "today")

_NUMBER: Final = (Text("Chỗ này chỉ nhận số.", "Only a number fits here."), Text("Ví dụ: 12.", "For example: 12."))


@dataclass(frozen=True)
class Slot:
    """One place in the document: how a value there is told, what is written for typed words (NOTHING: it goes)."""

    path: Path
    told: Callable[[Any], Any]
    written: Callable[[Any], Any]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(_said(item) for item in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else "" if value is None else str(value)


def _line(maximum: int) -> Callable[[Any], Any]:
    return lambda typed: one_line(typed, maximum) or NOTHING


def _prose(typed: Any) -> Any:
    return many_lines(typed, limits.PROSE) or NOTHING


def _formula_told(value: Any) -> str:
    return _said(value).strip().removeprefix("=").strip()


def _formula(typed: Any) -> Any:
    text = str(typed).strip().removeprefix("=").strip()
    if len(text) > limits.EXPRESSION:
        raise BadText(
            Text("Biểu thức quá dài.", "The expression is too long."), Text("Viết gọn lại.", "Make it shorter.")
        )
    return f"={text}" if text else NOTHING


def _number(typed: Any) -> Any:
    text = str(typed).strip()
    if not text:
        return NOTHING
    number = as_decimal(international(text, grouped_first=True))
    if number is None:
        raise BadText(*_NUMBER)
    return int(number) if number == number.to_integral_value() else float(number)


def _count(typed: Any) -> Any:
    text = str(typed).strip()
    if not text:
        return NOTHING
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise BadText(*_NUMBER)
    return text


def _whole(typed: Any) -> Any:
    counted = _count(typed)
    return counted if counted is NOTHING else int(counted)


def _flag(typed: Any) -> Any:
    return True if typed else NOTHING


def _is_true(value: Any) -> bool:
    return value is True or value == "true"


def _true_word(typed: Any) -> Any:
    return "true" if typed else NOTHING


def _day_told(value: Any) -> str:
    """A bound as people write it: 27/03/2026, or the word for today."""
    text = _said(value)
    return _TODAY[0] if text == "today" else typed_date(text)


def _day_word(typed: Any) -> Any:
    text = str(typed).strip()
    if not text:
        return NOTHING
    if text.lower() in _TODAY:
        return "today"
    parts = text.split("/")
    if len(parts) == 3 and all(part.isascii() and part.isdigit() for part in parts):
        return f"{int(parts[2]):04d}-{int(parts[1]):02d}-{int(parts[0]):02d}"
    return text


def _columns(typed: Any) -> Any:
    width = _whole(typed)
    return NOTHING if width == 16 else width


_TEXT: Final = _line(limits.LABEL)
SLOTS: Final[Mapping[str, Slot]] = {
    "label": Slot(("label",), _said, _TEXT),
    "en": Slot(("properties", "vn.en"), _said, _TEXT),
    "key": Slot(("key",), _said, _line(64)),
    "hint": Slot(("description",), _said, _TEXT),
    "en_hint": Slot(("properties", "vn.enHint"), _said, _TEXT),
    "required": Slot(("validate", "required"), _is_true, _flag),
    "locked": Slot(("readonly",), lambda value: value not in (None, False, ""), _flag),
    "routing": Slot(("properties", "vn.routing"), _is_true, _true_word),
    "hide": Slot(("conditional", "hide"), _formula_told, _formula),
    "default": Slot(("defaultValue",), _said, _TEXT),
    "prefill": Slot(("properties", "vn.prefill"), _said, _line(200)),
    "columns": Slot(("layout", "columns"), _said, _columns),
    "options": Slot(("values",), options.told, options.written),
    "options_from": Slot(("valuesExpression",), _formula_told, _formula),
    "options_path": Slot(("valuesKey",), _said, _line(200)),
    "inline": Slot(("properties", "vn.inline"), _is_true, _true_word),
    "least": Slot(("validate", "min"), _said, _number),
    "most": Slot(("validate", "max"), _said, _number),
    "decimals": Slot(("decimalDigits",), _said, _whole),
    "min_length": Slot(("validate", "minLength"), _said, _whole),
    "max_length": Slot(("validate", "maxLength"), _said, _whole),
    "pattern": Slot(("validate", "pattern"), _said, _line(200)),
    "pattern_message": Slot(("validate", "patternErrorMessage"), _said, _TEXT),
    "prefix": Slot(("appearance", "prefixAdorner"), _said, _line(20)),
    "suffix": Slot(("appearance", "suffixAdorner"), _said, _line(20)),
    "partial": Slot(
        ("properties", "vn.partial"),
        lambda value: {"true": "year", "false": "day", "": "day"}.get(_said(value), _said(value)),
        lambda typed: NOTHING if typed in ("", "day") else typed,
    ),
    "not_before": Slot(("properties", "vn.notBefore"), _day_told, _day_word),
    "not_after": Slot(("properties", "vn.notAfter"), _day_told, _day_word),
    "accept": Slot(("accept",), _said, _line(200)),
    "multiple": Slot(("multiple",), _is_true, _flag),
    "other_place": Slot(("properties", "vn.otherPlace"), _is_true, _true_word),
    "unit_kind": Slot(("properties", "vn.unitKind"), _said, _line(100)),
    "unit_under": Slot(("properties", "vn.unitUnder"), _said, _line(100)),
    "expression": Slot(("expression",), _formula_told, _formula),
    "words": Slot(("properties", "vn.words"), _said, _line(20)),
    "min_rows": Slot(("properties", "vn.minRows"), _said, _count),
    "max_rows": Slot(("properties", "vn.maxRows"), _said, _count),
    "first_rows": Slot(("defaultRepetitions",), _said, _whole),
    "fixed_rows": Slot(("allowAddRemove",), lambda value: value is False, lambda typed: not typed),
    "text": Slot(("text",), _said, _prose),
    "en_text": Slot(("properties", "vn.enText"), _said, _prose),
}


def slot_of(component: Mapping[str, Any], fact: str) -> Slot:
    """The slot of a fact in this component: the key of rows is their path, a formula may be a name in words."""
    slot = SLOTS[fact]
    if fact == "key" and component.get("type") == "dynamiclist":
        return Slot(("path",), slot.told, slot.written)
    if fact == "expression" and get(component, ("properties", "vn.wordsOf")):
        return Slot(("properties", "vn.wordsOf"), slot.told, lambda typed: _formula_told(typed) or NOTHING)
    return slot


def get(component: Mapping[str, Any], path: Path) -> Any:
    """What stands at a path, None when nothing does."""
    found: Any = component
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def put(component: Spot, path: Path, value: Any) -> None:
    """Write at a path, or take out what is there together with objects it leaves empty."""
    holders = [component]
    for name in path[:-1]:
        inner = holders[-1].get(name)
        if not isinstance(inner, dict):
            if value is NOTHING:
                return
            inner = holders[-1][name] = {}
        holders.append(inner)
    if value is not NOTHING:
        holders[-1][path[-1]] = value
        return
    holders[-1].pop(path[-1], None)
    for name, holder, inner in zip(reversed(path[:-1]), reversed(holders[:-1]), reversed(holders[1:]), strict=True):
        if not inner:
            holder.pop(name, None)


def facts_of(component: Mapping[str, Any], kind: str) -> Facts:
    """All facts of a component as words."""
    told = {}
    for fact in SLOTS:
        slot = slot_of(component, fact)
        told[fact] = slot.told(get(component, slot.path))
    if component.get("type") == "dynamiclist" and not told["key"]:
        told["key"] = _said(component.get("key"))
    told["locked"] = told["locked"] or component.get("disabled") is True
    return Facts(kind=kind, **told)
