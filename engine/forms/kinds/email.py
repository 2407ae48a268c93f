"""`vn.kind` email: an address that can plausibly receive mail; whether it does is proven by sending, not here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from engine.forms.field import Field
from engine.forms.strings import line
from engine.forms.wrong import Wrong
from engine.text import Text

_LOCAL: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}\Z")
_LABEL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\Z")
_HOW: Final = Text(
    "Nhập địa chỉ thư điện tử đầy đủ, ví dụ ten@vidu.vn.",
    "Enter a complete e-mail address, for example name@example.vn.",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Email(Field):
    """Stored as typed, the domain in lower case."""

    types: ClassVar[tuple[str, ...]] = ("textfield",)
    vn_kind: ClassVar[str] = "email"
    inputmode: ClassVar[str] = "email"
    autocomplete: ClassVar[str] = "email"
    maximum: ClassVar[int] = 254

    def clean(self, raw: object, now: datetime | None) -> str | None:
        """The address, or None."""
        text = line(raw, 254)
        if text is None:
            return None
        local, _, domain = text.rpartition("@")
        labels = domain.split(".")
        if not _LOCAL.match(local) or len(labels) < 2 or not all(_LABEL.match(label) for label in labels):
            raise Wrong(_HOW)
        return f"{local}@{domain.lower()}"
