"""Expressions compile, read what can be known, and decide between outcomes that exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.bpmn.checks import Finding, check
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped

Edited = Callable[..., bytes]
OLD = 'tham_dinh.outcome = "bo_sung"'
QUOTED = 'tham_dinh.outcome = "tu_choi"'


def findings(data: bytes) -> tuple[Finding, ...]:
    return check(read(data), shipped(), stage="publication")


def said(data: bytes) -> set[tuple[str, str]]:
    return {(one.code, one.element) for one in findings(data)}


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("tham_dinh.outcome = ", "feel_syntax"),
        ("import os", "name_unknown"),
        ("__import__(1)", "name_unknown"),
        ("[x for x in ()]", "feel_syntax"),
        ("khong_co.outcome = 1", "name_unknown"),
        ("ket_qua_ky.outcome = 1", "name_unknown"),
        ("tham_dinh.mau_sac = 1", None),
        ("ho_so.mau_sac = 1", "name_key_unknown"),
        ("phi.khong_co > 1", "name_key_unknown"),
        ("tra_ket_qua.at != null", "name_not_yet_written"),
        ('tham_dinh.outcome = "bo_xung"', "outcome_unknown"),
        ('"bo_xung" = tham_dinh.outcome', "outcome_unknown"),
        ('tham_dinh.outcome in ("bo_sung", "bo_xung")', "outcome_unknown"),
        ("tham_dinh.outcome = 1", "condition_never_holds"),
        ("false", "condition_never_holds"),
        ("1 = 2", "condition_never_holds"),
        ("true", "condition_always_holds"),
        ("tham_dinh.outcome != null", "condition_always_holds"),
        ("phi.phi_the > 1", None),
        ("ho_so.quantity > 1 and don.x = 2", None),
        ("cho_bo_sung.at != null", None),
        ("ky_duyet.outcome != null", None),
        ("count(tham_dinh.all) > 1", None),
    ],
)
def test_a_condition_is_judged_by_what_it_reads(edited: Edited, condition: str, code: str | None) -> None:
    escaped = condition.replace("<", "&lt;").replace('"', "&quot;")
    about = {one for one, element in said(edited((OLD, escaped))) if element == "f_bo_sung"}
    assert about == ({code} if code else set())


def test_the_message_says_where_and_what_is_wrong(edited: Edited) -> None:
    (finding,) = [one for one in findings(edited((OLD, "tham_dinh.outcome = "))) if one.code == "feel_syntax"]
    assert "f_bo_sung" in finding.message.vi
    assert finding.element == "f_bo_sung"
    (unknown,) = [one for one in findings(edited((OLD, "tham_din.outcome = 1"))) if one.code == "name_unknown"]
    assert "tham_din" in unknown.message.vi
    assert "tham_dinh" in unknown.hint.vi


@pytest.mark.parametrize(
    "condition",
    [QUOTED, "tham_dinh.outcome='tu_choi'".replace("'", '"'), 'tham_dinh.outcome != "dat"', f"{OLD} or {QUOTED}"],
)
def test_two_branches_may_not_hold_for_the_same_outcome(edited: Edited, condition: str) -> None:
    assert ("conditions_overlap", "ket_qua_tham_dinh") in said(edited((OLD, condition.replace('"', "&quot;"))))


def test_outcomes_that_share_the_default_are_mentioned(edited: Edited) -> None:
    data = edited((f">{OLD}<", f">{OLD} and don.x = 1<"), (f">{QUOTED}<", ">don.y = 1<"))
    assert ("outcomes_share_default", "ket_qua_tham_dinh") not in said(data)
    more = edited(('<tthc:outcome id="dat" name="Đủ điều kiện"/>', '<tthc:outcome id="dat"/><tthc:outcome id="khac"/>'))
    assert ("outcomes_share_default", "ket_qua_tham_dinh") in said(more)


def test_outcomes_nobody_tells_apart_need_a_gateway(edited: Edited) -> None:
    two = '<tthc:outcome id="da_tra" name="Đã trả"/><tthc:outcome id="khong_den"/>'
    assert ("outcome_without_flow", "tra_ket_qua") in said(edited(('<tthc:outcome id="da_tra" name="Đã trả"/>', two)))


def test_a_connector_may_read_its_answer_and_what_came_before(tools: Any) -> None:
    task = (
        '<bpmn:serviceTask id="tra_cuu"><bpmn:extensionElements><tthc:connector id="c">{}</tthc:connector>'
        "</bpmn:extensionElements></bpmn:serviceTask>"
    )
    body = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + tools.step("a") + tools.chain("s", "a", "tra_cuu", "e")

    def codes(inside: str) -> set[str]:
        data = tools.sketch(body + task.format(inside))
        wanted = ("feel_syntax", "name_unknown", "name_key_unknown", "name_not_yet_written")
        return {one.code for one in findings(data) if one.element == "tra_cuu" and one.code in wanted}

    assert codes('<tthc:param name="x" value="=a.outcome"/>') == set()
    assert codes('<tthc:param name="x" value="chữ thường"/>') == set()
    assert codes('<tthc:param name="x" value="=response.a"/>') == {"name_unknown"}
    assert codes('<tthc:param name="x" value="=1 +"/>') == {"feel_syntax"}
    assert codes('<tthc:result variable="y" value="=response.a.b"/>') == set()
    assert codes('<tthc:param name="x" value="=tra_cuu.y"/><tthc:result variable="y" value="=response"/>') == {
        "name_not_yet_written"
    }


def test_what_a_connector_answers_can_be_read_later(tools: Any) -> None:
    task = (
        '<bpmn:serviceTask id="tra_cuu"><bpmn:extensionElements><tthc:connector id="c">'
        '<tthc:result variable="y" value="=response"/></tthc:connector></bpmn:extensionElements></bpmn:serviceTask>'
    )
    gate = '<bpmn:exclusiveGateway id="g" name="?" default="g_e"/><bpmn:endEvent id="e2"/>'
    body = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + task + gate + tools.chain("s", "tra_cuu", "g", "e")

    def codes(condition: str) -> set[str]:
        return {
            one for one, element in said(tools.sketch(body + tools.flow("g", "e2", condition))) if element == "g_e2"
        }

    assert codes("tra_cuu.y = 1") == set()
    assert codes("tra_cuu.error != null") == set()
    assert codes("tra_cuu.z = 1") == {"name_key_unknown"}


def test_repeated_steps_have_a_list_of_answers_and_other_steps_have_none(tools: Any) -> None:
    loop = (
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>count(don.co_quan)</bpmn:loopCardinality>"
        "<bpmn:completionCondition>count(y_kien.all) &gt;= 2</bpmn:completionCondition>"
        "</bpmn:multiInstanceLoopCharacteristics>"
    )
    task = tools.step("y_kien", 'unit="chosen:don.co_quan" post="dau_moi_y_kien"')
    ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + tools.chain("s", "y_kien", "e")
    wanted = ("name_key_unknown", "name_not_yet_written", "name_unknown", "feel_syntax")
    repeated = tools.sketch(ends + task.replace("</bpmn:userTask>", f"{loop}</bpmn:userTask>"))
    assert not [one for one in findings(repeated) if one.code in wanted]
    early = tools.sketch(
        ends + task.replace("</bpmn:userTask>", f"{loop}</bpmn:userTask>").replace("don.co_quan", "y_kien.x")
    )
    assert ("name_not_yet_written", "y_kien") in said(early)


def test_units_chosen_in_a_form_come_from_an_earlier_step(edited: Edited) -> None:
    unit = "resolving/phong_vhxh"
    assert ("name_not_yet_written", "tham_dinh") in said(edited((unit, "chosen:tra_ket_qua.x")))
    assert ("name_unknown", "tham_dinh") in said(edited((unit, "chosen:khong_co.x")))
    assert not {one for one in said(edited((unit, "chosen:don.x"))) if one[0].startswith("name")}


def test_the_sheet_may_read_the_application_and_the_dossier(edited: Edited) -> None:
    old = "don.hoc_sinh = true"
    assert not said(edited((old, "ho_so.channel = &quot;online&quot;")))
    assert ("name_unknown", "the_thu_vien") in said(edited((old, "nguoi_nop.tuoi > 60")))
    assert ("feel_syntax", "the_thu_vien") in said(edited((old, "don.hoc_sinh =")))


def test_a_step_inside_a_sub_process_can_be_read_after_it(tools: Any) -> None:
    inner = '<bpmn:startEvent id="s1"/><bpmn:endEvent id="e1"/>' + tools.step("a") + tools.chain("s1", "a", "e1")
    gate = '<bpmn:exclusiveGateway id="g" name="?" default="g_e"/><bpmn:endEvent id="e2"/>'
    outer = (
        '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>'
        + gate
        + f'<bpmn:subProcess id="con">{inner}</bpmn:subProcess>'
    )
    after = outer + tools.chain("s", "con", "g", "e") + tools.flow("g", "e2", "a.at != null")
    assert ("name_not_yet_written", "g_e2") not in said(tools.sketch(after))
    before = outer.replace('default="g_e"', 'default="g_con"') + tools.chain("s", "g", "con", "e")
    assert ("name_not_yet_written", "g_e2") in said(tools.sketch(before + tools.flow("g", "e2", "a.at != null")))
