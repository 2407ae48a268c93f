"""Values of a condition between the screen and the expression: numbers and days as people here write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from engine.bpmn.conditions import Comparison, Field
from engine.feel.rows import Value
from engine.forms.dates import read_date
from engine.forms.kinds.number import international, say
from engine.forms.strings import line
from engine.forms.wrong import Wrong
from engine.text import Text

LONGEST = 500
MOST = 50
_DIGITS = 15
_MISSING = Text("Nhập giá trị để so sánh.", "Enter the value to compare with.")


def typed_value(value: Value) -> str:
    """What stands in the input for a value."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Decimal):
        return say(value, group=abs(value) >= 1000)
    return str(value)


def read_values(field: Field, comparison: Comparison, typed: tuple[str, ...], unit: str) -> tuple[Value, ...]:
    """The values of one row; raises Wrong with what to tell the person."""
    if comparison.shape == "none":
        return comparison.fixed
    given = [text for text in typed if text.strip()]
    if not given:
        raise Wrong(_MISSING)
    if comparison.shape == "ago":
        return (f"P{_whole(given[0])}{unit}",)
    if comparison.shape == "count":
        return (Decimal(_whole(given[0])),)
    if comparison.shape == "many":
        return _many(field, given)
    if comparison.shape == "two" and len(given) < 2:
        raise Wrong(Text("Nhập đủ hai đầu của khoảng.", "Enter both ends of the range."))
    wanted = given[: 2 if comparison.shape == "two" else 1]
    values = tuple(_one(field, text) for text in wanted)
    if len(values) == 2 and _backwards(values[0], values[1]):
        raise Wrong(Text("Giá trị đầu lớn hơn giá trị cuối.", "The first value is larger than the second."))
    return values


def _many(field: Field, given: list[str]) -> tuple[Value, ...]:
    texts = given if field.options else [part for text in given for part in text.split(";") if part.strip()]
    if len(texts) > MOST:
        raise Wrong(Text(f"Nhập tối đa {MOST} giá trị.", f"Enter at most {MOST} values."))
    return tuple(dict.fromkeys(_one(field, text) for text in texts))


def _one(field: Field, text: str) -> Value:
    clean = line(text, LONGEST) or ""
    if field.kind in ("number", "money"):
        return read_number(clean)
    if field.kind == "date":
        return date.fromisoformat(read_date(clean))
    return clean


def read_number(text: str) -> Decimal:
    """A number typed the Vietnamese way or the international way. Raises Wrong."""
    try:
        value = Decimal(international(text, grouped_first=True))
    except InvalidOperation:
        raise Wrong(
            Text("Chỉ nhập số, ví dụ 18 hoặc 1.500.000.", "Enter a number only, for example 18 or 1500000.")
        ) from None
    if not value.is_finite() or abs(value) >= 10**_DIGITS or len(value.as_tuple().digits) > 2 * _DIGITS:
        raise Wrong(Text("Số này quá lớn hoặc quá dài.", "This number is too large or too long."))
    return value


def _whole(text: str) -> int:
    value = read_number(text.strip())
    if value != value.to_integral_value() or not 0 <= value <= 99_999:
        raise Wrong(Text("Nhập số nguyên từ 0 đến 99.999.", "Enter a whole number from 0 to 99,999."))
    return int(value)


def _backwards(low: Value, high: Value) -> bool:
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return low > high
    return isinstance(low, date) and isinstance(high, date) and low > high
