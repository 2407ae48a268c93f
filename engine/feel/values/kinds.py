"""Which kind of value something is, with its name in both languages."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from engine.feel.errors import Said
from engine.feel.values.durations import DayTimeDuration, YearMonthDuration
from engine.feel.values.functions import Function
from engine.feel.values.ranges import Range
from engine.feel.values.temporal import FineTime, WideDate, WideDateTime

NULL, NUMBER, STRING, BOOLEAN = "null", "number", "string", "boolean"
DATE, TIME, DATE_TIME = "date", "time", "date and time"
DAY_TIME, YEAR_MONTH = "days and time duration", "years and months duration"
LIST, CONTEXT, RANGE, FUNCTION = "list", "context", "range", "function"

_KINDS: dict[type, str] = {
    type(None): NULL,
    Decimal: NUMBER,
    str: STRING,
    bool: BOOLEAN,
    date: DATE,
    WideDate: DATE,
    time: TIME,
    FineTime: TIME,
    datetime: DATE_TIME,
    WideDateTime: DATE_TIME,
    DayTimeDuration: DAY_TIME,
    YearMonthDuration: YEAR_MONTH,
    list: LIST,
    dict: CONTEXT,
    Range: RANGE,
    Function: FUNCTION,
}

NAMES: dict[str, Said] = {
    NULL: Said("trống (null)", "nothing (null)"),
    NUMBER: Said("số", "a number"),
    STRING: Said("chuỗi chữ", "text"),
    BOOLEAN: Said("đúng/sai", "true/false"),
    DATE: Said("ngày", "a date"),
    TIME: Said("giờ", "a time"),
    DATE_TIME: Said("ngày giờ", "a date and time"),
    DAY_TIME: Said("khoảng thời gian theo ngày giờ", "a days and time duration"),
    YEAR_MONTH: Said("khoảng thời gian theo năm tháng", "a years and months duration"),
    LIST: Said("danh sách", "a list"),
    CONTEXT: Said("bộ giá trị có tên", "a context"),
    RANGE: Said("khoảng", "a range"),
    FUNCTION: Said("hàm", "a function"),
}


def kind_of(value: Any) -> str:
    """The kind of a value of the language."""
    kind = _KINDS.get(type(value))
    if kind is not None:
        return kind
    return next((name for base, name in _KINDS.items() if isinstance(value, base)), FUNCTION)
