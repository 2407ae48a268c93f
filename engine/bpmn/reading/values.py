"""Attribute texts into Python values, by the kinds of the vocabulary table."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from engine.bpmn import tthc
from engine.text import Text

MAX_TEXT: Final = 4_000
_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_INTEGER: Final = re.compile(r"[0-9]{1,9}")
_TIME: Final = re.compile(r"[0-2][0-9]:[0-5][0-9]")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

EXPECTED: Final = {
    "text": Text(f"chữ, không quá {MAX_TEXT} ký tự", f"text of at most {MAX_TEXT} characters"),
    "integer": Text("số nguyên không âm", "a whole number"),
    "decimal": Text("số, dấu thập phân là dấu chấm (ví dụ 0.5)", "a number with a decimal point (such as 0.5)"),
    "boolean": Text("true hoặc false", "true or false"),
    "date": Text("ngày dạng 2025-07-01", "a date such as 2025-07-01"),
    "time": Text("giờ dạng 15:00", "a time such as 15:00"),
    "slug": Text("chữ thường không dấu, số và gạch nối (dang-ky-khai-sinh)", "lower-case letters, digits and hyphens"),
    "id": Text("một mã: chữ cái không dấu, số, gạch dưới", "an id: letters, digits, underscore"),
    "code": Text("một mã", "a code"),
    "ids": Text("một hoặc nhiều mã cách nhau bằng khoảng trắng", "one or more ids separated by spaces"),
    "amount": Text("số, hoặc biểu thức FEEL sau dấu =", "a number, or FEEL after an = sign"),
    "unit": Text(
        "receiving, resolving, parent, province, step:<bước>, chosen:<đường dẫn> hoặc external:<đối tác>, "
        "có thể kèm /<loại đơn vị>",
        "receiving, resolving, parent, province, step:<id>, chosen:<path> or external:<partner>, "
        "optionally followed by /<unit kind>",
    ),
    "competent": Text(
        "receiving, address:<đường dẫn> hoặc province/<loại đơn vị>", "receiving, address:<path> or province/<kind>"
    ),
    "agency": Text(
        "receiving, resolving, parent, province hoặc external:<đối tác>, có thể kèm /<loại đơn vị>",
        "receiving, resolving, parent, province or external:<partner>, optionally with /<kind>",
    ),
    "count": Text(
        "counted, excluded, office_hours hoặc shared:<nhóm>", "counted, excluded, office_hours or shared:<group>"
    ),
    "then": Text("manual, wait, incident hoặc error:<mã>", "manual, wait, incident or error:<code>"),
}


def expected(attribute: tthc.Attribute) -> Text:
    """Say what a value of ``attribute`` looks like."""
    if attribute.kind == "enum":
        choices = ", ".join(attribute.values)
        return Text(f"một trong: {choices}", f"one of: {choices}")
    return EXPECTED[attribute.kind]


def convert(attribute: tthc.Attribute, text: str) -> Any:
    """Return the value ``text`` stands for; ValueError when it does not fit the attribute's kind."""
    text = text.strip()
    if len(text) > MAX_TEXT:
        raise ValueError
    if attribute.kind == "enum":
        return _checked(text in attribute.values, text)
    if attribute.kind in _READERS:
        return _READERS[attribute.kind](text)
    pattern = tthc.PATTERNS.get(attribute.kind)
    _checked(pattern is None or re.fullmatch(pattern, text, re.S) is not None, text)
    return tuple(text.split()) if attribute.kind == "ids" else text


def fallback(attribute: tthc.Attribute, text: str) -> Any:
    """What a draft keeps of a value that does not fit: words stay as written, numbers and dates are dropped."""
    if attribute.kind in _READERS or len(text) > MAX_TEXT:
        return None
    return tuple(text.split()) if attribute.kind == "ids" else text.strip()


def _checked(fits: bool, text: str) -> str:
    if not fits:
        raise ValueError(text)
    return text


def _boolean(text: str) -> bool:
    return _checked(text in ("true", "false"), text) == "true"


def _integer(text: str) -> int:
    return int(_checked(_INTEGER.fullmatch(text) is not None, text))


def _decimal(text: str) -> Decimal:
    return Decimal(_checked(_DECIMAL.fullmatch(text) is not None, text))


def _time(text: str) -> time:
    return time.fromisoformat(_checked(_TIME.fullmatch(text) is not None, text))


def _date(text: str) -> date:
    return date.fromisoformat(_checked(_DATE.fullmatch(text) is not None, text))


_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "boolean": _boolean,
    "integer": _integer,
    "decimal": _decimal,
    "time": _time,
    "date": _date,
}
