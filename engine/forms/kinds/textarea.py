"""`textarea`: several lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from engine.forms import limits
from engine.forms.field import Field
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.forms.strings import paragraphs
from engine.forms.wrong import Wrong
from engine.text import Text


@dataclass(frozen=True, kw_only=True, eq=False)
class TextArea(Field):
    """Several lines; line breaks are kept."""

    types: ClassVar[tuple[str, ...]] = ("textarea",)
    widget: ClassVar[str] = "textarea"

    minimum: int
    maximum: int

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds lengths."""
        rules = reader.inner("validate")
        return {
            **super().common(reader, properties),
            "minimum": rules.whole("minLength", 0, limits.PARAGRAPHS_EVER) or 0,
            "maximum": rules.whole("maxLength", 1, limits.PARAGRAPHS_EVER) or limits.PARAGRAPHS,
        }

    def clean(self, raw: object, now: datetime | None) -> str | None:
        """The text, or None."""
        text = paragraphs(raw, self.maximum)
        if text is not None and len(text) < self.minimum:
            raise Wrong(Text(f"Viết ít nhất {self.minimum} ký tự.", f"Write at least {self.minimum} characters."))
        return text
