"""Compiles a form to one marshmallow schema: the shape and the meaning of every single answer.

What depends on several answers (hidden, required, options, rules) is decided afterwards in engine.forms.submit,
because it can only be known once the answers are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from marshmallow import EXCLUDE, Schema, ValidationError, fields
from marshmallow.experimental.context import Context

from engine.forms.field import Field
from engine.forms.form import Form, flat
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.strings import NOT_TEXT
from engine.forms.wrong import Wrong
from engine.text import Text

Now = Context[datetime | None]
"""The instant answers are checked against ("not after today")."""


def now() -> datetime | None:
    """That instant; None when the schema is used by itself."""
    try:
        return Now.get()
    except LookupError:
        return None


_schemas: WeakKeyDictionary[Form, Schema] = WeakKeyDictionary()


class Answer(fields.Field[Any]):
    """One answer, cleaned by its field kind."""

    def __init__(self, field: Field) -> None:
        super().__init__(data_key=field.key, attribute=field.key, allow_none=True, load_default=None)
        self.asked = field

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        try:
            return self.asked.clean(value, now())
        except Wrong as wrong:
            message: Any = {wrong.part: [wrong.text]} if wrong.part else [wrong.text]
            raise ValidationError(message) from None


class Rows(fields.Field[Any]):
    """The rows of a repeated block; errors are kept by row number."""

    def __init__(self, field: DynamicList) -> None:
        super().__init__(data_key=field.key, attribute=field.key, load_default=list)
        self.asked = field
        self.row = schema_of(field.fields, field.key)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value is None or value == "":
            return []
        if not isinstance(value, list):
            raise ValidationError([NOT_TEXT])
        if len(value) > self.asked.max_rows:
            raise ValidationError([self.asked.too_many()])
        rows, errors = [], {}
        for number, raw in enumerate(value):
            cleaned, wrong = run(self.row, raw)
            rows.append(cleaned)
            if wrong:
                errors[number] = wrong
        if errors:
            raise ValidationError(errors, valid_data=rows)
        return rows


def schema_for(form: Form) -> Schema:
    """The schema of a form, compiled on first use."""
    schema = _schemas.get(form)
    if schema is None:
        schema = _schemas[form] = schema_of(form.fields, form.name)
    return schema


def schema_of(asked: tuple[Field, ...], name: str) -> Schema:
    """A schema over one level of fields; attribute names are neutral, so that no key can collide with marshmallow's."""
    members: dict[str, fields.Field[Any]] = {
        f"answer_{number}": Rows(field) if isinstance(field, DynamicList) else Answer(field)
        for number, field in enumerate(flat(asked))
    }
    made: Schema = Schema.from_dict(dict(members), name=f"Form_{name}")()
    return made


def run(schema: Schema, raw: object) -> tuple[dict[str, Any], dict[Any, Any]]:
    """Cleaned answers and marshmallow's error tree; anything but an object counts as empty."""
    answers = {key: raw[key] for key in raw} if isinstance(raw, Mapping) else {}
    try:
        return dict(schema.load(answers, unknown=EXCLUDE)), {}
    except ValidationError as error:
        messages = error.messages if isinstance(error.messages, dict) else {}
        valid = error.valid_data
        return dict(valid) if isinstance(valid, dict) else {}, messages


def clean(form: Form, raw: object, at: datetime | None) -> tuple[dict[str, Any], dict[str, Text]]:
    """Every answer by itself: values (None where blank or wrong) and errors by path."""
    with Now(at):
        values, messages = run(schema_for(form), raw)
    return values, flatten(messages)


def flatten(messages: Mapping[Any, Any], prefix: str = "") -> dict[str, Text]:
    """``{"con": {0: {"ten": [text]}}}`` → ``{"con[0].ten": text}``."""
    found: dict[str, Text] = {}
    for key, value in messages.items():
        path = f"{prefix}[{key}]" if isinstance(key, int) else f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, Mapping):
            found |= flatten(value, path)
        elif value and isinstance(value[0], Text):
            found[path] = value[0]
        else:
            found[path] = NOT_TEXT
    return found
