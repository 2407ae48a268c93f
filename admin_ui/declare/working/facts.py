"""Facts for a worked example: which names the fees read, the cells to type them into, the names they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict

from admin_ui.declare.conditions.values import read_number
from engine import feel
from engine.bpmn.conditions import Field, Names
from engine.bpmn.definition import Definition
from engine.decisions import Model
from engine.forms.dates import read_date
from engine.forms.strings import line
from engine.forms.wrong import Wrong
from engine.text import Text

PREFIX = "v."
_ROWS = 200


def read_by_fees(definition: Definition, models: Iterable[Model], names: Names) -> list[Field]:
    """The names the fees of a procedure depend on, in the order names are offered."""
    sources = [text for fee in definition.fees for text in (fee.exempt_when, fee.formula) if text]
    sources += [column.text for model in models for table in model.tables for column in table.inputs]
    paths = {path for source in sources for path in _paths(source)}
    if any(fee.case for fee in definition.fees):
        paths.add("ho_so.case")
    if any(fee.channel for fee in definition.fees):
        paths.add("ho_so.channel")
    return [field for path, field in names.items() if any(_reads(read, path) for read in paths)]


def _paths(source: str) -> set[str]:
    try:
        return {".".join(path) for path in feel.compile(source).names_read}
    except feel.FeelError:
        return set()


def _reads(read: str, path: str) -> bool:
    return read == path or read.startswith(f"{path}.")


def known(
    fields: Iterable[Field], given: MultiDict[str, str], now: datetime
) -> tuple[dict[str, dict[str, Any]], dict[str, Text]]:
    """The names an expression reads, from what was typed, and what is wrong by name of the cell."""
    names: dict[str, dict[str, Any]] = {"don": {}, "ho_so": {"received": now, "channel": "counter"}, "phi": {}}
    errors: dict[str, Text] = {}
    for field in fields:
        root, _, key = field.path.partition(".")
        try:
            value = _value(field, given.getlist(f"{PREFIX}{field.path}"), now)
        except Wrong as wrong:
            errors[f"{PREFIX}{field.path}"] = wrong.text
            continue
        if value is not None:
            names.setdefault(root, {})[key] = value
    return names, errors


def _value(field: Field, typed: list[str], now: datetime) -> Any:
    given = [text.strip() for text in typed if text.strip()]
    if field.kind == "list":
        return given
    if not given:
        return None
    text = line(given[0], 500) or ""
    if field.path == "ho_so.received":
        return datetime.fromisoformat(f"{read_date(text)}T09:00:00").replace(tzinfo=now.tzinfo)
    if field.kind == "date":
        return read_date(text)
    if field.kind in ("number", "money"):
        return read_number(text)
    if field.kind == "yes_no":
        return text == "1"
    if field.kind == "rows":
        return _rows(read_number(text))
    return text


def _rows(count: Decimal) -> list[dict[str, Any]]:
    if count != count.to_integral_value() or not 0 <= count <= _ROWS:
        raise Wrong(Text(f"Nhập số dòng từ 0 đến {_ROWS}.", f"Enter a number of rows from 0 to {_ROWS}."))
    return [{} for _ in range(int(count))]


def said(fields: Iterable[Field], given: Mapping[str, list[str]], language: str) -> str:
    """Facts in one line, for the list of kept examples."""
    parts = []
    for field in fields:
        values = [value for value in given.get(field.path, []) if value.strip()]
        if values:
            shown = ", ".join(field.option(value).said_in(language) for value in values)
            parts.append(f"{field.label.said_in(language)}: {shown}")
    return "; ".join(parts)
