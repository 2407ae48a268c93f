"""The same key twice on one level: the second answer would overwrite the first."""

from __future__ import annotations

from collections.abc import Iterator

from engine.forms.checks.places import Path
from engine.forms.field import Field
from engine.forms.form import Form, flat
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.problems import Problem
from engine.text import Text


def find(form: Form, known: frozenset[Path]) -> Iterator[Problem]:
    """Repeated keys and repeated component ids."""
    yield from _level(form.fields)
    ids: set[str] = set()
    for field in form.walk():
        if field.id in ids:
            yield Problem(
                f"{field.place}.id",
                Text(f"Mã thành phần “{field.id}” bị trùng.", f"The component id “{field.id}” stands twice."),
                Text("Ô trên trang phải phân biệt được.", "Fields of a page must be distinguishable."),
                Text("Đặt mã khác.", "Choose another id."),
            )
        ids.add(field.id)


def _level(fields: tuple[Field, ...]) -> Iterator[Problem]:
    seen: dict[str, Field] = {}
    for field in flat(fields):
        if field.key in seen:
            first = seen[field.key]
            yield Problem(
                f"{field.place}.key",
                Text(
                    f"Khóa “{field.key}” đã dùng cho ô “{first.label.vi}”.",
                    f"The key “{field.key}” is already used by “{first.label.en}”.",
                ),
                Text("Câu trả lời sau sẽ ghi đè câu trước.", "The later answer would overwrite the earlier."),
                Text("Đặt khóa khác cho ô này.", "Give this field another key."),
            )
        seen.setdefault(field.key, field)
        if isinstance(field, DynamicList):
            yield from _level(field.fields)
