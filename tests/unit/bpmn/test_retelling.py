"""Messages that quote an expression are said with its sentence."""

from __future__ import annotations

from engine.bpmn import reader
from engine.bpmn.conditions import names_of, retold, sentences
from engine.text import Text
from tests.support.declaring import BIRTH


def test_a_quoted_condition_becomes_the_sentence_of_the_officers() -> None:
    definition = reader.read(BIRTH.bpmn)
    known = sentences(definition, names_of(definition, {}))
    source = next(one for one in known if 'kiem_tra.outcome = "bo_sung"' in one)
    said = retold(Text(f"Điều kiện “{source}” → không.", f"Condition “{source}” → none."), known)
    assert "outcome" not in said.vi + said.en
    assert said.vi.endswith("→ không.")
    assert "bổ sung" in said.vi
