"""`dynamiclist`: a block of fields repeated row by row, such as the members of a household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from engine.forms import limits
from engine.forms.field import Field
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.text import Text


@dataclass(frozen=True, kw_only=True, eq=False)
class DynamicList(Field):
    """Stored as a list of objects under its `path`. Cleaning the rows is the schema's work."""

    types: ClassVar[tuple[str, ...]] = ("dynamiclist",)
    widget: ClassVar[str] = "dynamiclist"

    fields: tuple[Field, ...] = ()
    min_rows: int
    max_rows: int
    first_rows: int
    """Rows of an empty form."""
    growing: bool
    """May rows be added and removed?"""

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """The key of a list is its `path` (form-js), `key` is accepted too."""
        shared = super().common(reader, properties)
        least, most = properties.whole("vn.minRows") or 0, properties.whole("vn.maxRows")
        most = min(limits.ROWS if most is None else most, limits.ROWS_EVER)
        if least > most or most == 0:
            reader.complain(
                "properties",
                Text("Số dòng ít nhất lớn hơn số dòng nhiều nhất.", "The least number of rows exceeds the greatest."),
                Text("Sửa vn.minRows hoặc vn.maxRows.", "Correct vn.minRows or vn.maxRows."),
            )
        first = reader.whole("defaultRepetitions", 0, limits.ROWS_EVER)
        return {
            **shared,
            "key": reader.text("path") or shared["key"],
            "min_rows": max(least, int(shared["required"])),
            "max_rows": most,
            "first_rows": max(least, min(1 if first is None else first, most)),
            "growing": reader.data.get("allowAddRemove") is not False,
        }

    @property
    def children(self) -> tuple[Field, ...]:
        """The fields of a row."""
        return self.fields

    def clean(self, raw: object, now: datetime | None) -> Any:
        """Never called: engine.forms.schema cleans the rows."""
        return None

    def blank(self) -> list[Any]:
        """No rows."""
        return []

    def asks(self) -> Text:
        """Asks for the missing rows."""
        return Text(
            f"Điền ít nhất {self.min_rows} dòng ở “{self.label.vi}”.",
            f"Fill in at least {self.min_rows} row(s) of “{self.label.en}”.",
        )

    def too_many(self) -> Text:
        """The message for more rows than allowed."""
        return Text(
            f"“{self.label.vi}” chỉ nhận tối đa {self.max_rows} dòng. Xóa bớt các dòng thừa.",
            f"“{self.label.en}” takes at most {self.max_rows} rows. Remove the extra ones.",
        )
