"""`textfield`: one line of text, with optional lengths and a pattern; base of the Vietnamese one-line kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from engine.forms import limits, patterns
from engine.forms.field import Field
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.forms.strings import line
from engine.forms.wrong import Wrong
from engine.text import Text


@dataclass(frozen=True, kw_only=True, eq=False)
class TextField(Field):
    """One line; stored in NFC with single spaces."""

    types: ClassVar[tuple[str, ...]] = ("textfield",)

    minimum: int
    maximum: int
    pattern: str
    pattern_message: Text | None

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds lengths and the pattern."""
        rules = reader.inner("validate")
        pattern = read_pattern(rules)
        message = rules.text("patternErrorMessage")
        return {
            **super().common(reader, properties),
            "minimum": rules.whole("minLength", 0, limits.LINE_EVER) or 0,
            "maximum": rules.whole("maxLength", 1, limits.LINE_EVER) or limits.LINE,
            "pattern": pattern,
            "pattern_message": Text(message, message) if message else None,
        }

    def clean(self, raw: object, now: datetime | None) -> str | None:
        """The line, or None; Wrong when too short, too long or not of the pattern."""
        text = line(raw, self.maximum)
        if text is not None:
            check_shape(text, self.minimum, self.pattern, self.pattern_message)
        return text


def read_pattern(rules: Reader) -> str:
    """The pattern of ``validate``, proven to compile on RE2."""
    pattern = rules.text("pattern")
    try:
        patterns.verify(pattern)
    except patterns.BadPattern as error:
        rules.complain(
            "pattern",
            Text(f"Mẫu kiểm tra không dùng được: {error}.", f"The pattern cannot be used: {error}."),
            Text(
                "Viết lại mẫu theo cú pháp RE2 (không có (?=…), (?!…) và \\1).",
                "Rewrite it in RE2 syntax (no (?=…), (?!…) or \\1).",
            ),
            Text("Chỉ chạy mẫu không thể làm treo máy chủ.", "Only patterns that can never hang the server are run."),
        )
        return ""
    return pattern


def check_shape(text: str, minimum: int, pattern: str, message: Text | None) -> None:
    """Raises Wrong when ``text`` is shorter than ``minimum`` or does not fit ``pattern``."""
    if len(text) < minimum:
        raise Wrong(Text(f"Nhập ít nhất {minimum} ký tự.", f"Enter at least {minimum} characters."))
    if pattern and not patterns.fits(pattern, text):
        raise Wrong(
            message
            or Text(
                "Nội dung chưa đúng mẫu quy định. Xem lại hướng dẫn của ô này rồi nhập lại.",
                "This is not in the required form. Read the hint of this field and enter it again.",
            )
        )
