"""`group`: fields under one heading. It only groups: its fields are stored beside all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from engine.forms.field import Field
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.text import Text


@dataclass(frozen=True, kw_only=True, eq=False)
class Group(Field):
    """A fieldset; hiding it hides everything inside."""

    types: ClassVar[tuple[str, ...]] = ("group",)
    widget: ClassVar[str] = "group"
    stores: ClassVar[bool] = False

    fields: tuple[Field, ...] = ()
    outline: bool = True

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """A path would nest the answers, which expressions such as ``don.<key>`` could not reach."""
        if reader.text("path"):
            reader.complain(
                "path",
                Text("Nhóm không được có đường dẫn riêng.", "A group must not have a path of its own."),
                Text("Xóa “path”; đặt tên khác nhau cho các ô.", "Remove “path” and give the fields different keys."),
                Text("Biểu thức đọc ô theo tên don.<ô>.", "Expressions read a field as don.<key>."),
            )
        outline = reader.data.get("showOutline") is not False
        return {**super().common(reader, properties), "outline": outline}

    @property
    def page(self) -> bool:
        """A part of the form with a number of its own (``vn.page``), not only a frame around fields."""
        return self.properties.get("vn.page") == "true"

    @property
    def children(self) -> tuple[Field, ...]:
        """The grouped fields."""
        return self.fields
