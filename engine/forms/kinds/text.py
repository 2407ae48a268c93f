"""`text`: an explanation between the fields, in a safe subset of Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from engine.forms import limits
from engine.forms.field import Field
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.text import Text


@dataclass(frozen=True, kw_only=True, eq=False)
class Prose(Field):
    """Drawn by engine.forms.markdown; never raw HTML."""

    types: ClassVar[tuple[str, ...]] = ("text",)
    widget: ClassVar[str] = "prose"
    stores: ClassVar[bool] = False

    text: Text

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds the text; its English stands in ``vn.enText``."""
        text = reader.text("text", limits.PROSE)
        return {**super().common(reader, properties), "text": Text(text, properties.get("vn.enText") or text)}
