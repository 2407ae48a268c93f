"""Speaking ids out of Vietnamese names: ``Thẩm định hồ sơ`` becomes ``tham_dinh_ho_so``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Final

_LONGEST: Final = 40
RESERVED: Final = frozenset(
    (
        *("don", "ho_so", "phi", "item", "response", "if", "then", "else", "for", "in", "return", "some", "every"),
        *("satisfies", "and", "or", "not", "true", "false", "null", "between", "instance", "of", "function"),
        "external",
    )
)
"""Words of FEEL and of this program that no element may be called by."""


def slug(name: str, fallback: str = "buoc", separator: str = "_") -> str:
    """Letters without marks, digits and ``separator``, at most 40 characters, cut between words."""
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())
    made = ""
    for word in words:
        longer = f"{made}{separator}{word}" if made else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        made = longer
    return made if made[:1].isalpha() else f"{fallback}{separator}{made}".rstrip(separator)


def free(wish: str, taken: Container[str]) -> str:
    """``wish``, or the first of ``wish_2``, ``wish_3`` … that is not taken and no reserved word."""
    candidate, number = wish, 1
    while candidate in taken or candidate in RESERVED:
        number += 1
        candidate = f"{wish}_{number}"
    return candidate
