"""Times as offices spell them; the expected hours are worked out by hand at eight hours a day."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.procedures.sheets.durations import find_duration, header_measure, read_duration

IN_WORDS = {
    "Giờ hành chính": "office_hours",
    "Trong giờ hành chính": "office_hours",
    "Không tính thời gian": "not_counted",
    "Không tính vào thời hạn giải quyết": "not_counted",
    "Không tính": "not_counted",
    "Theo giấy hẹn": "not_counted",
    "Không quy định": "unspecified",
    "Trong thời gian thông báo tuyển dụng": "unspecified",
    "Ngay sau khi nhận đủ hồ sơ hợp lệ": "immediate",
    "": "none",
}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("0,25 ngày", 2),
        ("0.25 ngày làm việc", 2),
        ("1/2 ngày", 4),
        ("½ ngày", 4),
        ("1½ ngày", 12),
        ("1 1/2 ngày", 12),
        ("01 ngày làm việc", 8),
        ("02 giờ làm việc", 2),
        ("04 giờ", 4),
        ("4h", 4),
        ("30 phút", Decimal("0.5")),
        ("01 giờ 30 phút", Decimal("1.5")),
        ("01 ngày 4 giờ", 12),
        ("01 buổi", 4),
        ("nửa ngày", 4),
        ("hai (02) ngày", 16),
        ("03 (ba) ngày làm việc", 24),
        ("01 ngày rưỡi", 12),
        ("7.5 ngày", 60),
        ("Không quá 15 ngày", 120),
        ("Tối đa 03 ngày", 24),
        ("Trong ngày", 8),
        ("Ngay trong ngày làm việc", 8),
        ("15 ngày kể từ ngày nhận được hồ sơ hợp lệ", 120),
        ("168 giờ (tương đương 21 ngày) kể từ ngày nhận đủ hồ sơ", 168),
        ("0,5 ngày/hồ sơ", 4),
    ],
)
def test_a_measured_time_is_read_without_doubt(text: str, hours: object) -> None:
    duration = read_duration(text)
    assert (duration.hours, duration.doubts) == (hours, ())


@pytest.mark.parametrize("text", IN_WORDS)
def test_a_time_in_words_has_a_kind_and_no_hours(text: str) -> None:
    duration = read_duration(text)
    assert (duration.kind, duration.hours) == (IN_WORDS[text], None)


@pytest.mark.parametrize(
    "text",
    [
        "½",
        "0,25",
        "2 - 3 ngày",
        "02 đến 05 ngày",
        "1 tháng",
        "10 ngày làm việc, trong đó niêm yết 5 ngày",
        "07 ngày/15 ngày",
    ],
)
def test_what_is_not_understood_completely_is_a_doubt_without_hours(text: str) -> None:
    duration = read_duration(text)
    assert duration.hours is None
    assert duration.doubts


@pytest.mark.parametrize("text", ["168 giờ (tương đương 20 ngày)", "02 ngày (05 ngày nếu phức tạp)", "01 ngày\n½ ngày"])
def test_what_is_read_with_a_contradiction_keeps_its_doubt(text: str) -> None:
    duration = read_duration(text)
    assert duration.hours is not None
    assert duration.doubts


def test_a_cut_time_keeps_the_statutory_one() -> None:
    duration = read_duration("48 ngày (cắt giảm 12/60 ngày, tỷ lệ 20%)")
    assert (duration.hours, duration.statutory, duration.doubts) == (384, 480, ())


def test_a_bare_number_takes_the_unit_of_its_header() -> None:
    measure = header_measure("Thời hạn giải quyết (ĐVT: ngày làm việc)")
    assert read_duration("0,25", measure).hours == 2
    assert read_duration("0,25", header_measure("Thời gian (giờ)")).hours == Decimal("0.25")


def test_the_length_of_a_day_in_a_header_is_no_unit() -> None:
    measure = header_measure("Thời gian thực hiện (tính mỗi ngày 07 giờ làm việc)")
    assert (measure.unit, measure.day) == (None, 7)
    assert read_duration("02 ngày", measure).hours == 14


def test_a_sentence_gives_its_first_time() -> None:
    said = "Theo quy định thời gian giải quyết là 80 giờ làm việc (tương đương 10 ngày làm việc) kể từ ngày nhận hồ sơ"
    assert find_duration(said).hours == 80
