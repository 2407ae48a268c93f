"""Provinces and communes of the two-tier government since 1/7/2025, from the `vietnam-provinces` package.

Codes are those of the national catalogue as text: two digits for a province, five for a commune. Communes are found
by what people type: with or without "xã", with or without diacritics.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import vietnam_provinces

VALID_FROM: Final = date(2025, 7, 1)
"""The day the two-tier division took effect; older addresses are free text."""
_LEVELS: Final = ("thi tran ", "thanh pho ", "dac khu ", "phuong ", "tinh ", "xa ", "tp ", "tp.", "p.", "x.")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or special zone."""

    code: str
    name: str
    province: str


@dataclass(frozen=True, slots=True)
class Province:
    """A province or centrally run city."""

    code: str
    name: str
    communes: tuple[Commune, ...]


@lru_cache(maxsize=1)
def provinces() -> Mapping[str, Province]:
    """All provinces by code, in the order of the national catalogue."""
    found = {}
    for item in json.loads(vietnam_provinces.NESTED_DIVISIONS_JSON_PATH.read_text(encoding="utf-8")):
        code = f"{item['code']:02d}"
        communes = (Commune(f"{ward['code']:05d}", _nfc(ward["name"]), code) for ward in item["wards"])
        name = _nfc(item["name"])
        if not name.startswith(("Tỉnh ", "Thành phố ")):
            name = f"Tỉnh {name}"
        found[code] = Province(code, name, tuple(sorted(communes, key=lambda commune: plain(commune.name))))
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _communes() -> Mapping[str, Commune]:
    return MappingProxyType(
        {commune.code: commune for province in provinces().values() for commune in province.communes}
    )


@lru_cache(maxsize=64)
def _names(province: str) -> Mapping[str, tuple[Commune, ...]]:
    """Communes of one province by every plain way of writing them."""
    names: dict[str, list[Commune]] = defaultdict(list)
    for commune in provinces()[province].communes:
        full = plain(commune.name)
        for name in {full, without_level(full)}:
            names[name].append(commune)
    return MappingProxyType({name: tuple(found) for name, found in names.items()})


def commune(code: str) -> Commune | None:
    """The commune with this code."""
    return _communes().get(code)


def commune_names(province: str) -> tuple[str, ...]:
    """The names of the communes of a province, for suggestions; none for a code that does not exist."""
    found = provinces().get(province)
    return tuple(one.name for one in found.communes) if found else ()


def find_province(typed: str) -> Province | None:
    """By code or by name, however it is written."""
    if typed in provinces():
        return provinces()[typed]
    wanted = without_level(plain(typed))
    return next((p for p in provinces().values() if without_level(plain(p.name)) == wanted), None)


def find_communes(province: str, typed: str) -> tuple[Commune, ...]:
    """The communes of ``province`` that ``typed`` can mean: a code, an exact name, or a name without its level."""
    known = commune(typed)
    if known is not None:
        return (known,) if known.province == province else ()
    exact = tuple(c for c in provinces()[province].communes if c.name.casefold() == typed.casefold())
    if len(exact) == 1:
        return exact
    names = _names(province)
    found = names.get(plain(typed)) or names.get(without_level(plain(typed))) or ()
    accented = tuple(c for c in found if without_level(c.name.casefold()) == without_level(typed.casefold()))
    return accented or found


def near(province: str, typed: str) -> tuple[Commune, ...]:
    """Up to three communes of ``province`` whose names look like a misspelt one."""
    names = _names(province)
    close = get_close_matches(without_level(plain(typed))[:60], names, n=3, cutoff=0.7)
    return tuple({found.code: found for name in close for found in names[name]}.values())[:3]


def plain(text: str) -> str:
    """Lower case without diacritics, single spaces: ``Phường Ba Đình`` → ``phuong ba dinh``."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'").split())


def without_level(name: str) -> str:
    """A name without the word for its level."""
    bare = name.strip()
    for level in (*_LEVELS, "thị trấn ", "thành phố ", "đặc khu ", "phường ", "tỉnh ", "xã "):
        if bare.startswith(level) and len(bare) > len(level):
            return bare[len(level) :].strip()
    return bare


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
