"""Options of a choice: as facts, as entries of the document, and as lines a person types (``value = label``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.forms import limits
from engine.forms.edit.facts import OptionFact
from engine.forms.edit.words import BadText, key_of, one_line
from engine.text import Text


def told(values: Any) -> tuple[OptionFact, ...]:
    """The options of a document; those that are none are left out."""
    found = []
    for item in values if isinstance(values, list) else ():
        if isinstance(item, dict):
            value, label, en = (str(item.get(name) if item.get(name) is not None else "") for name in _NAMES)
            found.append(OptionFact(value, label or value, en))
        elif isinstance(item, str | int) and not isinstance(item, bool):
            found.append(OptionFact(str(item), str(item)))
    return tuple(found)


_NAMES = ("value", "label", "en")


def written(options: Sequence[OptionFact]) -> list[dict[str, Any]]:
    """The options as entries of a document."""
    return [{"label": one.label, "value": one.value, **({"en": one.en} if one.en else {})} for one in options]


def merged(before: Any, options: Sequence[OptionFact]) -> list[Any]:
    """The same, keeping the entries that stay as they were and whatever else they say."""
    known = {}
    for item in before if isinstance(before, list) else ():
        for one in told([item]):
            known[one.value] = item
    entries: list[Any] = []
    for option, fresh in zip(options, written(options), strict=True):
        old = known.get(option.value)
        if old is not None and told([old])[0] == option:
            entries.append(old)
        else:
            entries.append({**old, **fresh} if isinstance(old, dict) else fresh)
    return entries


def from_lines(text: str, before: Sequence[OptionFact] = ()) -> tuple[OptionFact, ...]:
    """Options from lines ``value = label`` or plain labels. Raises BadText naming the line.

    ``before`` are the options there were: a label that was there keeps its value and its English.
    """
    by_label = {one.label: one for one in before}
    by_value = {one.value: one for one in before}
    found: dict[str, OptionFact] = {}
    for number, raw in enumerate(text.splitlines(), 1):
        line = _line(raw, number)
        if not line:
            continue
        value, sign, label = (part.strip() for part in line.partition("="))
        if not sign:
            value, label = "", value
        if (sign and not value) or not label:
            raise BadText(_at(number, "thiếu giá trị hoặc tên", "lacks its value or name"), _HOW)
        old = by_label.get(label) if not value else by_value.get(value)
        value = value or (old.value if old else key_of(label, found, "m"))
        if value in found:
            raise BadText(
                _at(number, f"trùng giá trị “{value}”", f"has the value “{value}” once more"),
                Text("Mỗi lựa chọn phải có giá trị riêng.", "Every option needs a value of its own."),
            )
        found[value] = OptionFact(value, label, old.en if old else "")
    if len(found) > limits.OPTIONS:
        raise BadText(
            Text(f"Có hơn {limits.OPTIONS} lựa chọn.", f"There are more than {limits.OPTIONS} options."),
            Text("Chia thành nhiều ô.", "Make several fields of them."),
        )
    return tuple(found.values())


def to_lines(options: Sequence[OptionFact]) -> str:
    """The options as a person types them."""
    return "\n".join(f"{one.value} = {one.label}" for one in options)


def _line(raw: str, number: int) -> str:
    try:
        return one_line(raw, limits.LABEL).lstrip("•·-– ").strip()
    except BadText as bad:
        raise BadText(Text(f"Dòng {number}: {bad.why.vi}", f"Line {number}: {bad.why.en}"), bad.what_to_do) from None


_HOW = Text("Mỗi dòng một lựa chọn, ví dụ: nam = Nam.", "One option a line, for example: nam = Male.")


def _at(number: int, vi: str, en: str) -> Text:
    return Text(f"Dòng {number} {vi}.", f"Line {number} {en}.")
