"""`vn.kind` upper_name: a person's or organisation's name, stored in capitals as statutory forms ask (IN HOA)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from engine.forms.kinds.textfield import TextField
from engine.forms.wrong import Wrong
from engine.text import Text

_NAME_PUNCTUATION: Final = frozenset(" -.'’,&/()\"“”")


@dataclass(frozen=True, kw_only=True, eq=False)
class UpperName(TextField):
    """Capitals, NFC, single spaces."""

    types: ClassVar[tuple[str, ...]] = ("textfield",)
    vn_kind: ClassVar[str] = "upper_name"
    widget: ClassVar[str] = "upper"

    def clean(self, raw: object, now: datetime | None) -> str | None:
        """The name in capitals, or None; a name holds letters, not signs."""
        text = super().clean(raw, now)
        if text is None:
            return None
        name = text.upper()
        if not any(c.isalpha() for c in name) or not all(c.isalnum() or c in _NAME_PUNCTUATION for c in name):
            raise Wrong(
                Text(
                    "Nhập tên bằng chữ, ví dụ NGUYỄN THỊ HOA.", "Enter the name in letters, for example NGUYỄN THỊ HOA."
                )
            )
        return name
