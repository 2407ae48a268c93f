"""`checkbox`: yes or no; required means it must be ticked (a consent, a declaration on honour)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from engine.forms.field import Field
from engine.forms.strings import NOT_TEXT
from engine.forms.wrong import Wrong
from engine.text import Text

_YES: Final = frozenset({"on", "true", "1", "yes"})
_QUOTED: Final = 60
_NO: Final = frozenset({"", "off", "false", "0", "no"})


@dataclass(frozen=True, kw_only=True, eq=False)
class Checkbox(Field):
    """Always stored when visible: true or false."""

    types: ClassVar[tuple[str, ...]] = ("checkbox",)
    widget: ClassVar[str] = "checkbox"

    def clean(self, raw: object, now: datetime | None) -> bool:
        """True when ticked."""
        if raw is None or isinstance(raw, bool):
            return bool(raw)
        if isinstance(raw, str) and raw in _YES | _NO:
            return raw in _YES
        raise Wrong(NOT_TEXT)

    def typed(self, value: object) -> str:
        """ "true" or nothing."""
        return "true" if value is True or (isinstance(value, str) and value in _YES) else ""

    def shown(self, value: object, language: str) -> str:
        """Có or Không."""
        return Text("Có", "Yes").said_in(language) if value is True else Text("Không", "No").said_in(language)

    def is_blank(self, value: object) -> bool:
        """A required box must be ticked."""
        return value is not True

    def blank(self) -> bool:
        """Not ticked."""
        return False

    def asks(self) -> Text:
        """Asks for the tick."""
        return Text(f"Đánh dấu vào ô “{_short(self.label.vi)}”.", f"Tick “{_short(self.label.en)}”.")


def _short(label: str) -> str:
    """The first words of a long declaration, enough to find it."""
    return label if len(label) <= _QUOTED else label[:_QUOTED].rsplit(" ", 1)[0] + "…"
