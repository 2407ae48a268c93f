"""What a citizen reads about a procedure says what each time limit is for."""

from __future__ import annotations

from pathlib import Path

from admin_ui.portal import sheet
from engine.bpmn import reader

LIBRARY = Path(__file__).resolve().parents[3] / "procedures_bpmn"


def times(key: str) -> list[tuple[str, str | None]]:
    definition = reader.read((LIBRARY / f"{key}.bpmn").read_bytes())
    return [(one.said.vi, one.part.vi if one.part else None) for one in sheet.of(definition).times]


def test_two_appointments_say_from_when_until_when_they_count() -> None:
    first, second = times("dang-ky-bien-dong-dat-dai")
    assert first == ("5 ngày làm việc", "từ khi nhận hồ sơ đến bước “Chờ thực hiện nghĩa vụ tài chính”")
    assert second == ("3 ngày làm việc", "sau bước “Chờ thực hiện nghĩa vụ tài chính”")


def test_the_shares_of_the_agencies_are_told_apart_from_the_whole() -> None:
    whole, receiving, resolving = times("tro-cap-mot-lan")
    assert whole == ("96 giờ làm việc", None)
    assert receiving[1] == "trong đó: nơi tiếp nhận"
    assert resolving[1] == "trong đó: nơi giải quyết"
