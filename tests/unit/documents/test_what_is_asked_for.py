"""What an officer types for a supplement, as the slip says it."""

from __future__ import annotations

from engine.dossiers.papers.slips import INCOMPLETE, told


def test_lines_with_bullets_are_the_things_and_what_stands_before_is_the_reason() -> None:
    assert told("Bản chụp không rõ.\n- Giấy chứng sinh\n2) Căn cước\n") == (
        "Bản chụp không rõ.",
        ["Giấy chứng sinh", "Căn cước"],
    )


def test_without_bullets_every_line_is_one_thing() -> None:
    assert told("Giấy chứng sinh\n\nCăn cước của cha") == (INCOMPLETE, ["Giấy chứng sinh", "Căn cước của cha"])
