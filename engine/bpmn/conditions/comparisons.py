"""By what a name of each kind can be compared, how that is said, and which values it wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from engine.feel.rows import Row, Value
from engine.text import Text

Kind = Literal["text", "number", "money", "date", "yes_no", "choice", "list", "rows"]
Shape = Literal["none", "one", "two", "many", "ago", "count"]


@dataclass(frozen=True)
class Comparison:
    """One comparison: its code on the screen, the words to choose it by, and how many values it wants.

    ``row`` is the code in engine.feel.rows; ``fixed`` the value it always compares with.
    """

    code: str
    words: Text
    shape: Shape = "one"
    row: str = ""
    fixed: tuple[Value, ...] = ()

    @property
    def written(self) -> str:
        """The code in engine.feel.rows."""
        return self.row or self.code


_FILLED: Final = (
    Comparison("filled", Text("đã có", "is filled in"), "none"),
    Comparison("empty", Text("để trống", "is left blank"), "none"),
)
_TEXT: Final = (
    Comparison("eq", Text("là", "is")),
    Comparison("ne", Text("khác", "is not")),
    Comparison("one_of", Text("là một trong", "is one of"), "many"),
    Comparison("none_of", Text("không thuộc", "is none of"), "many"),
    Comparison("contains", Text("có chứa", "contains")),
    Comparison("contains_not", Text("không chứa", "does not contain")),
    Comparison("starts", Text("bắt đầu bằng", "starts with")),
    Comparison("ends", Text("kết thúc bằng", "ends with")),
    *_FILLED,
)
_CHOICE: Final = (*_TEXT[:4], *_FILLED)
_NUMBER: Final = (
    Comparison("eq", Text("bằng", "equals")),
    Comparison("ne", Text("khác", "is not")),
    Comparison("gt", Text("lớn hơn", "is more than")),
    Comparison("ge", Text("từ … trở lên", "is at least")),
    Comparison("lt", Text("nhỏ hơn", "is less than")),
    Comparison("le", Text("không quá", "is at most")),
    Comparison("between", Text("trong khoảng", "is between"), "two"),
    *_FILLED,
)
_DATE: Final = (
    Comparison("day_eq", Text("đúng ngày", "is on")),
    Comparison("day_ne", Text("khác ngày", "is not on")),
    Comparison("day_lt", Text("trước ngày", "is before")),
    Comparison("day_le", Text("chậm nhất ngày", "is not after")),
    Comparison("day_gt", Text("sau ngày", "is after")),
    Comparison("day_ge", Text("từ ngày", "is from")),
    Comparison("day_between", Text("từ ngày … đến ngày", "is between"), "two"),
    Comparison("ago_le", Text("cách hôm nay từ", "is at least this long ago:"), "ago"),
    Comparison("ago_lt", Text("cách hôm nay quá", "is longer ago than"), "ago"),
    Comparison("ago_ge", Text("cách hôm nay không quá", "is at most this long ago:"), "ago"),
    Comparison("ago_gt", Text("cách hôm nay chưa đến", "is less long ago than"), "ago"),
    *_FILLED,
)
_YES_NO: Final = (
    Comparison("yes", Text("có đánh dấu", "is ticked"), "none", "eq", (True,)),
    Comparison("no", Text("không đánh dấu", "is not ticked"), "none", "eq", (False,)),
)
_COUNTS: Final = (
    Comparison("count_ge", Text("có ít nhất", "has at least"), "count"),
    Comparison("count_le", Text("có không quá", "has at most"), "count"),
    Comparison("count_eq", Text("có đúng", "has exactly"), "count"),
    Comparison("count_gt", Text("có hơn", "has more than"), "count"),
    Comparison("count_lt", Text("có ít hơn", "has fewer than"), "count"),
    Comparison("count_ne", Text("có số mục khác", "has another number than"), "count"),
)
_LIST: Final = (
    Comparison("has", Text("có chọn", "includes")),
    Comparison("has_not", Text("không chọn", "does not include")),
    *_COUNTS,
)
_OFFERED: Final[dict[Kind, tuple[Comparison, ...]]] = {
    "text": _TEXT,
    "number": _NUMBER,
    "money": _NUMBER,
    "date": _DATE,
    "yes_no": _YES_NO,
    "choice": _CHOICE,
    "list": _LIST,
    "rows": _COUNTS,
}
UNITS: Final = {
    "D": Text("ngày", "days"),
    "M": Text("tháng", "months"),
    "Y": Text("năm", "years"),
}
"""Units of a duration back from today, by their letter in ISO 8601."""


def comparisons(kind: Kind) -> tuple[Comparison, ...]:
    """What a name of this kind can be compared by, the most usual first."""
    return _OFFERED[kind]


def comparison_of(kind: Kind, row: Row) -> Comparison | None:
    """The comparison a row makes of a name of this kind; None when it is not one that is offered."""
    for one in _OFFERED[kind]:
        if one.written == row.comparison and (not one.fixed or one.fixed == row.values):
            return one if _fits(kind, one, row.values) else None
    return None


def suits(kind: Kind, row: Row) -> bool:
    """Whether a row can be shown as a row of the builder."""
    return comparison_of(kind, row) is not None


def ago(text: str) -> tuple[int, str] | None:
    """Number and unit letter of a duration such as P18Y; None for any other."""
    number, unit = text[1:-1], text[-1:]
    if text[:1] == "P" and number.isascii() and number.isdigit() and len(number) < 6 and unit in UNITS:
        return int(number), unit
    return None


def _fits(kind: Kind, one: Comparison, values: tuple[Value, ...]) -> bool:
    if one.shape == "none":
        return True
    if one.shape == "ago":
        return isinstance(values[0], str) and ago(values[0]) is not None
    if one.shape == "count":
        return isinstance(values[0], Decimal)
    wanted = {"number": Decimal, "money": Decimal, "date": date}.get(kind, str)
    return all(isinstance(value, wanted) for value in values)
