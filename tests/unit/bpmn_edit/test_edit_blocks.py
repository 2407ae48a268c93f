"""Blocks: side by side, once per unit, shared time, cases; each can be taken back."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from engine.bpmn import table
from engine.bpmn.definition import Outcome, Step, Wait
from engine.bpmn.edit import EditRefused, apply, new_procedure
from engine.bpmn.edit import edits as e
from engine.bpmn.reader import read
from engine.bpmn.sheet import Case
from tests.unit.bpmn_layout.drawn import Drawn

CASES = (Case("thuong", "Thường", 'ho_so.channel = "a"'), Case("gap", "Gấp", 'ho_so.channel = "b"'))

REMINDER = b"""<bpmn:boundaryEvent id="qua_han" attachedToRef="tham_dinh" cancelActivity="false">
  <bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition>
</bpmn:boundaryEvent>
<bpmn:userTask id="nhac" name="Nhac"><bpmn:extensionElements>
  <tthc:step unit="receiving/phong_vhxh" post="chuyen_vien" limit="1" limitUnit="working_hours"/>
</bpmn:extensionElements></bpmn:userTask>
<bpmn:endEvent id="da_nhac"/>
<bpmn:sequenceFlow id="qua_han_nhac" sourceRef="qua_han" targetRef="nhac"/>
<bpmn:sequenceFlow id="nhac_da_nhac" sourceRef="nhac" targetRef="da_nhac"/>
<bpmn:sequenceFlow id="f_nop" """


@pytest.fixture
def four() -> bytes:
    """Receive, two appraisals, hand out."""
    data = new_procedure("Cấp thẻ")
    for after, name, kind in (
        ("tiep_nhan", "Thẩm định A", "phong_vhxh"),
        ("tham_dinh_a", "Thẩm định B", "phong_kt"),
        ("tham_dinh_b", "Trả kết quả", "one_stop"),
    ):
        data = apply(data, e.AddStep(after, name, Step(unit=f"receiving/{kind}", limit=Decimal(4))))
    return data


def test_steps_side_by_side_begin_and_end_together(four: bytes, tools: Any) -> None:
    after = apply(four, e.MakeParallel(("tham_dinh_a", "tham_dinh_b")))
    assert tools.goes(after, "tiep_nhan") == {"du": "2, 3"}
    assert tools.goes(after, "tham_dinh_a") == tools.goes(after, "tham_dinh_b") == {"xong": "4"}
    rows = table.read(read(after)).rows
    assert [row.parallel for row in rows] == [None, "tach_tham_dinh_a", "tach_tham_dinh_a", None]
    assert table.read(read(after)).totals[0].total_hours == 4 + 4 + 4
    assert Drawn(after).faults() == []
    back = apply(after, e.MakeSequential("tach_tham_dinh_a"))
    assert table.read(read(back)).rows == table.read(read(four)).rows


def test_a_refusal_inside_a_block_is_refused_because_the_others_would_wait(four: bytes) -> None:
    data = apply(four, e.MakeParallel(("tham_dinh_a", "tham_dinh_b")))
    with pytest.raises(EditRefused) as refused:
        apply(data, e.AddOutcome("tham_dinh_a", Outcome("tu_choi", "Từ chối"), e.End()))
    assert refused.value.problems[0].element == "hop_tham_dinh_a"


def test_a_supplement_inside_a_block_is_fine(four: bytes, tools: Any) -> None:
    data = apply(four, e.MakeParallel(("tham_dinh_a", "tham_dinh_b")))
    after = apply(data, e.AddOutcome("tham_dinh_b", Outcome("bo_sung", "Bổ sung"), e.Await(Wait("supplement"))))
    assert tools.goes(after, "tham_dinh_b")["bo_sung"] == "wait:cho_bo_sung_tham_dinh_b"


def test_a_return_to_the_first_step_of_a_block_repeats_the_block(four: bytes, tools: Any) -> None:
    data = apply(four, e.AddOutcome("tra_ket_qua", Outcome("lai", "Làm lại"), e.To("tham_dinh_a")))
    after = apply(data, e.MakeParallel(("tham_dinh_a", "tham_dinh_b")))
    assert tools.goes(after, "tra_ket_qua")["lai"] == "2, 3"


def test_the_last_step_of_a_leg_may_go(four: bytes, tools: Any) -> None:
    data = apply(four, e.MakeParallel(("tham_dinh_a", "tham_dinh_b")))
    after = apply(data, e.RemoveStep("tham_dinh_b"))
    assert tools.goes(after, "tham_dinh_a") == {"xong": "3"}


def test_steps_that_do_not_follow_each_other_make_no_block(four: bytes) -> None:
    with pytest.raises(EditRefused):
        apply(four, e.MakeParallel(("tiep_nhan", "tham_dinh_b")))


def test_one_per_unit_of_a_list_with_the_first_answers_enough(four: bytes) -> None:
    after = apply(four, e.MakeOnePerUnit("tham_dinh_b", "tham_dinh_a.co_quan", 2))
    row = table.read(read(after)).rows[2]
    assert (row.unit, row.per_unit) == ("chosen:tham_dinh_a.co_quan", "tham_dinh_a.co_quan")
    assert row.completion == "count(tham_dinh_b.all) >= 2"
    loop = read(after).nodes["tham_dinh_b"].loop
    assert loop is not None
    assert loop.cardinality == "count(tham_dinh_a.co_quan)"
    back = apply(after, e.MakeSingle("tham_dinh_b", "receiving/phong_kt"))
    assert table.read(read(back)).rows == table.read(read(four)).rows


def test_a_shared_time_stands_on_the_first_step(four: bytes) -> None:
    after = apply(four, e.ShareTime(("tham_dinh_a", "tham_dinh_b"), Decimal(12)))
    rows = table.read(read(after)).rows
    assert [(row.shared_group, row.limit) for row in rows[1:3]] == [("G1", 12), ("G1", None)]
    assert table.read(read(after)).totals[0].total_hours == 4 + 12 + 4
    alone = apply(after, e.ShareTime(("tham_dinh_a", "tham_dinh_b"), None))
    assert [row.count for row in table.read(read(alone)).rows] == ["counted"] * 4


def test_steps_of_two_cases_are_two_legs_of_one_gateway(four: bytes, tools: Any) -> None:
    data = apply(four, e.ChangeSheet({"cases": CASES}))
    one = apply(data, e.OnlyInCases(("tham_dinh_a",), ("thuong",)))
    assert tools.goes(one, "tiep_nhan") == {"du": "2, 3"}
    both = apply(one, e.OnlyInCases(("tham_dinh_b",), ("gap",)))
    definition = read(both)
    gates = [node for node in definition.nodes.values() if node.kind == "exclusive" and len(node.outgoing) > 1]
    assert len(gates) == 1
    assert {definition.flows[key].name for key in gates[0].outgoing} == {"Thường", "Gấp"}
    assert tools.goes(both, "tham_dinh_a") == tools.goes(both, "tham_dinh_b") == {"xong": "4"}
    assert table.read(definition).not_a_table == ()
    again = apply(apply(both, e.OnlyInCases(("tham_dinh_b",), ())), e.OnlyInCases(("tham_dinh_a",), ()))
    assert [node.kind for node in read(again).nodes.values() if node.kind == "exclusive"] == []
    assert Drawn(both).faults() == Drawn(again).faults() == []


def test_a_case_that_steps_belong_to_stays_on_the_sheet(four: bytes) -> None:
    data = apply(apply(four, e.ChangeSheet({"cases": CASES})), e.OnlyInCases(("tham_dinh_a",), ("thuong",)))
    with pytest.raises(EditRefused) as refused:
        apply(data, e.ChangeSheet({"cases": CASES[1:]}))
    assert [one.element for one in refused.value.problems] == ["tham_dinh_a"]


def test_an_agency_wait_stands_between_two_steps(four: bytes, tools: Any) -> None:
    wait = Wait("agency", partner="thue", clock="pause")
    after = apply(four, e.AddWait("tham_dinh_a", "Chờ cơ quan thuế", wait))
    assert tools.goes(after, "tham_dinh_a") == {"xong": "wait:cho_co_quan_thue"}
    (row,) = table.read(read(after)).waits
    assert (row.wait, row.goes_to) == (wait, "3")
    changed = apply(after, e.ChangeWait(row.element, dataclasses.replace(wait, clock="continue")))
    assert tools.changed(after, changed) == {row.element}
    assert apply(changed, e.ChangeWait(row.element, wait)) == after


def test_a_step_behind_a_reminder_that_comes_again_is_not_made_one_per_unit(card: bytes) -> None:
    """The appraisal can be done again after a supplement: its reminder would repeat a step that may still be open."""
    reminded = card.replace(b'<bpmn:sequenceFlow id="f_nop" ', REMINDER)
    with pytest.raises(EditRefused) as refused:
        apply(reminded, e.MakeOnePerUnit("nhac", "don.cac_don_vi"))
    assert [one.element for one in refused.value.problems] == ["nhac"]
