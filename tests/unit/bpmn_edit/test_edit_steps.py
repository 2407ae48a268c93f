"""Adding, moving, removing and changing rows: the table says what was asked, and nothing else in the file moves."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from engine.bpmn.definition import Step
from engine.bpmn.edit import EditRefused, apply
from engine.bpmn.edit.edits import AddStep, ChangeStep, MoveStep, RemoveStep
from engine.bpmn.reader import read
from tests.unit.bpmn_layout.drawn import Drawn

REVIEW = Step(unit="receiving/vp_hdnd_ubnd", post="van_thu", limit=Decimal(2), kind="review")


def test_a_new_step_stands_behind_the_one_named_and_the_rest_is_renumbered(allowance: bytes, tools: Any) -> None:
    after = apply(allowance, AddStep("xem_xet_xa", "Kiểm tra thể thức", REVIEW))
    assert tools.rows_of(after)[3:6] == [("4", "xem_xet_xa"), ("5", "kiem_tra_the_thuc"), ("6", "ky_xa")]
    assert tools.goes(after, "xem_xet_xa") == {"dong_y": "5", "khong_dong_y": "3"}
    assert tools.goes(after, "kiem_tra_the_thuc") == {"xong": "6"}


def test_the_first_place_of_the_table_is_free_too(card: bytes, tools: Any) -> None:
    after = apply(card, AddStep(None, "Hướng dẫn", REVIEW))
    assert tools.rows_of(after)[:2] == [("1", "huong_dan"), ("2", "tiep_nhan")]


def test_a_step_behind_a_return_target_does_not_catch_the_return(card: bytes, tools: Any) -> None:
    after = apply(card, AddStep("tiep_nhan", "Phân công", REVIEW))
    assert tools.goes(after, "ky_duyet") == {"ky": "5", "tra_lai": "3"}


def test_a_step_may_stand_on_the_way_of_one_outcome(card: bytes, tools: Any) -> None:
    after = apply(card, AddStep("tham_dinh", "Soạn văn bản từ chối", REVIEW, outcome="tu_choi"))
    assert tools.goes(after, "soan_van_ban_tu_choi") == {"xong": "end:refused"}
    numbers = {key: number for number, key in tools.rows_of(after)}
    assert tools.goes(after, "tham_dinh")["tu_choi"] == numbers["soan_van_ban_tu_choi"]


def test_adding_a_step_changes_only_what_is_beside_it(card: bytes, tools: Any) -> None:
    after = apply(card, AddStep("ky_duyet", "Đóng dấu", dataclasses.replace(REVIEW, unit="receiving/phong_kt")))
    new = {"dong_dau", "tu_dong_dau_den_tra_ket_qua", "lan_receiving_phong_kt_van_thu"}
    beside = {"f_ky", "f_ky_di", "tra_ket_qua"}
    moved = tools.changed(card, after) - new - {f"{key}_di" for key in new} - beside
    assert {key for key in moved if not key.startswith(("s", "e"))} == set()
    before, drawn = Drawn(card), Drawn(after)
    for key in ("bat_dau", "tiep_nhan", "vao_tham_dinh", "tham_dinh", "ket_qua_tham_dinh", "cho_bo_sung", "ky_duyet"):
        assert drawn.shapes[key] == before.shapes[key]
    assert set(drawn.faults()) <= set(before.faults())


def test_a_removed_step_lets_work_go_on_behind_it(allowance: bytes, tools: Any) -> None:
    after = apply(allowance, RemoveStep("xem_xet_xa"))
    assert "xem_xet_xa" not in read(after).nodes
    assert "re_xem_xet_xa" not in read(after).nodes
    assert tools.goes(after, "xet_duyet_xa")["dat"] == "4"
    assert not [text for text in read(after).texts if text.of.startswith("xem_xet_xa")]
    assert Drawn(after).faults() == []


def test_a_step_others_come_back_to_is_not_removed_without_a_word(card: bytes, tools: Any) -> None:
    with pytest.raises(EditRefused) as refused:
        apply(card, RemoveStep("tham_dinh"))
    assert [one.element for one in refused.value.problems] == ["ket_qua_ky"]
    assert "quay lại" in refused.value.said_in("vi")
    after = apply(card, RemoveStep("tham_dinh", returns_to="tiep_nhan"))
    assert tools.goes(after, "ky_duyet") == {"ky": "3", "tra_lai": "1"}
    assert "cho_bo_sung" not in read(after).nodes
    assert read(after).messages == {}


def test_a_step_whose_answer_a_condition_reads_is_not_removed(card: bytes) -> None:
    text = card.decode().replace('ky_duyet.outcome = "tra_lai"', 'tiep_nhan.outcome = "x"')
    with pytest.raises(EditRefused) as refused:
        apply(text.encode(), RemoveStep("tiep_nhan"))
    assert [one.element for one in refused.value.problems] == ["f_tra_lai"]


def test_a_unit_taken_from_a_removed_step_becomes_that_steps_unit(allowance: bytes) -> None:
    step = read(allowance).nodes["ky_so"].step
    assert step is not None
    data = apply(allowance, ChangeStep("ky_so", dataclasses.replace(step, unit="step:phan_cong_so")))
    after = read(apply(data, RemoveStep("phan_cong_so"))).nodes["ky_so"].step
    assert after is not None
    assert after.unit == "resolving/phong_ncc"


def test_a_moved_step_takes_its_own_waits_along(allowance: bytes, tools: Any) -> None:
    after = apply(allowance, MoveStep("xem_xet_so", "ky_so"))
    assert [key for _, key in tools.rows_of(after)][10:14] == ["du_thao_ket_qua", "ky_so", "xem_xet_so", "van_thu_so"]
    assert tools.goes(after, "xem_xet_so") == {"dong_y": "14", "khong_dong_y": "11"}
    assert Drawn(after).faults() == []


def test_moving_a_step_to_where_it_stands_changes_nothing(allowance: bytes) -> None:
    assert apply(allowance, MoveStep("ky_so", "xem_xet_so")) is allowance


def test_a_changed_limit_changes_one_attribute(allowance: bytes, tools: Any) -> None:
    step = read(allowance).nodes["ky_so"].step
    assert step is not None
    after = apply(allowance, ChangeStep("ky_so", dataclasses.replace(step, limit=Decimal("2.5"))))
    assert tools.changed(allowance, after) == {"ky_so"}
    assert after.decode().replace('limit="2.5"', 'limit="4"', 1).split() == allowance.decode().split()


def test_another_unit_is_another_lane(allowance: bytes) -> None:
    step = read(allowance).nodes["van_thu_xa"].step
    assert step is not None
    changed = dataclasses.replace(step, unit="receiving/phong_kt", post="chuyen_vien")
    after = read(apply(allowance, ChangeStep("van_thu_xa", changed)))
    lane = next(lane for lane in after.lanes.values() if "van_thu_xa" in lane.nodes)
    assert lane.name == "Chuyên viên thụ lý, Phòng Kinh tế"
    assert "lan_receiving_vp_hdnd_ubnd_van_thu" not in after.lanes
    assert len(after.lanes) == len(read(allowance).lanes)


def test_a_value_that_cannot_be_is_refused_at_its_step(allowance: bytes) -> None:
    step = read(allowance).nodes["ky_so"].step
    assert step is not None
    with pytest.raises(EditRefused) as refused:
        apply(allowance, ChangeStep("ky_so", dataclasses.replace(step, unit="phòng nào đó")))
    assert refused.value.problems[0].element == "ky_so"


def test_retired_ids_do_not_come_back(card: bytes) -> None:
    after = apply(card, AddStep("tiep_nhan", "Phân công", REVIEW), retired={"phan_cong"})
    assert "phan_cong_2" in read(after).nodes


def test_names_with_markup_and_pasted_control_characters_stay_text(card: bytes) -> None:
    after = apply(card, AddStep("tiep_nhan", "<b>Phân & công</b>\x07\r\n mới", REVIEW))
    assert [node.name for node in read(after).nodes.values() if node.name.startswith("<b>")] == [
        "<b>Phân & công</b> mới"
    ]
