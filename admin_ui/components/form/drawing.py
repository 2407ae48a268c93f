"""What is known while a page is prepared, and one field in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from admin_ui.components.form.ids import html_id
from admin_ui.components.form.page import KeptFile, Words, words
from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.kinds.option import OptionSource
from engine.forms.settle import Settled
from engine.forms.spots import rows_of, scope_of
from engine.text import Text

Rows = tuple[tuple[dict[str, Any], int], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The reader, the answers as every expression sees them, and what the caller knows."""

    form: Form
    lang: str
    errors: Mapping[str, Text]
    context: dict[str, Any]
    now: datetime | None
    options: OptionSource | None
    files: Mapping[str, Sequence[KeptFile]]
    own: bool
    settled: Settled
    prefix: str = ""
    """Stands before every HTML name, where several forms share one page."""
    within: str = ""
    """Stands in every id, where the same form may stand twice on a page."""
    focus: str = ""
    """The row or block where the person goes on after a row button."""

    def at(self, field: Field, path: str, value: object, rows: Rows) -> Place:
        """One field in one place."""
        return Place(self, field, path, value, rows)

    def id_of(self, path: str) -> str:
        """The HTML id of a path."""
        return html_id(f"{self.within}.{self.prefix}{path}" if self.within else f"{self.prefix}{path}")

    def settled_row(self, rows: Rows, key: str, number: int) -> dict[str, Any]:
        """The row as expressions see it; an empty one where there is none."""
        holder = rows[-1][0] if rows else self.settled.values
        found = rows_of(holder, key)
        return found[number] if number < len(found) else {}


@dataclass(frozen=True, slots=True)
class Place:
    """A field with its path and its present answer."""

    drawing: Drawing
    field: Field
    path: str
    value: object
    rows: Rows

    @property
    def id(self) -> str:
        """The HTML id."""
        return self.drawing.id_of(self.path)

    @property
    def name(self) -> str:
        """The HTML name."""
        return f"{self.drawing.prefix}{self.path}"

    @property
    def visible(self) -> bool:
        """Is it shown for the present answers?"""
        return self.path in self.drawing.settled.visible

    @property
    def scope(self) -> dict[str, Any]:
        """What an expression at this place sees."""
        return scope_of(self.drawing.settled.values, self.rows, self.drawing.context)

    @property
    def settled(self) -> Any:
        """The answer as expressions see it; the only truth for computed fields."""
        return (self.rows[-1][0] if self.rows else self.drawing.settled.values).get(self.field.key)

    def said(self, text: Text | None) -> Words:
        """A text of the form for the reader."""
        return words(text, self.drawing.lang)

    def error(self, part: str = "") -> str:
        """The message at this field, or at one of its inputs."""
        text = self.drawing.errors.get(f"{self.path}.{part}" if part else self.path)
        return text.said_in(self.drawing.lang) if text else ""
