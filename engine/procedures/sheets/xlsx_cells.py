"""What an Excel cell shows: shared strings, numbers with their decimals, dates it was not meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from engine.procedures.sheets.document import tidy
from engine.procedures.sheets.tree import attribute, child, children, local, number

_DATES = frozenset({14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47})
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NOT_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def shared_strings(root: etree._Element | None) -> list[str]:
    """The texts cells of type ``s`` point to, in order."""
    return [_rich(one) for one in children(root, "si")]


def date_formats(root: etree._Element | None) -> frozenset[int]:
    """Numbers of the cell formats that show a number as a date or time."""
    own = {
        number(one, "numFmtId"): attribute(one, "formatCode") or ""
        for one in children(child(root, "numFmts"), "numFmt")
    }
    dates = _DATES | {key for key, code in own.items() if re.search(r"[dmyhs]", _NOT_DATE.sub("", code.lower()))}
    formats = enumerate(children(child(root, "cellXfs"), "xf"))
    return frozenset(index for index, one in formats if number(one, "numFmtId") in dates)


def shown(cell: etree._Element, strings: list[str], dates: frozenset[int]) -> tuple[str, str | None]:
    """The text of ``cell`` and, when Excel keeps something else than was typed, what it made of it."""
    kind = attribute(cell, "t") or "n"
    value = child(cell, "v")
    raw = (value.text or "") if value is not None else ""
    if kind == "inlineStr":
        return tidy(_rich(child(cell, "is"))), None
    if kind == "s":
        index = int(raw) if raw.isdecimal() and len(raw) < 9 else -1
        return (tidy(strings[index]), None) if 0 <= index < len(strings) else ("", None)
    if kind in ("str", "d"):
        return tidy(raw), None
    if kind == "e":
        return raw, "error"
    if kind == "b":
        return ("x" if raw == "1" else ""), None
    odd = "date" if raw and number(cell, "s") in dates else None
    return _decimal(raw), odd


def place(reference: str) -> tuple[int, int] | None:
    """Row and column (from 0) of a reference such as "B12"; None when it is none."""
    found = _PLACE.fullmatch(reference.replace("$", "").upper())
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _decimal(raw: str) -> str:
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite() or abs(value.adjusted()) > 15:
        return raw
    rounded = value.quantize(Decimal("1e-9")).normalize()
    return f"{rounded:f}".replace(".", ",")


def _rich(element: etree._Element | None) -> str:
    return "".join(_texts(element))


def _texts(element: etree._Element | None) -> Iterator[str]:
    for one in children(element):
        if local(one) == "t":
            yield one.text or ""
        elif local(one) == "r":
            yield from _texts(one)
