"""Amounts of time as people type them: "4", "0,25", "1/2", "½", "2 ½"; and as the table adds them up."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from engine.bpmn.definition import Node
from engine.bpmn.timing import HOURS_A_DAY
from engine.platform.errors import Invalid
from engine.text import Text

MOST = Decimal(10000)
_AMOUNT = re.compile(r"(?:(\d{1,5}(?:[.,]\d{1,4})?)(?!\s*/))?\s*(?:(\d{1,3})\s*/\s*(\d{1,3}))?")


def amount(typed: str, where: str) -> Decimal | None:
    """The number a person typed, None for nothing. Raises ``Invalid`` at the field ``where``."""
    plain = unicodedata.normalize("NFKC", typed).replace("\u2044", "/").strip()
    if not plain:
        return None
    found = _AMOUNT.fullmatch(plain)
    if found is None or found[3] in ("0", "00", "000"):
        raise _no_amount(typed, where)
    whole = Decimal((found[1] or "0").replace(",", "."))
    part = Decimal(found[2]) / Decimal(found[3]) if found[2] else Decimal(0)
    value = (whole + part).quantize(Decimal("0.0001")).normalize()
    if not 0 < value <= MOST:
        raise _no_amount(typed, where)
    return value


def notice(typed: str, where: str) -> Decimal | None:
    """Working hours of a reminder: nothing leaves it to the usual hours, 0 switches it off. Raises ``Invalid``."""
    return Decimal(0) if re.fullmatch(r"\s*0+(?:[.,]0+)?\s*", typed, re.ASCII) else amount(typed, where)


def whole(typed: str, where: str, most: int = 99) -> int | None:
    """A whole number from 1, None for nothing. Raises ``Invalid``."""
    if not typed.strip():
        return None
    shown = typed.strip()[:40]
    if not re.fullmatch(r"[0-9]{1,6}", shown) or not 1 <= int(shown) <= most:
        raise Invalid(
            Text(f"“{shown}” không phải số từ 1 đến {most}.", f"“{shown}” is no number from 1 to {most}."),
            Text("Nhập một số nguyên, hoặc để trống.", "Enter a whole number, or nothing."),
            where,
        )
    return int(shown)


def said(value: Decimal | None) -> str:
    """The number as it stands in a field."""
    return "" if value is None else format(value.normalize(), "f").replace(".", ",")


def in_hours_and_days(hours: Decimal) -> Text:
    """ "96 giờ = 12 ngày làm việc"."""
    days = (hours / HOURS_A_DAY).quantize(Decimal("0.01")).normalize()
    vi = f"{said(hours)} giờ = {said(days)} ngày làm việc"
    plain_hours, plain_days = (said(one).replace(",", ".") for one in (hours, days))
    return Text(vi, f"{plain_hours} hours = {plain_days} working days")


def _no_amount(typed: str, where: str) -> Invalid:
    shown = typed.strip()[:40]
    return Invalid(
        Text(f"“{shown}” không phải một khoảng thời gian.", f"“{shown}” is no amount of time."),
        Text("Nhập số lớn hơn 0, ví dụ 4 hoặc 0,25 hoặc 1/2.", "Enter a number above 0: 4, 0.25 or 1/2."),
        where,
    )


def first_of(node: Node) -> int | None:
    """How many answers of a step done once per unit are enough; None: all."""
    found = re.search(r">=\s*(\d+)\s*$", (node.loop.completion if node.loop else None) or "")
    return int(found[1]) if found else None
