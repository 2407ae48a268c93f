"""Durations as offices spell them: "0,25 ngày", "½", "01 ngày làm việc", "Giờ hành chính", "Không tính thời gian" …

A day is eight working hours unless the sheet says otherwise. What is not understood completely is a doubt, never a
guess: the caller makes an open point of it.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from engine.procedures.sheets.language import small
from engine.procedures.sheets.numerals import NUMERAL, value_of
from engine.text import Text

DAY: Final = Decimal(8)

_UNIT: Final = r"(?P<unit>ng[àá]y|giờ|h(?=$|[\s.,;)\d])|phút|buổi|tuần|tháng)(?:\s*làm\s*việc)?"
_QUANTITY: Final = re.compile(rf"(?<![\w./,]){NUMERAL}\s*{_UNIT}(?P<half>\s*rưỡi)?")
_NEXT: Final = re.compile(rf"\s*{NUMERAL}\s*{_UNIT}(?P<half>\s*rưỡi)?")
_RANGE: Final = re.compile(rf"\d\s*(?:-|đến|tới|hoặc)\s*\d+(?:[.,]\d+)?\s*{_UNIT}".replace("?P<unit>", "?:"))
_PARENTHESES: Final = re.compile(r"\(([^()]*)\)")
_BRACKETED: Final = re.compile(r"^\((\d+(?:[.,]\d+)?)\)\s*(?=ng[àá]y|giờ|phút|buổi)")
_NOT: Final = re.compile(r"không tính|không kể|cắt giảm|rút ngắn|giảm")
_CUT: Final = re.compile(r"cắt giảm|rút ngắn|giảm|tỷ lệ|tỉ lệ|%")
_STATUTORY: Final = re.compile(r"\d+(?:[.,]\d+)?\s*/\s*(\d+(?:[.,]\d+)?)")
_FILLER: Final = re.compile(
    r"(?:^|(?<=\s))(?:không quá|tối đa(?: là)?|chậm nhất(?: là)?|trong vòng|trong thời hạn|trong thời gian"
    r"|trong|thời hạn"
    r"|thời gian|là|làm việc|/\s*(?:01|1)?\s*hồ sơ|\+|và)(?=\s|$|[:.;,])"
)
_FROM: Final = re.compile(r"[,;]?\s*(?:kể\s+|tính\s+)?(?:từ\s+(?:khi|ngày|lúc|thời điểm)|sau khi|kể từ)\b.*$")
_LIMIT: Final = re.compile(r"không quá|tối đa|chậm nhất|trong vòng|trong thời hạn")
_APART: Final = re.compile(r"\n|;")

_PHRASES: Final = (
    ("not_counted", re.compile(r"không (?:được )?(?:tính|kể)(?: vào)?(?: thời gian| thời hạn)?")),
    (
        "not_counted",
        re.compile(
            r"^(?:theo|đúng)\s+(?:thời gian\s+|ngày\s+|lịch\s+)?(?:ghi\s+(?:trên"
            r"|trong)\s+)?(?:giấy |phiếu )?hẹn\b"
        ),
    ),
    ("office_hours", re.compile(r"(?:trong )?giờ hành chính")),
    ("unspecified", re.compile(r"^(?:không quy định|chưa quy định|không xác định|theo quy định|không có|-+|/)[.]?$")),
    (
        "same_day",
        re.compile(
            r"^(?:ngay )?(?:trong|cùng) (?:ngày|buổi)(?: làm việc)?(?: tiếp nhận"
            r"| nhận hồ sơ)?[.]?$"
        ),
    ),
    ("immediate", re.compile(r"^(?:ngay\b|lập tức|tức thời)")),
)


@dataclass(frozen=True)
class Duration:
    """What one time text says. ``hours`` only where time is counted; ``statutory`` hours before a cut, if printed.

    ``held`` are hours printed in brackets behind a time that does not count ("Không tính thời gian (2 giờ)").
    """

    text: str
    kind: str
    hours: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None
    statutory: Decimal | None = None
    doubts: tuple[Text, ...] = ()
    held: Decimal | None = None

    @property
    def counted(self) -> bool:
        """Whether it adds to the sum of the procedure."""
        return self.hours is not None


@dataclass(frozen=True)
class Measure:
    """What the header says of the times below it: the unit of bare numbers, and how long a day is."""

    unit: str | None = None
    day: Decimal = DAY


NONE: Final = Duration("", "none")


def read_duration(text: str, measure: Measure | None = None) -> Duration:
    """Read a time cell. Every word of it must be understood, or there is a doubt and no hours."""
    measure = measure or Measure()
    said = _BRACKETED.sub(r"\1 ", small(text))
    if not said:
        return NONE
    main, asides = _without_parentheses(said)
    quantities = list(_QUANTITY.finditer(main))
    for kind, pattern in _PHRASES:
        found = pattern.search(main)
        if found and (kind in ("unspecified", "immediate", "same_day") or not quantities):
            return _with_held(_in_words(text, kind, quantities, measure), asides, measure)
    parts = [part for part in _APART.split(text) if part.strip()]
    if not quantities and len(parts) > 1 and all(value_of(small(part)) is not None for part in parts):
        return _several(text, parts, measure)
    if not quantities:
        return _bare_number(text, main, measure)
    if _RANGE.search(main):
        return Duration(
            text, "unspecified", doubts=(_doubt("khoảng thời gian có hai giá trị", "a range of two values"),)
        )
    if len(quantities) > 1 and len(parts) > 1:
        return _several(text, parts, measure)
    rest = _rest(main)
    if rest:
        return Duration(
            text, "unspecified", doubts=(_doubt(f"không rõ phần “{rest[:60]}”", f"“{rest[:60]}” is not understood"),)
        )
    return _measured(text, main, quantities, asides, measure)


def find_duration(text: str, measure: Measure | None = None) -> Duration:
    """The first duration in a sentence (a total, a heading); kind ``unspecified`` when there is none."""
    measure = measure or Measure()
    strict = read_duration(text, measure)
    if strict.kind != "unspecified":
        return strict
    main, asides = _without_parentheses(small(text))
    first = _QUANTITY.search(main)
    if first is None:
        found = next((one for one in asides if _QUANTITY.search(one)), None)
        first, main = (_QUANTITY.search(found), found) if found else (None, main)
    if first is None:
        return strict
    run = [first]
    while following := _QUANTITY.match(
        main, run[-1].end() + len(main[run[-1].end() :]) - len(main[run[-1].end() :].lstrip())
    ):
        run.append(following)
    return _measured(text, main[: run[-1].end()], run, asides, measure)


def header_measure(header: str) -> Measure:
    """The unit and the length of a day that a time column's header announces."""
    said = small(header)
    day = re.search(r"(?:mỗi|một|1|01) ngày\s*(?:làm việc)?\s*(?:là|=|tính)?\s*0?(\d{1,2}) giờ", said)
    rest = said.replace(day[0], "") if day else said
    inside = re.findall(r"(?:\(|đvt|đơn vị|tính (?:theo|bằng)|:|/)[^)]*?\b(ngày|giờ(?! hành chính)|phút)\b", rest)
    named = inside or re.findall(r"^(?:số )(ngày|giờ)\b|^(ngày|giờ)\b(?! hành chính)", rest)
    units = {one for found in named for one in ([found] if isinstance(found, str) else found) if one}
    hours = Decimal(day[1]) if day and 0 < int(day[1]) <= 24 else DAY
    return Measure(units.pop() if len(units) == 1 else None, hours)


def _with_held(duration: Duration, asides: list[str], measure: Measure) -> Duration:
    inside = read_duration(asides[0], measure) if len(asides) == 1 else NONE
    if duration.kind not in ("not_counted", "office_hours") or inside.hours is None or inside.doubts:
        return duration
    return dataclasses.replace(duration, held=inside.hours, unit=inside.unit)


def _in_words(text: str, kind: str, quantities: list[re.Match[str]], measure: Measure) -> Duration:
    if quantities:
        return Duration(
            text, "unspecified", doubts=(_doubt("vừa có lời, vừa có số", "words and a number in one cell"),)
        )
    if kind == "same_day":
        return Duration(text, kind, measure.day, "ngày")
    return Duration(text, kind)


def _measured(text: str, main: str, quantities: list[re.Match[str]], asides: list[str], measure: Measure) -> Duration:
    hours = Decimal(0)
    units = []
    for one in quantities:
        worth = _worth(one["unit"], measure)
        amount = value_of(one["number"])
        if worth is None or amount is None:
            return Duration(
                text, "unspecified", doubts=(_doubt("đơn vị tính chưa quy đổi được", "unit not convertible"),)
            )
        hours += (amount + (Decimal("0.5") if one["half"] else 0)) * worth
        units.append(_unit(one["unit"]))
    doubts: tuple[Text, ...] = ()
    statutory = None
    for aside in asides:
        cut = _STATUTORY.search(aside)
        if _CUT.search(aside) and cut:
            worth = _worth(quantities[0]["unit"], measure) or DAY
            statutory = Decimal(cut[1].replace(",", ".")) * worth
        elif (same := _QUANTITY.search(aside)) and not _NOT.search(aside):
            doubts += _compared(same, hours, measure)
    qualifier = "max" if _LIMIT.search(main) else None
    return Duration(text, "counted", _plain(hours), units[0], qualifier, statutory, doubts)


def _compared(same: re.Match[str], hours: Decimal, measure: Measure) -> tuple[Text, ...]:
    amount, worth = value_of(same["number"]), _worth(same["unit"], measure)
    if amount is None or worth is None or amount * worth == hours:
        return ()
    return (_doubt(f"phần trong ngoặc “{same[0]}” nói khác", f"“{same[0]}” in brackets says something else"),)


def _several(text: str, parts: list[str], measure: Measure) -> Duration:
    read = [read_duration(part, measure) for part in parts]
    if any(one.hours is None or one.doubts for one in read):
        return Duration(
            text, "unspecified", doubts=(_doubt("nhiều thời gian trong một ô", "several times in one cell"),)
        )
    total = sum((one.hours for one in read if one.hours is not None), Decimal(0))
    return Duration(
        text, "counted", total, read[0].unit,
        doubts=(_doubt("cộng nhiều thời gian ghi trong một ô", "several times in one cell were added"),),
    )  # fmt: skip


def _bare_number(text: str, main: str, measure: Measure) -> Duration:
    amount = value_of(main.strip(" .;"))
    worth = _worth(measure.unit, measure) if measure.unit else None
    if amount is None:
        return Duration(text, "unspecified")
    if worth is None:
        return Duration(text, "unspecified", doubts=(_doubt("số không có đơn vị tính", "a number without a unit"),))
    return Duration(text, "counted", _plain(amount * worth), measure.unit)


def _rest(main: str) -> str:
    left = _FROM.sub(" ", _QUANTITY.sub(" ", main))
    while (shorter := _FILLER.sub(" ", left)) != left:
        left = shorter
    return " ".join(left.split()).strip(" .,:;-+")


def _without_parentheses(said: str) -> tuple[str, list[str]]:
    asides = _PARENTHESES.findall(said)
    main = " ".join(_PARENTHESES.sub(" ", said).split())
    return (main, asides) if main.strip(" .;:") else (" ".join(asides), [])


def _worth(unit: str | None, measure: Measure) -> Decimal | None:
    return {
        "ngày": measure.day,
        "giờ": Decimal(1),
        "phút": Decimal(1) / 60,
        "buổi": measure.day / 2,
    }.get(_unit(unit or ""))


def _plain(hours: Decimal) -> Decimal:
    """Hours without the dust of dividing minutes by sixty: to a ten-thousandth."""
    rounded = hours.quantize(Decimal("0.0001")).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def _unit(word: str) -> str:
    return {"h": "giờ", "ngáy": "ngày"}.get(word, word)


def _doubt(vi: str, en: str) -> Text:
    return Text(f"Thời gian: {vi}.", f"Time: {en}.")
