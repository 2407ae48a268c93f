"""What a text across the table announces: another procedure, a case, an agency, a phase, or just a remark."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from engine.procedures.sheets.document import Where, flat
from engine.procedures.sheets.durations import Measure, find_duration
from engine.procedures.sheets.headings import codes_in, heading_of
from engine.procedures.sheets.language import bare

_CASE: Final = re.compile(r"^(?:truong hop|doi voi|th\d|neu )")
_AGENCY: Final = re.compile(
    r"^(?:tai|o|cap (?:tinh|xa|huyen|so)|ubnd|uy ban|so|trung tam|phong|co quan|chi cuc|van phong|cong an|cuc"
    r"|bo|bo phan"
    r"|chi nhanh|thue|don vi|ngan hang|kho bac|nha truong|hoi dong)\b"
    r"|^(?:quy trinh|trinh tu|cac buoc|cong viec|phan viec|thoi gian|giai doan|phan|buoc|noi dung|thuc hien"
    r"|giai quyet|xu ly)\b"
    r".*\b(?:tai|o|cap|cua|thuoc)\b"
)
_PROCEDURE: Final = re.compile(r"^(?:thu tuc|tthc|ten thu tuc|quy trinh (?:so|noi bo|giai quyet (?:tthc|thu tuc)))\b")
_REMARK: Final = re.compile(r"^(?:ghi chu|luu y|chu thich|\*)")
_LONG: Final = 220


def band_kind(label: str, text: str, *, after_total: bool, before_step: bool, untitled: bool) -> str:
    """procedure, case, agency, phase or remark."""
    line = flat(text)
    heading = heading_of(
        f"{label}. {line}" if label and not label.endswith((".", ")")) else f"{label} {line}".strip(), Where()
    )
    plain = bare(heading.text if heading is not None and heading.text else line)
    if codes_in(line):
        return "procedure"
    if not before_step or _REMARK.match(plain):
        return "remark"
    if not label and len(line) > _LONG and heading is not None and heading.rank == 8:
        return "remark"
    if _CASE.match(plain):
        return "case"
    if _PROCEDURE.match(plain) and not re.search(r"\b(?:tai|o)\b", plain[:60]):
        return "procedure"
    if _AGENCY.match(plain):
        return "agency"
    numbered = heading is not None and heading.rank in (3, 4)
    return "procedure" if numbered and (after_total or untitled) else "phase"


def band_hours(text: str, measure: Measure) -> Decimal | None:
    """The hours printed in a section's heading ("… tại cấp xã (03 ngày làm việc)")."""
    found = find_duration(text, measure)
    return found.hours if found.kind == "counted" else None
