"""Required fields that can never be seen, whatever is answered."""

from __future__ import annotations

from collections.abc import Iterator

from engine.forms.checks.places import Path
from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.problems import Problem
from engine.text import Text


def find(form: Form, known: frozenset[Path]) -> Iterator[Problem]:
    """Fields under a condition that is true without reading anything."""
    yield from _level(form.fields, hidden=False)


def _level(fields: tuple[Field, ...], *, hidden: bool) -> Iterator[Problem]:
    for field in fields:
        never = hidden or _always_hides(field)
        if never and field.required:
            yield Problem(
                f"{field.place}.conditional.hide",
                Text(
                    f"Ô bắt buộc “{field.label.vi}” luôn bị ẩn.", f"“{field.label.en}” is required but always hidden."
                ),
                Text("Không ai điền được ô này.", "Nobody could ever fill it in."),
                Text("Sửa điều kiện ẩn, hoặc bỏ bắt buộc.", "Correct the condition, or do not require it."),
            )
        yield from _level(field.children, hidden=never)


def _always_hides(field: Field) -> bool:
    return field.hide is not None and not field.hide.reads and field.hide.holds({}, None) is True
