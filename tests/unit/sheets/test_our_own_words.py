"""Sentences that are said and heard side by side, and what happens when somebody edits a printed sheet."""

from __future__ import annotations

import pytest

from engine.bpmn.vocabulary import shipped
from engine.procedures.sheets.own.ways import Goal, Way, hear_way, say_way
from engine.procedures.sheets.own.who import Who, hear_who, say_who

WORDS = shipped()


@pytest.mark.parametrize("anchor", ["receiving", "resolving", "parent", "province", "step:tham_dinh", "chosen:a.b"])
def test_every_unit_and_post_is_heard_as_it_was_said(anchor: str) -> None:
    for kind in ["", *WORDS.unit_kinds]:
        for post in [None, *WORDS.posts] if not kind else ["lanh_dao_phong"]:
            who = Who(f"{anchor}/{kind}" if kind else anchor, post)
            assert hear_who(say_who(who, WORDS), WORDS) == who


def test_an_office_is_said_in_plain_vietnamese() -> None:
    who = Who("resolving/phong_vhxh", "lanh_dao_phong", ("chuyen_vien",))
    said = "Lãnh đạo phòng hoặc Chuyên viên thụ lý, Phòng Văn hóa – Xã hội của cơ quan giải quyết"
    assert say_who(who, WORDS) == said
    assert hear_who(said, WORDS) == who


def test_words_of_another_hand_are_not_taken_for_ours() -> None:
    assert hear_who("Lãnh đạo phòng Kinh tế, Hạ tầng và Đô thị", WORDS) is None
    assert hear_way("Kết quả thẩm định → trình Lãnh đạo", WORDS) is None


def test_an_outcome_is_one_line() -> None:
    way = Way("Yêu cầu bổ sung", (Goal("wait", "C1"),), "supplement_slip")
    line = "Kết quả “Yêu cầu bổ sung” → chờ C1; lập Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
    assert say_way(way, WORDS) == line
    assert hear_way(line, WORDS) == way
