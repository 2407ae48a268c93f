"""The numbers Word prints by itself in front of paragraphs: a sheet's "Bước 1" is often one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from engine.procedures.sheets.tree import attribute, child, children, number

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a document and how far each has been counted; ``label`` counts on."""

    lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, list_id: str, level: int) -> str:
        """The number Word prints for the next paragraph of list ``list_id`` on ``level`` (from 0); "" for none."""
        if list_id not in self.lists:
            return ""
        shared, levels = self.lists[list_id]
        if level not in levels:
            return ""
        counts = self._counts.setdefault(shared, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if levels[level].format in ("bullet", "none"):
            return "-" if levels[level].format == "bullet" else levels[level].text
        return re.sub(r"%([1-9])", lambda found: self._at(levels, counts, int(found[1]) - 1), levels[level].text)

    @staticmethod
    def _at(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        if level not in levels:
            return ""
        return spelled(counts.get(level, levels[level].start), levels[level].format)


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists declared in ``numbering.xml``."""
    abstract: dict[str, dict[int, _Level]] = {}
    for one in children(root, "abstractNum"):
        abstract[attribute(one, "abstractNumId") or ""] = {
            number(lvl, "ilvl"): _level(lvl) for lvl in children(one, "lvl")
        }
    lists = {}
    for one in children(root, "num"):
        list_id, shared = attribute(one, "numId") or "", attribute(child(one, "abstractNumId"), "val") or ""
        levels = dict(abstract.get(shared, {}))
        own = False
        for override in children(one, "lvlOverride"):
            own = True
            level = number(override, "ilvl")
            if (replaced := child(override, "lvl")) is not None:
                levels[level] = _level(replaced)
            start = child(override, "startOverride")
            if start is not None and level in levels:
                levels[level] = _Level(levels[level].format, levels[level].text, number(start, "val", 1))
        lists[list_id] = (f"num {list_id}" if own else f"abstract {shared}", levels)
    return Numbering(lists)


def _level(element: etree._Element) -> _Level:
    return _Level(
        attribute(child(element, "numFmt"), "val") or "decimal",
        attribute(child(element, "lvlText"), "val") or "",
        number(child(element, "start"), "val", 1),
    )


def spelled(value: int, style: str) -> str:
    """``value`` in the list style ``style``: decimal, decimalZero, upperRoman, lowerLetter …"""
    if style == "decimalZero":
        return f"{value:02d}"
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman.upper() if style == "upperRoman" else roman
    if style in ("upperLetter", "lowerLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    return str(value)


def _roman(value: int) -> str:
    text = ""
    for worth, sign in (*_ROMAN, *_ROMAN_LOW):
        while 0 < worth <= value < 4000:
            text, value = text + sign, value - worth
    return text
