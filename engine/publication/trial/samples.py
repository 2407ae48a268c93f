"""Sample answers worked out from a form, so that a trial begins with one press: each is one its field accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from engine import forms
from engine.forms import Field, Form, OptionSource, places
from engine.forms.choices import options_of
from engine.forms.form import flat
from engine.forms.kinds.address2 import Address2
from engine.forms.kinds.checkbox import Checkbox
from engine.forms.kinds.choice import Choice
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.expression import Computed
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.kinds.number import Number
from engine.forms.wrong import Wrong
from engine.platform.time import local_day

NAME = "Nguyễn Văn Thử"
_WORDS = (
    NAME,
    "001090012345",
    "0912345678",
    "thu@example.vn",
    "0100109106",
    "15/03/1990",
    "1",
    "10000",
    "AB-123",
    "123456",
    "2026-2027",
    "Câu trả lời mẫu dài hơn, để ô nào đòi nhiều chữ cũng nhận được",
)
"""Tried in this order until the field takes one: a name, a person's number, telephone, mail, a firm, a day, figures."""


def answers(
    form: Form,
    known: Mapping[str, Any],
    now: datetime,
    options: OptionSource | None = None,
    decided: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Raw answers for a form as it opens: what is prefilled or ``decided`` stays, everything else gets a sample.

    Answers to fields that these very answers hide are left out; a form has no file to offer.
    """
    begun = {**forms.initial(form, known, now), **(decided or {})}
    given = _level(flat(form.fields), begun, known, now, options)
    for _ in range(3):
        shown = forms.visible(form, given, known, now)
        given = {key: value for key, value in given.items() if key in shown or any(_below(key, one) for one in shown)}
    return given


def _level(
    fields: tuple[Field, ...],
    begun: Mapping[str, Any],
    known: Mapping[str, Any],
    now: datetime,
    options: OptionSource | None,
) -> dict[str, Any]:
    given = dict(begun)
    for field in fields:
        if isinstance(field, DynamicList):
            rows = given.get(field.key) or [{}] * max(1, field.min_rows)
            given[field.key] = [_level(flat(field.fields), row, known, now, options) for row in rows]
        elif field.stores and not field.locked and _blank(given.get(field.key)):
            value = _sample(field, known, now, options)
            if value is not None:
                given[field.key] = value
    return given


def _blank(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def _sample(field: Field, known: Mapping[str, Any], now: datetime, options: OptionSource | None) -> Any:
    if isinstance(field, Computed | FilePicker):
        return None
    for offered in _offers(field, known, now, options):
        try:
            if field.clean(offered, now) is not None:
                return offered
        except Wrong:
            continue
    return None


def _offers(field: Field, known: Mapping[str, Any], now: datetime, options: OptionSource | None) -> Iterator[Any]:
    if isinstance(field, Choice):
        found = options_of(field, known, now, options)
        if found:
            yield [found[0].value] if field.many else found[0].value
        return
    if isinstance(field, Checkbox):
        if field.required:
            yield True
        return
    if isinstance(field, Address2):
        yield _address()
        return
    if isinstance(field, Number) and field.least is not None:
        yield str(field.least).replace(".", ",")
    today = local_day(now)
    yield from _WORDS
    yield from (f"{today:%d/%m/%Y}", f"{today:%d/%m/%Y} 09:00", today.isoformat())


def _address() -> dict[str, str]:
    province = next(iter(places.provinces()))
    return {"province": province, "ward": places.commune_names(province)[0], "street": "Số 1, đường Thử"}


def _below(key: str, path: str) -> bool:
    return path.startswith((f"{key}.", f"{key}["))
