"""A step that says when to remind must have a limit that is longer than that."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.bpmn import checks, reader, vocabulary

SHIPPED = Path(__file__).resolve().parents[3] / "procedures_bpmn" / "tro-cap-mot-lan.bpmn"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('limit="4" remindBefore="4"', "notice_before_opening"),
        ('limit="4" escalateAfter="-1"', "notice_negative"),
        ('limit="4" remindBefore="2" escalateAfter="8"', None),
    ],
)
def test_reminders_fit_the_limit_of_their_step(said: str, code: str | None) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    limit = text.index('limit="', text.index("<tthc:step"))
    end = text.index('"', limit + 7) + 1
    found = checks.check(reader.read((text[:limit] + said + text[end:]).encode()), vocabulary.shipped())
    codes = {one.code for one in found if one.code.startswith("notice_")}
    assert codes == ({code} if code else set())
