"""Plausible answers: what a person might write into a field, as it is stored."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from engine.forms import Field
from engine.forms.form import flat
from engine.forms.kinds.address2 import Address2
from engine.forms.kinds.checkbox import Checkbox
from engine.forms.kinds.choice import Choice
from engine.forms.kinds.date_vn import DateVn
from engine.forms.kinds.datetime_field import TimeOnly
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.expression import Computed
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.kinds.money_vnd import MoneyVnd
from engine.forms.kinds.number import Number
from engine.platform.time import local_day

TEXT = "diễn tập"


def sample(field: Field, now: datetime) -> Any:
    """One plausible answer."""
    return next(iter(around(field, now)), None)


def around(field: Field, now: datetime) -> list[Any]:
    """A few plausible answers that differ in what a rule may ask: order, size, choice."""
    if isinstance(field, Computed):
        return []
    if isinstance(field, Choice):
        offered = [one.value for one in field.options] or [TEXT]
        return [[one] for one in offered] if field.many else list(offered)
    if isinstance(field, Checkbox):
        return [True, False]
    if isinstance(field, Number | MoneyVnd):
        return _numbers(field)
    if isinstance(field, DateVn):
        today = local_day(now)
        days = [today + timedelta(days=shift) for shift in (0, -1, 1, -10_000)]
        return [day.isoformat()[: {"month": 7, "year": 4}.get(field.partial, 10)] for day in days]
    if isinstance(field, TimeOnly):
        return ["08:00", "16:00"]
    if isinstance(field, Address2):
        return [{"province": "01", "ward": "00001", "street": TEXT, "text": TEXT}]
    if isinstance(field, DynamicList):
        row = {one.key: sample(one, now) for one in flat(field.fields)}
        return [[row], [row, dict(row)]]
    return [["tệp"]] if isinstance(field, FilePicker) else [TEXT]


def _numbers(field: Number | MoneyVnd) -> list[Any]:
    low = int(field.least) if field.least is not None else None
    high = int(field.most) if field.most is not None else None
    first = low if low is not None and low > 0 else 1
    found = [first, first + 1, 0 if low is None or low <= 0 else low, *([high] if high is not None else [])]
    return [one for one in dict.fromkeys(found) if (low is None or one >= low) and (high is None or one <= high)]
