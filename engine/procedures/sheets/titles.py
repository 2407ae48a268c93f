"""The name of a procedure out of the heading that prints it, with number, prefix, code and quotes taken away."""

from __future__ import annotations

import re
from typing import Final

from engine.procedures.sheets.document import flat

_CODE: Final = (
    r"(?:mã(?:\s+số)?(?:\s+(?:tthc|thủ tục(?: hành chính)?|hồ sơ))?|tthc|số hồ sơ(?: tthc)?|mã hồ sơ)?\s*[:.]?\s*\(?"
    r"[1-9](?:\.\d{3}){1,2}\d*(?:\.\d{2,3}){0,3}(?:\.H\d{1,2})?"
)
_CODES: Final = re.compile(rf"\s*[-–—,;]*\s*[\[(]?\s*{_CODE}(?:\s*[,;và]+\s*{_CODE})*\s*[\])]?", re.I)
_PREFIX: Final = re.compile(
    r"^(?:tên\s+)?quy trình(?:\s+(?:số\s*)?\d+)?(?:\s+nội bộ)?(?:\s*,?\s*(?:quy trình\s+)?(?:liên thông"
    r"|điện tử))*(?:\s+trong)?"
    r"(?:\s+(?:thực hiện|giải quyết|xử lý|tiếp nhận))*(?:\s+(?:các\s+)?(?:thủ tục hành chính"
    r"|tthc))?\s*[:.-]?\s+(?=\S)",
    re.I,
)
_NAMED: Final = re.compile(
    r"^(?:tên\s+)?(?:thủ tục(?: hành chính)?|tthc|quy trình)(?:\s+số)?\s*\d{0,3}\s*[:.]\s*", re.I
)
_FOR: Final = re.compile(
    r"^(?:nhóm|áp dụng cho|áp dụng đối với|gồm)\s*(?:các\s+)?\d{0,3}\s*(?:tthc"
    r"|thủ tục(?: hành chính)?)\s*[:,]\s*",
    re.I,
)
_SYMBOL: Final = re.compile(r"^QT[\wĐ]{0,8}\s*[-./]\s*\d{1,3}\s*[:.–-]\s*(?=\S)")
"""An internal symbol printed before the name: "QTTP-12: "."""
_GLUED: Final = re.compile(r"^quy trình nội bộ giải quyết tthc\s*:\s*", re.I)
_QUOTES: Final = "“”\"'‘’«» "


def name_in(text: str) -> str:
    """The procedure's name in a heading whose number is already gone."""
    name = _CODES.sub(" ", flat(text), count=4)
    quoted = re.search(r"[“\"«]([^”\"»]{8,})[”\"»]", name)
    name = _FOR.sub("", _NAMED.sub("", _PREFIX.sub("", _GLUED.sub("", name))))
    if quoted and len(quoted[1]) > 0.6 * len(name):
        name = quoted[1]
    name = _SYMBOL.sub("", name)
    name = flat(name.strip(_QUOTES + ".;:,-–—"))
    if name.count("(") != name.count(")"):
        name = name.strip("()").strip()
    return name[:1].upper() + name[1:]
