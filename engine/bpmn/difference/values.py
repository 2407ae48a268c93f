"""The facts of a step, a fee, a document … as words people compare: codes by their names, amounts with their unit."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from engine.bpmn.definition import Definition
from engine.bpmn.vocabulary import shipped
from engine.text import Text

_UNITS: Final = {
    "working_hours": Text("giờ", "working hours"),
    "working_days": Text("ngày làm việc", "working days"),
    "calendar_days": Text("ngày", "calendar days"),
    "same_day": Text("trong ngày", "same day"),
}
_AMOUNTS: Final = {"limit": "limit_unit", "value": "unit", "auto_close_after": "auto_close_unit"}
"""Amounts, each with the field that holds its unit."""
_ANCHORS: Final = {
    "receiving": Text("cơ quan tiếp nhận", "the receiving authority"),
    "resolving": Text("cơ quan giải quyết", "the resolving authority"),
    "parent": Text("cơ quan cấp trên", "the authority above"),
    "province": Text("UBND tỉnh", "the province"),
}
_CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "mode": {
        "submit": Text("nộp", "handed in"),
        "show": Text("xuất trình", "shown"),
        "lookup": Text("cơ quan tự tra cứu", "looked up"),
    },
    "collect": {
        "receipt": Text("thu khi tiếp nhận", "at receipt"),
        "supplement": Text("thu trong quá trình giải quyết", "on the way"),
        "return": Text("thu khi trả kết quả", "on return"),
    },
    "level": {"commune": Text("cấp xã", "commune"), "province": Text("cấp tỉnh", "province")},
    "online": {
        "full": Text("toàn trình", "fully online"),
        "partial": Text("một phần", "partly online"),
        "none": Text("không trực tuyến", "not online"),
    },
    "count": {
        "counted": Text("tính vào thời hạn", "counted"),
        "excluded": Text("không tính", "not counted"),
        "office_hours": Text("giờ hành chính", "office hours"),
    },
    "end_result": {
        "granted": Text("có kết quả", "granted"),
        "refused": Text("từ chối", "refused"),
        "stopped": Text("dừng", "stopped"),
    },
    "channel": {
        "online": Text("trực tuyến", "online"),
        "counter": Text("trực tiếp", "at the counter"),
        "post": Text("bưu chính", "by post"),
    },
    "clock": {
        "reset": Text("tính lại từ đầu", "starts anew"),
        "pause": Text("tạm dừng", "pauses"),
        "continue": Text("vẫn chạy", "goes on"),
    },
    "on_supplement": {
        "reset": Text("tính lại từ đầu", "starts anew"),
        "pause": Text("tạm dừng", "pauses"),
        "continue": Text("vẫn chạy", "goes on"),
    },
}
_MONEY: Final = ("amount",)
_LONGEST: Final = 160


def facts(record: Any, of: Definition, *, without: Iterable[str] = ("id",)) -> dict[str, Text]:
    """Every fact of a record that is given, by field; those in ``without`` left out."""
    hidden = {*without, *(unit for amount, unit in _AMOUNTS.items() if hasattr(record, amount))}
    found = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in hidden or value in (None, (), "", False):
            continue
        unit = getattr(record, _AMOUNTS[field.name], "") if field.name in _AMOUNTS else ""
        found[field.name] = words(field.name, value, of, unit)
    return found


def words(field: str, value: Any, of: Definition, unit: str = "") -> Text:
    """One value as people say it."""
    if value is None or value in ((), ""):
        return Text("không", "none")
    if isinstance(value, bool):
        return Text("có", "yes") if value else Text("không", "no")
    if isinstance(value, Decimal):
        return _amount(field, value, unit)
    if field == "case":
        return _both(_case(of, one) for one in value)
    if isinstance(value, tuple):
        return _both(words(field, one, of) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _record(value, of)
    return _code(field, value)


def _amount(field: str, value: Decimal, unit: str) -> Text:
    plain = format(value.normalize(), "f")
    if field in _MONEY:
        return Text(f"{value:,.0f} đồng".replace(",", "."), f"{value:,.0f} đồng")
    said = _UNITS.get(unit)
    if said is None:
        return Text(plain.replace(".", ","), plain)
    return Text(f"{plain.replace('.', ',')} {said.vi}", f"{plain} {said.en}")


def _code(field: str, value: Any) -> Text:
    if isinstance(value, date):
        return Text(value.strftime("%d/%m/%Y"), value.isoformat())
    if isinstance(value, time):
        return Text(value.strftime("%H:%M"), value.strftime("%H:%M"))
    text = _short(str(value))
    if field in ("unit", "competent", "agency"):
        return unit_named(text)
    if field in ("post", "alternatives", "signed_by") and text in shipped().posts:
        return shipped().posts[text].name
    if field == "produces" and text in shipped().form_roles:
        return shipped().form_roles[text]
    if text in _CODES.get(field, {}):
        return _CODES[field][text]
    if field == "unit" and text in _UNITS:
        return _UNITS[text]
    return Text(f"“{text}”", f"“{text}”")


def unit_named(expression: str) -> Text:
    """A unit as far as the declaration tells it: the name of its kind, else of where it is taken from."""
    anchor, _, kind = expression.partition("/")
    start, _, rest = anchor.partition(":")
    known = shipped().unit_kinds.get(kind or (rest if start == "external" else ""))
    if known is not None and kind and anchor in _ANCHORS:
        at = _ANCHORS[anchor]
        return Text(f"{known.name.vi} ({at.vi})", f"{known.name.en} ({at.en})")
    if known is not None:
        return known.name
    return _ANCHORS.get(anchor, _UNITS.get(expression, Text(f"“{expression}”", f"“{expression}”")))


def _short(text: str) -> str:
    """Long wordings by their beginning, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def _case(of: Definition, key: str) -> Text:
    name = next((one.name for one in of.cases if one.id == key), key)
    return Text(f"“{name}”", f"“{name}”")


def _record(value: Any, of: Definition) -> Text:
    """A nested record in one line: its own facts between semicolons."""
    pairs = ((one.name, getattr(value, one.name)) for one in dataclasses.fields(value))
    said = [words(name, one, of) for name, one in pairs if one not in (None, (), "", False)]
    return Text(" · ".join(one.vi for one in said), " · ".join(one.en for one in said))


def _both(some: Iterable[Text]) -> Text:
    said = list(some)
    return Text(", ".join(one.vi for one in said), ", ".join(one.en for one in said))
