"""`expression`: an answer the server computes from the others; the page can never set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Final

from engine.forms import limits
from engine.forms.conditions import Condition, condition
from engine.forms.field import Field
from engine.forms.json_clean import json_clean
from engine.forms.kinds.number import say
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.forms.words import WORDS
from engine.text import Text

_GROUPED: Final = 10_000
"""Smaller numbers may be years, which are never grouped."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Computed(Field):
    """A FEEL expression; ``vn.words`` = date or money writes its value out in Vietnamese words."""

    types: ClassVar[tuple[str, ...]] = ("expression",)
    widget: ClassVar[str] = "computed"

    formula: Condition
    words: str

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds the formula; ``vn.wordsOf`` is a short way to name one field."""
        source = properties.get("vn.wordsOf") or reader.text("expression", limits.EXPRESSION)
        words = properties.get("vn.words")
        if not source:
            reader.complain(
                "expression",
                Text("Ô tính tự động chưa có công thức.", "The computed field has no formula."),
                Text("Ghi công thức FEEL, ví dụ =so_luong * 8000.", "Write FEEL, for example =so_luong * 8000."),
            )
        if words and words not in WORDS:
            reader.complain(
                "properties.vn.words",
                Text(f"Không biết cách đọc bằng chữ “{words}”.", f"There is no way “{words}” of writing in words."),
                Text(f"Dùng một trong: {', '.join(WORDS)}.", f"Use one of: {', '.join(WORDS)}."),
            )
        return {
            **super().common(reader, properties),
            "formula": condition(source or "null"),
            "words": words if words in WORDS else "",
            "locked": True,
            "required": False,
        }

    def clean(self, raw: object, now: datetime | None) -> Any:
        """Nothing: what the page sends is ignored."""
        return None

    def shown(self, value: object, language: str) -> str:
        """Truth in words, large numbers in groups, anything else as it is."""
        if isinstance(value, bool):
            return Text("Có", "Yes").said_in(language) if value else Text("Không", "No").said_in(language)
        if isinstance(value, int | float):
            number = Decimal(str(value))
            return f"{number:,}" if language == "en" else say(number, group=abs(number) >= _GROUPED)
        return self.typed(value)

    def compute(self, scope: dict[str, Any], now: datetime | None) -> Any:
        """The JSON-clean value in ``scope``."""
        value = json_clean(self.formula.value(scope, now))
        return WORDS[self.words](value) if self.words else value

    def check(self) -> tuple[Text, ...]:
        """The compiler's complaint, if any."""
        return (self.formula.problem,) if self.formula.problem else ()
