"""Outcomes and branches: where they lead, what is generated for them, what goes with them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.bpmn.definition import Outcome, Wait
from engine.bpmn.edit import EditRefused, apply, new_procedure
from engine.bpmn.edit.edits import (
    AddBranch,
    AddOutcome,
    AddStep,
    Await,
    ChangeCondition,
    ChangeOutcome,
    End,
    GoOn,
    RemoveOutcome,
    To,
)
from engine.bpmn.reader import read

SUPPLEMENT = Wait("supplement", auto_close_after=Decimal(15), form="bo-sung")


def test_a_supplement_waits_and_comes_back_to_the_step_by_a_merge(tools: Any) -> None:
    data = new_procedure("Cấp thẻ")
    after = apply(data, AddOutcome("tiep_nhan", Outcome("bo_sung", "Bổ sung", "supplement_slip"), Await(SUPPLEMENT)))
    definition = read(after)
    assert tools.goes(after, "tiep_nhan") == {"du": "end:granted", "bo_sung": "wait:cho_bo_sung_tiep_nhan"}
    assert definition.nodes["re_tiep_nhan"].name == "Kết quả tiếp nhận hồ sơ?"
    assert definition.nodes["cho_bo_sung_tiep_nhan"].wait == SUPPLEMENT
    assert definition.messages["msg_cho_bo_sung_tiep_nhan"].name == "cho_bo_sung_tiep_nhan"
    (back,) = definition.nodes["cho_bo_sung_tiep_nhan"].outgoing
    assert definition.flows[back].target == "gop_tiep_nhan"
    assert {flow.name for flow in definition.flows.values() if flow.source == "re_tiep_nhan"} == {
        "Tiếp nhận",
        "Bổ sung",
    }


def test_a_payment_wait_may_go_on_instead(card: bytes, tools: Any) -> None:
    goal = Await(Wait("payment"), "Chờ nộp phí", GoOn())
    after = read(apply(card, AddOutcome("tiep_nhan", Outcome("nop_phi", "Nộp phí"), goal)))
    (onward,) = after.nodes["cho_thanh_toan_tiep_nhan"].outgoing
    assert after.flows[onward].target == "vao_tham_dinh"


def test_a_refusal_gets_an_end_of_its_own(card: bytes, tools: Any) -> None:
    after = apply(card, AddOutcome("ky_duyet", Outcome("bac", "Bác"), End("refused", "Không cấp thẻ")))
    assert tools.goes(after, "ky_duyet")["bac"] == "end:refused"
    assert read(after).nodes["tu_choi_ky_duyet"].name == "Không cấp thẻ"


def test_an_outcome_can_be_given_another_way_and_its_old_wait_goes(card: bytes, tools: Any) -> None:
    after = apply(card, ChangeOutcome("tham_dinh", "bo_sung", goal=To("tiep_nhan")))
    assert tools.goes(after, "tham_dinh") == {"dat": "3", "bo_sung": "1", "tu_choi": "end:refused"}
    assert "cho_bo_sung" not in read(after).nodes
    back = apply(after, ChangeOutcome("tham_dinh", "bo_sung", goal=Await(SUPPLEMENT)))
    assert tools.goes(back, "tham_dinh")["bo_sung"] == "wait:cho_bo_sung_tham_dinh"


def test_a_renamed_outcome_renames_its_flow_and_nothing_else(card: bytes, tools: Any) -> None:
    after = apply(card, ChangeOutcome("ky_duyet", "tra_lai", to=Outcome("tra_lai", "Chuyển lại")))
    assert tools.changed(card, after) == {"ky_duyet", "tra_lai", "f_tra_lai", "e11"}


def test_a_removed_outcome_takes_its_end_along_and_a_split_of_one_dissolves(card: bytes, tools: Any) -> None:
    after = apply(card, RemoveOutcome("ky_duyet", "tra_lai"))
    assert tools.goes(after, "ky_duyet") == {"ky": "4"}
    assert "ket_qua_ky" not in read(after).nodes
    less = apply(card, RemoveOutcome("tham_dinh", "tu_choi"))
    assert "tu_choi" not in read(less).nodes
    assert read(less).problems == ()


def test_the_way_on_is_not_removed_while_others_need_it(card: bytes) -> None:
    with pytest.raises(EditRefused) as refused:
        apply(card, ChangeOutcome("ky_duyet", "ky", goal=To("tiep_nhan")))
    assert "ra_ket_qua" not in {one.element for one in refused.value.problems}
    assert any(one.element == "tra_ket_qua" for one in refused.value.problems)


def test_an_id_that_is_taken_is_refused(card: bytes) -> None:
    with pytest.raises(EditRefused):
        apply(card, AddOutcome("ky_duyet", Outcome("ky", "Ký lần nữa")))


def test_outcomes_that_go_on_meet_again_and_a_step_put_behind_serves_both(card: bytes, tools: Any) -> None:
    data = apply(card, AddOutcome("tiep_nhan", Outcome("gap", "Xử lý gấp")))
    after = apply(data, AddStep("tiep_nhan", "Phân công"))
    assert tools.goes(after, "tiep_nhan") == {"tiep_nhan": "2", "gap": "2"}


def test_a_branch_by_a_form_field_is_asked_first(card: bytes) -> None:
    after = read(apply(card, AddBranch("ky_duyet", 'ho_so.channel = "buu_chinh"', "Bưu chính", To("tham_dinh"))))
    flows = [after.flows[key] for key in after.nodes["ket_qua_ky"].outgoing]
    assert flows[0].condition == 'ho_so.channel = "buu_chinh"'


def test_a_condition_typed_wrong_is_refused_with_the_place_of_the_mistake(card: bytes) -> None:
    with pytest.raises(EditRefused) as refused:
        apply(card, ChangeCondition("f_tra_lai", 'ky_duyet.outcome = = "x"'))
    assert refused.value.problems[0].element == "f_tra_lai"
