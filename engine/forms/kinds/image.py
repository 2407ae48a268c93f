"""`image`: a picture of our own site or embedded in the file; a foreign address would tell strangers who reads what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from engine.forms.field import Field
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.text import Text

_EMBEDDED: Final = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+\Z")
_OWN: Final = re.compile(r"/static/[A-Za-z0-9_./-]+\Z")
_LONGEST: Final = 200_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Image(Field):
    """A picture with a text for who cannot see it."""

    types: ClassVar[tuple[str, ...]] = ("image",)
    widget: ClassVar[str] = "image"
    stores: ClassVar[bool] = False

    source: str
    alt: Text

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds source and alternative text."""
        source, alt = reader.text("source", _LONGEST), reader.text("alt")
        if source and not (_EMBEDDED.match(source) or (_OWN.match(source) and ".." not in source)):
            reader.complain(
                "source",
                Text("Chỉ dùng ảnh nhúng sẵn hoặc ảnh của hệ thống.", "Only embedded pictures or our own are shown."),
                Text("Nhúng ảnh: data:image/png;base64,…", "Embed it: data:image/png;base64,…"),
                Text("Ảnh từ trang khác làm lộ người đang xem.", "A foreign picture reveals who is reading."),
            )
            source = ""
        return {**super().common(reader, properties), "source": source, "alt": Text(alt, properties.en or alt)}
