"""What one heading line is: its rank in the numbering of a decision, and what it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from engine.procedures.sheets.document import Where, flat
from engine.procedures.sheets.language import bare

_TOP: Final = re.compile(r"^(?:phu luc|quyet dinh\b(?!.{20})|dieu \d+[.:]|danh muc\b|noi dung cu the)")
_RANKED: Final = (
    (1, re.compile(r"^(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:[IVXLC]+|\d+|thứ \w+|[A-Z])\b\s*[.:)-]?\s*")),
    (6, re.compile(r"^\d{1,3}\.\d{1,3}(?:\.\d{1,3})+\s*[.):-]?\s+")),
    (5, re.compile(r"^\d{1,3}\.\d{1,3}\s*[.):-]?\s*(?![\d./])")),
    (4, re.compile(r"^\d{1,3}\s*[.):/-]\s*(?![\d/])")),
    (3, re.compile(r"^[IVXL]+\s*[.):/-]\s*")),
    (2, re.compile(r"^[A-ZĐ]\s*[.):/-]\s+")),
    (7, re.compile(r"^[a-zđ]\d?\s*[.)]\s*")),
)
_CODE: Final = re.compile(r"(?<![\d.])([1-9]\.\d{6})((?:\.\d{2,3}){0,3}(?:\.H\d{1,2})?)(?![\d])")
_CASE: Final = re.compile(r"^(?:\(?\d*\)?\s*)?(?:doi voi\b|truong hop\b|tham quyen\b|th\d*\b)")
_PART: Final = re.compile(
    r"^(?:trinh tu thuc hien|cach thuc|thanh phan|so luong|so bo|thoi han|thoi gian|doi tuong|co quan|ket qua"
    r"|phi\b|le phi"
    r"|ten mau|mau don|bieu mau|yeu cau|dieu kien|can cu|co so phap ly|muc dich|pham vi|tai lieu|dinh nghia|noi dung"
    r"|ho so|luu do|so do|dien giai|mo ta|quy trinh (?:thuc hien|giai quyet|xu ly|noi bo|dien tu)(?: cong viec"
    r"| ho so| thu tuc| tthc)?:?$"
    r"|quy trinh$|trach nhiem|dia diem|ky hieu|cac buoc|bang|nguoi|luu y|ghi chu|nguyen tac|quy dinh)"
)
_LEVEL: Final = re.compile(
    r"^(?:cac |danh muc )?(?:quy trinh[^:]{0,60}?)?(?:thu tuc hanh chinh|tthc)[^:]{0,12}\bcap (?:tinh|xa|huyen"
    r"|trung uong|so|bo)\b"
    r"|^truong hop thuoc tham quyen giai quyet|^(?:tthc )?cap (?:tinh|xa|huyen)\b"
)
_LEVEL_IN_CAPITALS: Final = re.compile(
    r"^(?:cac )?(?:quy trinh|thu tuc|tthc)[^:]{0,120}(?:\bcap (?:tinh|xa"
    r"|huyen)\b|thuoc tham quyen|tai ubnd)"
)
_FIELD: Final = re.compile(
    r"^(?:cac )?(?:thu tuc(?: hanh chinh)?(?: trong)?|tthc|quy trinh(?: noi bo)?)?\s*(?:thuoc )?(?:nhom )?linh vuc\b"
)
_TITLED: Final = re.compile(
    r"^(?:ten )?(?:thu tuc|quy trinh|tthc)(?: hanh chinh)?(?: noi bo)?(?: so)?(?: \d{1,3})?\s*[:.-]\s*\S"
)
_MARKER: Final = re.compile(r"^(?:quy trinh|qt)(?: so)?\s*[:.]?\s*\d{1,3}\s*[.:]?$")
_GROUP: Final = re.compile(r"(?:gom|bao gom|ap dung cho)(?: cac (?:tthc|thu tuc)[^:]*)?\s*:?$")
_TERM: Final = re.compile(r"^[-+•*\s]*(?:\w{1,3}[.)]\s*)?(?:tong )?(?:thoi (?:gian|han|giai)|so ngay)\b[^:]{0,60}:")
MARKER: Final = 3.5
"""Rank of a line that only numbers the process ("Quy trình số 01")."""
TITLE: Final = 4.5
"""Rank of a title without a number."""
CASE: Final = 8
"""Rank of a case without a number."""
PART: Final = 10
"""Added to the rank of a heading that names a part of the sheet: it belongs to the procedure above it."""
_LONGEST: Final = 4_000
_MOSTLY_UPPER: Final = 0.7


@dataclass
class Heading:
    """One heading with the lines that stand directly below it (``members``: the procedures of a group)."""

    rank: float
    number: str
    text: str
    printed: str
    where: Where
    members: list[Heading] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """Its text, comparable."""
        return bare(self.text)

    @property
    def is_case(self) -> bool:
        """Whether it names a case ("Trường hợp …", "Đối với …")."""
        return bool(_CASE.match(self.plain)) and not self.is_level

    @property
    def is_part(self) -> bool:
        """Whether it names a part of the sheet ("Thành phần hồ sơ") and not a procedure."""
        return bool(_PART.match(self.plain)) and not codes_in(self.printed)

    @property
    def is_level(self) -> bool:
        """Whether it names the level the procedures below are done at."""
        if codes_in(self.printed):
            return False
        general = self.rank <= 2 or (self.rank == 3 and mostly_upper(self.text))
        return bool(_LEVEL.match(self.plain) or (general and _LEVEL_IN_CAPITALS.match(self.plain)))

    @property
    def is_field(self) -> bool:
        """Whether it names the field of the procedures below."""
        return bool(_FIELD.match(self.plain)) and not codes_in(self.printed)

    @property
    def is_group(self) -> bool:
        """Whether it announces a list of procedures that share one process."""
        return bool(_GROUP.search(self.plain)) or self.plain.startswith("nhom ")


def heading_of(text: str, where: Where, outline: int | None = None) -> Heading | None:
    """The heading ``text`` is, None when it is body text."""
    line = flat(text)
    if not line or len(line) > _LONGEST:
        return None
    plain = bare(line)
    if _MARKER.match(plain):
        return Heading(MARKER, "", "", line, where)
    if _TOP.match(plain) and (line.isupper() or plain.startswith(("phu luc", "dieu", "quyet dinh"))):
        return Heading(0, "", line, line, where)
    for rank, pattern in _RANKED:
        found = pattern.match(line)
        if found and len(line) > found.end():
            heading = Heading(rank, found[0].strip(" .):/-"), line[found.end() :].strip(), line, where)
            if heading.is_part and rank > 1:
                heading.rank = PART + rank
            return heading
        if found and rank == 1:
            return Heading(1, found[0].strip(), "", line, where)
    if _TITLED.match(plain.lstrip("-+* ")):
        return Heading(TITLE, "", line.lstrip("-+*–• "), line, where)
    if _CASE.match(plain) and len(line) < 600 and not line.endswith("."):
        return Heading(CASE, "", line, line, where)
    if codes_in(line) and len(line) < 600 and not line.startswith(("-", "+")):
        return Heading(TITLE, "", line, line, where)
    if mostly_upper(line) and plain.startswith(("quy trinh", "thu tuc", "noi dung quy trinh")) or outline == 1:
        return Heading(0.5, "", line, line, where)
    return Heading(TITLE, "", line, line, where) if outline else None


def is_term(text: str) -> bool:
    """Whether a line states the time limit ("Tổng thời gian giải quyết: 15 ngày …")."""
    return bool(_TERM.match(bare(text)))


def codes_in(text: str) -> list[tuple[str, str]]:
    """National codes in ``text``: each without and with its suffix ("1.009645", "1.009645.H05")."""
    return [(found[1], found[1] + found[2]) for found in _CODE.finditer(text)]


def mostly_upper(text: str) -> bool:
    """Whether most letters are capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) / len(letters) > _MOSTLY_UPPER
