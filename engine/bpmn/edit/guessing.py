"""What the words of a name tell about it: the kind of a step. Offered to people, never taken for granted."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_KINDS: Final = {
    "return": ("trả kết quả", "trả hồ sơ", "giao kết quả"),
    "receive": ("tiếp nhận",),
    "assign": ("phân công", "phân phối", "giao việc"),
    "opinion": ("cho ý kiến", "lấy ý kiến", "góp ý"),
    "release": ("phát hành", "lấy số"),
    "register": ("đóng dấu", "vào sổ", "vào số", "lưu trữ"),
    "sign": ("ký", "phê duyệt", "duyệt", "quyết định"),
    "review": ("kiểm tra", "kiểm soát", "soát", "xem xét", "thẩm định dự thảo"),
    "appraise": ("thẩm định", "thẩm tra", "xử lý", "giải quyết", "thụ lý", "soạn thảo", "dự thảo", "xác minh"),
}
"""Words by which offices call a kind of step; the ones that stand first in a name count."""


def kind_of(name: str) -> str | None:
    """The kind of step a name speaks of, None when it speaks of none that is known."""
    words = f" {' '.join(_WORD.findall(name.lower()))} "
    found = [
        (words.find(f" {one} "), -len(one), kind)
        for kind, speech in _KINDS.items()
        for one in speech
        if f" {one} " in words
    ]
    return min(found)[2] if found else None
