"""One change between two definitions, and how it is put into a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from engine.bpmn.field_words import words_of
from engine.text import Text

Kind = Literal["added", "removed", "changed"]

NOTHING: Final = Text("không", "none")
_WORDS: Final = {"added": Text("Thêm", "Added"), "removed": Text("Bỏ", "Removed")}
_AMOUNT: Final = re.compile(r"(\d[\d.,]*) (.+)")


@dataclass(frozen=True)
class Change:
    """One change: its kind, what kind of thing it is about, the element, and a sentence."""

    kind: Kind
    about: str
    element: str
    message: Text


def came(kind: Kind, about: str, element: str, called: Text, detail: Text | None = None) -> Change:
    """Something is new or gone: "Thêm bước 3 “Thẩm định”."."""
    more = detail or Text("", "")
    word = _WORDS[kind]
    return Change(kind, about, element, Text(f"{word.vi} {called.vi}{more.vi}.", f"{word.en} {called.en}{more.en}."))


def altered(about: str, element: str, called: Text, field: str, before: Text, after: Text) -> Change:
    """A fact is another one: "Bước 3 “Thẩm định”: thời hạn 16 → 8 giờ."."""
    what = words_of(field)
    sides = [
        f"{_capital(name)}: {label} {_arrow(one, other)}."
        for name, label, one, other in zip(called, what, before, after, strict=True)
    ]
    return Change("changed", about, element, Text(*sides))


def compared(
    about: str, element: str, called: Text, before: Mapping[str, Text], after: Mapping[str, Text]
) -> Iterator[Change]:
    """One change per fact that differs; a fact that one side does not tell is "không" there."""
    for field in (*before, *(one for one in after if one not in before)):
        one, other = before.get(field, NOTHING), after.get(field, NOTHING)
        if one != other:
            yield altered(about, element, called, field, one, other)


def _arrow(before: str, after: str) -> str:
    """``16 giờ → 8 giờ`` says its unit once."""
    one, other = _AMOUNT.fullmatch(before), _AMOUNT.fullmatch(after)
    return f"{one[1]} → {after}" if one and other and one[2] == other[2] else f"{before} → {after}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
