"""`filepicker`: files to attach. The page never names a stored file: references come from the caller, who keeps
them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from engine.forms.field import Field, bare
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.text import Text

_KIND: Final = re.compile(r"\.[a-z0-9]{1,8}\Z|[a-z]+/[a-z0-9.+*-]{1,80}\Z")


@dataclass(frozen=True, kw_only=True, eq=False)
class FilePicker(Field):
    """Stores the list of references the caller passes for its path."""

    types: ClassVar[tuple[str, ...]] = ("filepicker",)
    widget: ClassVar[str] = "filepicker"

    accept: tuple[str, ...]
    """Extensions or media types, such as ``.pdf``."""
    multiple: bool

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds accepted kinds."""
        kinds = tuple(kind.strip().lower() for kind in reader.text("accept").split(",") if kind.strip())
        for kind in kinds:
            if not _KIND.match(kind):
                reader.complain(
                    "accept",
                    Text(f"“{kind}” không phải loại tệp.", f"“{kind}” is not a kind of file."),
                    Text("Ghi phần mở rộng, ví dụ .pdf,.jpg.", "Write extensions, for example .pdf,.jpg."),
                )
        return {**super().common(reader, properties), "accept": kinds, "multiple": reader.flag("multiple")}

    def clean(self, raw: object, now: datetime | None) -> Any:
        """Nothing: whatever the page claims about files is ignored."""
        return None

    def format_help(self) -> Text | None:
        """Which kinds of file are taken."""
        if not self.accept:
            return None
        kinds = ", ".join(self.accept)
        return Text(f"Loại tệp: {kinds}.", f"Kinds of file: {kinds}.")

    def typed(self, value: object) -> str:
        """A file input is never filled in by the server."""
        return ""

    def shown(self, value: object, language: str) -> str:
        """The number of files; their names are the caller's to show."""
        count = len(value) if isinstance(value, list) else 0
        return Text(f"{count} tệp", f"{count} file(s)").said_in(language) if count else ""

    def blank(self) -> list[str]:
        """No file."""
        return []

    def asks(self) -> Text:
        """Asks for the file."""
        return Text(f"Chọn tệp cho “{self.label.vi}”.", f"Choose a file for “{bare(self.label.en)}”.")
