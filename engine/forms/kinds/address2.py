"""`vn.kind` address2: province, commune and the rest of the address, as it is written since 1/7/2025.

The commune is typed (with suggestions), because a list of 3.321 cannot be a drop-down and because it must work
without JavaScript; the server finds it in the chosen province and says which ones it could be when the name is not
clear. What is stored keeps the names of the day beside the codes, so that a later merger does not rewrite an old
answer. With ``vn.otherPlace`` = true a place outside the catalogue (abroad, or a name from before the merger) is
written out in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from engine.forms import places
from engine.forms.field import Field, bare, lower_first
from engine.forms.strings import NOT_TEXT, line
from engine.forms.wrong import Wrong
from engine.text import Text

OTHER: Final = "khac"
"""Stands for a place outside the catalogue."""
OTHER_LABEL: Final = Text("Nơi khác (nước ngoài hoặc địa danh cũ)", "Elsewhere (abroad or a former place name)")
_PROVINCE: Final = Text("Chọn tỉnh hoặc thành phố trong danh sách.", "Choose the province or city from the list.")
_STREET: Final = Text("Ghi đầy đủ địa chỉ vào ô này.", "Write the full address here.")


@dataclass(frozen=True, kw_only=True, eq=False)
class Address2(Field):
    """Stored as ``{province, ward, street, text}``; ``text`` is the whole address in one line."""

    types: ClassVar[tuple[str, ...]] = ("textfield",)
    vn_kind: ClassVar[str] = "address2"
    widget: ClassVar[str] = "address"
    parts: ClassVar[tuple[str, ...]] = ("province", "ward", "street")

    @property
    def other_place(self) -> bool:
        """May a place outside the catalogue be given?"""
        return self.properties.get("vn.otherPlace") == "true"

    def clean(self, raw: object, now: datetime | None) -> dict[str, str] | None:
        """The address, or None when nothing is filled in."""
        if raw is None or raw == "":
            return None
        if not isinstance(raw, dict):
            raise Wrong(NOT_TEXT)
        province, ward, street = (_part(raw, name) for name in self.parts)
        if not (province or ward or street):
            return None
        if province == OTHER and self.other_place:
            return _elsewhere(street)
        return _inside(province, ward, street)

    def shown(self, value: object, language: str) -> str:
        """The one-line address."""
        text = value.get("text") if isinstance(value, dict) else None
        return text if isinstance(text, str) else ""

    def typed(self, value: object) -> str:
        """The one-line address."""
        return self.shown(value, "vi")

    def typed_part(self, value: object, part: str) -> str:
        """What stands in one of the three inputs: the name of a commune rather than its code."""
        raw = value.get(part) if isinstance(value, dict) else None
        text = raw if isinstance(raw, str) else ""
        known = places.commune(text) if part == "ward" else None
        return known.name if known else text

    def asks(self) -> Text:
        """Asks for the address."""
        return Text(
            f"Chọn tỉnh và nhập xã, phường của {lower_first(self.label.vi)}.",
            f"Choose the province and enter the commune of “{bare(self.label.en)}”.",
        )


def _part(raw: dict[str, Any], name: str) -> str:
    try:
        return line(raw.get(name), 300) or ""
    except Wrong as wrong:
        raise Wrong(wrong.text, name) from None


def _elsewhere(street: str) -> dict[str, str]:
    if not street:
        raise Wrong(_STREET, "street")
    return {"province": OTHER, "ward": "", "street": street, "text": street}


def _inside(province: str, ward: str, street: str) -> dict[str, str]:
    found = places.find_province(province) if province else None
    if found is None:
        raise Wrong(_PROVINCE, "province")
    if not ward:
        raise Wrong(
            Text(f"Nhập tên xã, phường thuộc {found.name}.", f"Enter the commune or ward in {found.name}."), "ward"
        )
    communes = places.find_communes(found.code, ward)
    if len(communes) != 1:
        raise Wrong(_which(found, ward, communes), "ward")
    text = ", ".join(part for part in (street, communes[0].name, found.name) if part)
    return {"province": found.code, "ward": communes[0].code, "street": street, "text": text}


def _which(province: places.Province, ward: str, communes: tuple[places.Commune, ...]) -> Text:
    if communes:
        names = ", ".join(commune.name for commune in communes[:6])
        return Text(
            f"Có nhiều nơi tên “{ward}”. Ghi rõ một trong: {names}.",
            f"“{ward}” can be several places. Write one of: {names}.",
        )
    nowhere = Text(
        f"Không có xã, phường “{ward}” ở {province.name} sau sắp xếp ngày 1/7/2025.",
        f"There is no commune “{ward}” in {province.name} since the mergers of 1/7/2025.",
    )
    names = ", ".join(commune.name for commune in places.near(province.code, ward))
    advice = (
        Text(f"Có phải: {names}?", f"Did you mean {names}?")
        if names
        else Text("Ghi tên xã, phường mới.", "Write the name of the new commune.")
    )
    return Text(f"{nowhere.vi} {advice.vi}", f"{nowhere.en} {advice.en}")
