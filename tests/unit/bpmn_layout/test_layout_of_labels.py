"""The room a text takes, and how it is broken into lines."""

from __future__ import annotations

from engine.bpmn.layout.sizes import LINE, broken, room, text_width


def test_a_text_is_broken_between_words_and_never_wider_than_allowed() -> None:
    text = "Yêu cầu bổ sung, hoàn thiện hồ sơ"

    lines = broken(text, 90)

    assert " ".join(lines) == text
    assert all(text_width(line) <= 90 for line in lines)


def test_a_long_word_stands_alone() -> None:
    assert broken("a nghieeeeeeeeeeeeeeeeeeeeeeeng b", 40) == ["a", "nghieeeeeeeeeeeeeeeeeeeeeeeng", "b"]


def test_room_grows_with_the_lines_and_no_text_needs_none() -> None:
    assert room("Ký", 90).height == LINE
    assert room("Không đồng ý, chuyển lại cho chuyên viên thụ lý", 90).height == 4 * LINE
    assert room("", 90) == (0, 0)
