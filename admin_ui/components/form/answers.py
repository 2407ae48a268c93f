"""A submitted form for reading: what was asked and answered, in the order of the form; for officers and for print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from admin_ui.components.form.page import KeptFile, Words, words
from engine.forms.choices import options_of
from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.kinds.choice import Choice
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.kinds.option import Option, OptionSource
from engine.forms.settle import settle
from engine.forms.spots import rows_of, scope_of


@dataclass(frozen=True, slots=True)
class Answered:
    """A heading with what stands under it, or one question with its answer."""

    label: Words
    text: str = ""
    under: tuple[Answered, ...] = ()
    rows: tuple[tuple[Answered, ...], ...] = ()
    files: tuple[KeptFile, ...] = ()
    long: bool = False
    """True for an answer of several lines."""


@dataclass(frozen=True, slots=True)
class _Reading:
    lang: str
    context: dict[str, Any]
    now: datetime | None
    options: OptionSource | None
    files: Mapping[str, Sequence[KeptFile]]
    values: dict[str, Any]
    visible: frozenset[str]


def answers_of(
    form: Form,
    values: Mapping[str, Any],
    *,
    lang: str = "vi",
    context: Mapping[str, Any] | None = None,
    now: datetime | None = None,
    options: OptionSource | None = None,
    files: Mapping[str, Sequence[KeptFile]] | None = None,
) -> tuple[Answered, ...]:
    """Stored ``values`` as people read them; what was hidden or left blank is not mentioned."""
    around = dict(context or {})
    settled = settle(form, values, around, now)
    reading = _Reading(lang, around, now, options, files or {}, dict(values), settled.visible)
    return _level(form.fields, dict(values), reading, "", ())


def _level(
    fields: tuple[Field, ...],
    values: dict[str, Any],
    reading: _Reading,
    prefix: str,
    rows: tuple[tuple[dict[str, Any], int], ...],
) -> tuple[Answered, ...]:
    found = (_one(field, values, reading, prefix, rows) for field in fields)
    return tuple(answered for answered in found if answered is not None)


def _one(
    field: Field,
    values: dict[str, Any],
    reading: _Reading,
    prefix: str,
    rows: tuple[tuple[dict[str, Any], int], ...],
) -> Answered | None:
    path = f"{prefix}{field.name}"
    if path not in reading.visible:
        return None
    label = words(field.label, reading.lang)
    if isinstance(field, DynamicList):
        held = enumerate(rows_of(values, field.key))
        given = tuple(_level(field.fields, row, reading, f"{path}[{n}].", (*rows, (row, n))) for n, row in held)
        return Answered(label, rows=given) if given else None
    if field.children:
        under = _level(field.children, values, reading, prefix, rows)
        return Answered(label, under=under) if under else None
    if isinstance(field, FilePicker):
        files = tuple(reading.files.get(path, ()))
        return Answered(label, files=files) if files else None
    text = _text(field, values.get(field.key), reading, rows) if field.stores else ""
    return Answered(label, text, long="\n" in text) if text else None


def _text(field: Field, value: object, reading: _Reading, rows: tuple[tuple[dict[str, Any], int], ...]) -> str:
    if value is None:
        return ""
    if isinstance(field, Choice):
        scope = scope_of(reading.values, rows, reading.context)
        return _chosen(value, options_of(field, scope, reading.now, reading.options), reading.lang)
    return field.shown(value, reading.lang)


def _chosen(value: object, options: tuple[Option, ...], lang: str) -> str:
    labels = {option.value: option.label.said_in(lang) for option in options}
    chosen = value if isinstance(value, list) else [value]
    return "; ".join(labels.get(str(item), str(item)) for item in chosen)
