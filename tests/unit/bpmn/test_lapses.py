"""A wait that lapses after some days is a line of the table, like a refusal of an automatic step."""

from __future__ import annotations

from pathlib import Path

from engine.bpmn import not_a_table
from engine.bpmn.edit import edits as e
from engine.bpmn.edit.applying import apply
from engine.bpmn.lapses import lapsed
from engine.bpmn.reader import read

INTERLINKED = (Path(__file__).parents[3] / "procedures_bpmn" / "lien-thong-khai-sinh.bpmn").read_bytes()


def test_the_table_says_after_how_many_days_a_wait_lapses_and_where_the_work_goes_then() -> None:
    definition = read(INTERLINKED)
    (one,) = lapsed(definition, "cho_bo_sung_thuong_tru")
    assert (one.event, one.days, one.goal) == ("qua_han_bo_sung_thuong_tru", 21, ("bao_thuong_tru",))
    assert not_a_table.reasons(definition) == ()


def test_a_lapse_by_hours_or_by_formula_is_left_to_the_diagram() -> None:
    for other in (b"PT5H", b'duration("P" + "21D")'):
        reasons = not_a_table.reasons(read(INTERLINKED.replace(b"P21D", other, 1)))
        assert [one.element for one in reasons] == ["qua_han_bo_sung_thuong_tru"]


def test_a_wait_takes_its_lapse_along_when_nothing_leads_to_it_any_more() -> None:
    reading = b"if cho_bo_sung_thuong_tru.noi_thuong_tru != null then cho_bo_sung_thuong_tru.noi_thuong_tru else "
    plain = INTERLINKED.replace(reading, b"")
    after = read(apply(plain, e.LeaveRefusal("thuong_tru", "bo_sung")))
    assert "cho_bo_sung_thuong_tru" not in after.nodes
    assert "qua_han_bo_sung_thuong_tru" not in after.nodes
