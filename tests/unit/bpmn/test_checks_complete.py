"""What a procedure must say: warnings while it is drafted, errors before it is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from engine.bpmn.checks import Finding, check
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import ConnectorWords, Vocabulary, shipped

Edited = Callable[..., bytes]


def findings(data: bytes, stage: str = "publication", vocabulary: Vocabulary | None = None) -> tuple[Finding, ...]:
    return check(read(data), vocabulary or shipped(), stage=stage)


def said(data: bytes, stage: str = "publication") -> set[tuple[str, str, str]]:
    return {(one.code, one.element, one.severity) for one in findings(data, stage)}


HERE = "the_thu_vien"


@pytest.mark.parametrize(
    ("old", "new", "code", "element"),
    [
        ("tthc:procedure", "tthc:thu_tuc", "procedure_missing", HERE),
        ('name="Cấp thẻ thư viện" isExecutable', "isExecutable", "name_missing", HERE),
        ('field="Thư viện" ', "", "field_missing", HERE),
        ('level="commune" ', "", "level_missing", HERE),
        ('competent="receiving" ', "", "competent_missing", HERE),
        (' form="don"', "", "application_form_missing", HERE),
        ('key="the-thu-vien"', 'key="the-khac"', "process_id", HERE),
        ('<tthc:basis ref="Luật Thư viện 2019" article="Điều 42"/>', "", "no_basis", HERE),
        ('<tthc:term value="2" unit="working_days" maxSupplement="1"/>', "", "term_missing", HERE),
        ('<tthc:term value="2" ', "<tthc:term ", "term_value", HERE),
        (' name="Ảnh 3x4"', "", "document_name", HERE),
        (' amount="20000"', "", "fee_amount", HERE),
        (' amount="20000"', ' amount="20000" formula="1"', "fee_amount", HERE),
        (
            '<tthc:result id="the" name="Thẻ thư viện" template="the" signedBy="lanh_dao_ubnd_xa"/>',
            "",
            "no_result",
            HERE,
        ),
        (' unit="resolving/phong_vhxh"', "", "step_unit_missing", "tham_dinh"),
        (' post="chuyen_vien"', "", "step_post_missing", "tham_dinh"),
        (' limit="10"', "", "step_limit_missing", "tham_dinh"),
        ('name="Thẩm định hồ sơ"', "", "step_name_missing", "tham_dinh"),
        ('<tthc:outcome id="da_tra" name="Đã trả"/>', "", "step_outcome_missing", "tra_ket_qua"),
        (' limit="10"', ' limit="11"', "limits_sum", HERE),
        (' limit="2" limitUnit', ' limit="2.5" limitUnit', "limits_sum", HERE),
        ('<tthc:wait kind="supplement"', "<tthc:wait", "wait_kind_missing", "cho_bo_sung"),
        (' autoCloseAfter="15"', "", "wait_without_auto_close", "cho_bo_sung"),
        ('<tthc:end result="granted"/>', "", "end_result_missing", "xong"),
        ('<tthc:end result="granted"/>', '<tthc:end result="stopped"/>', "no_successful_end", HERE),
        (' produces="receipt"', "", "never_accepted", HERE),
        ('kind="sign"', 'kind="review"', "result_never_produced", "xong"),
    ],
)
def test_what_is_missing_is_a_warning_while_drafting_and_an_error_at_publication(
    edited: Edited, old: str, new: str, code: str, element: str
) -> None:
    changes = [(old, new)]
    if code == "result_never_produced":
        changes.append(('<tthc:produces form="the"/>', ""))
    data = edited(*changes)
    assert (code, element, "error") in said(data)
    drafted = said(data, "draft")
    if code != "procedure_missing":
        assert (code, element, "warning") in drafted


@pytest.mark.parametrize(
    ("old", "new", "code", "element"),
    [
        ('level="commune"', 'level="district"', "level_unknown", HERE),
        ('competent="receiving"', 'competent="province/so_vu_tru"', "competent_kind_unknown", HERE),
        ("resolving/phong_vhxh", "resolving/phong_y_te", "unit_kind_unknown", "tham_dinh"),
        ('post="chuyen_vien"', 'post="bac_si"', "post_unknown", "tham_dinh"),
        ('alternatives="lanh_dao_phong"', 'alternatives="bac_si"', "post_unknown", "tham_dinh"),
        ('post="chuyen_vien"', 'post="van_thu"', "post_not_of_unit", "tham_dinh"),
        ('alternatives="lanh_dao_phong"', 'alternatives="van_thu"', "post_not_of_unit", "tham_dinh"),
        ("resolving/ubnd_xa", "resolving", None, "ky_duyet"),
        ("resolving/phong_vhxh", "resolving", "post_not_of_unit", "tham_dinh"),
        ("resolving/phong_vhxh", "step:tra_ket_qua", "unit_of_step", "tham_dinh"),
        ("resolving/phong_vhxh", "step:khong_co", "unit_of_step", "tham_dinh"),
        ("resolving/phong_vhxh", "step:tiep_nhan", None, "tham_dinh"),
        ("resolving/phong_vhxh", "external:cong_an", None, "tham_dinh"),
        ("resolving/phong_vhxh", "external:thue", "post_not_of_unit", "tham_dinh"),
        ('produces="supplement_slip"', 'produces="giay_la"', "produces_unknown", "tham_dinh"),
        ('<tthc:produces form="the"/>', '<tthc:produces form="bang"/>', "produces_unknown", "ky_duyet"),
        ('signedBy="lanh_dao_ubnd_xa"', 'signedBy="vua"', "result_signed_by", HERE),
        ('amount="20000"', 'amount="-1"', "fee_negative", HERE),
        ('amount="20000"', 'amount="0.5"', "fee_negative", HERE),
        ('limit="10"', 'limit="0"', "step_limit", "tham_dinh"),
        ('<tthc:outcome id="dat"', '<tthc:outcome id="bo_sung"', "id_twice", "tham_dinh"),
        ('no="2" unit', 'no="2" case="gap" unit', "case_unknown", "tham_dinh"),
        ('maxSupplement="1"', 'case="gap"', "case_unknown", HERE),
        ('maxSupplement="1"', 'startsAt="ky_duyet"', "term_starts_at", HERE),
    ],
)
def test_what_contradicts_the_vocabulary_or_itself_is_an_error(
    edited: Edited, old: str, new: str, code: str | None, element: str
) -> None:
    about = {(one, severity) for one, where, severity in said(edited((old, new))) if where == element}
    assert ((code, "error") in about) if code else not {one for one in about if one[1] == "error"}


@pytest.mark.parametrize(
    ("old", "new", "code", "element"),
    [
        ('symbol="TV-01" ', "", "symbol_missing", HERE),
        ('online="full" ', "", "online_missing", HERE),
        ('<tthc:covers code="9.000001" name="Cấp thẻ thư viện" from="2026-01-01"/>', "", "covers_missing", HERE),
        ('originals="2" ', "", "document_number", HERE),
        (' basis="Nghị quyết 01"', "", "fee_without_basis", HERE),
        (' kind="appraise"', "", "step_kind_missing", "tham_dinh"),
        ('no="2" unit', "unit", "step_number_missing", "tham_dinh"),
        ('no="2" unit', 'no="1" unit', "step_number_twice", "tham_dinh"),
        (' form="tham-dinh"', "", "step_form_missing", "tham_dinh"),
        ('name="cho_bo_sung"/>', 'name="tin"/>', "wait_message_name", "cho_bo_sung"),
        ('name="Kết quả thẩm định?"', "", "gateway_name", "ket_qua_tham_dinh"),
        ('name="Hoàn thành"', "", "end_name_missing", "xong"),
        ("<bpmn:flowNodeRef>tham_dinh</bpmn:flowNodeRef>", "", "lane_missing", "tham_dinh"),
        ("<bpmn:flowNodeRef>tra_ket_qua</bpmn:flowNodeRef>", "", "lane_missing", "tra_ket_qua"),
        ('bpmnElement="tham_dinh"', 'bpmnElement="khac"', "not_drawn", "tham_dinh"),
        ('bpmnElement="f_het"', 'bpmnElement="khac"', "not_drawn", "f_het"),
    ],
)
def test_what_is_merely_odd_is_a_warning_at_every_stage(
    edited: Edited, old: str, new: str, code: str, element: str
) -> None:
    data = edited((old, new))
    assert (code, element, "warning") in said(data)
    assert not [one for one in said(data) if one[2] == "error"]


def test_a_payment_may_be_waited_for_without_end_but_the_office_should_know(edited: Edited) -> None:
    data = edited(('kind="supplement"', 'kind="payment"'), (' autoCloseAfter="15"', ""))
    assert said(data) == {("wait_open_ended", "cho_bo_sung", "warning")}


def test_lanes_follow_the_steps(edited: Edited) -> None:
    ref = "<bpmn:flowNodeRef>{}</bpmn:flowNodeRef>".format
    mixed = edited((ref("ky_duyet"), ""), (ref("tham_dinh"), ref("tham_dinh") + ref("ky_duyet")))
    assert ("lane_mixed", "ky_duyet", "warning") in said(mixed)
    split = edited((ref("tra_ket_qua"), ""), (ref("ket_qua_ky"), ref("ket_qua_ky") + ref("tra_ket_qua")))
    assert {("lane_mixed", "tra_ket_qua", "warning")} == {one for one in said(split) if one[0].startswith("lane")}
    own = '<bpmn:lane id="lan_moi" name="Mới">' + ref("tra_ket_qua") + "</bpmn:lane></bpmn:laneSet>"
    apart = edited((ref("tra_ket_qua"), ""), ("</bpmn:laneSet>", own))
    assert said(apart) == {("lane_split", "tra_ket_qua", "warning")}


def test_acceptance_may_not_be_bypassed(edited: Edited) -> None:
    data = edited(('targetRef="tiep_nhan"', 'targetRef="vao_tham_dinh"'))
    assert {("acceptance_bypassed", "xong", "error"), ("unreachable", "tiep_nhan", "error")} <= said(data)


def test_a_step_may_do_without_a_time_that_counts(edited: Edited) -> None:
    assert not said(
        edited((' limit="10" limitUnit="working_hours"', ' count="excluded"'), ('value="2"', 'value="0.75"'))
    )


def test_time_is_shared_once(edited: Edited) -> None:
    shared = ('no="2" unit', 'no="2" count="shared:G1" unit')
    with_second = (' limit="0.5" limitUnit="working_days"', ' count="shared:G1"')
    data = edited(shared, with_second, ('value="2"', 'value="1.5"'))
    assert not said(data)
    both = edited(shared, (' limit="0.5"', ' count="shared:G1" limit="10"'))
    assert ("shared_limit", "tham_dinh", "error") in said(both)


def test_the_buffer_belongs_to_the_term(edited: Edited) -> None:
    assert not said(edited(('value="2" unit', 'value="2.5" buffer="0.5" unit')))


def test_on_the_same_day_the_steps_may_take_less(edited: Edited) -> None:
    less = edited(('value="2" unit="working_days"', 'unit="same_day" cutOff="15:00"'), ('limit="10"', 'limit="1"'))
    assert not said(less)
    more = edited(('value="2" unit="working_days"', 'unit="same_day" cutOff="15:00"'))
    assert ("limits_sum", HERE, "error") in said(more)


def test_calendar_days_are_not_compared_with_working_hours(edited: Edited) -> None:
    assert not said(edited(('value="2" unit="working_days"', 'value="20" unit="calendar_days"')))


def test_phases_are_numbered_and_say_where_they_start(edited: Edited) -> None:
    term = '<tthc:term value="2" unit="working_days" maxSupplement="1"/>'
    one = '<tthc:term value="1" unit="working_days" phase="1"/>'
    two = '<tthc:term value="1" unit="working_days" phase="2" startsAt="cho_bo_sung"/>'
    assert not said(edited((term, one + two)))
    assert ("term_phases", HERE, "error") in said(edited((term, one + one)))
    assert ("term_starts_at", HERE, "error") in said(edited((term, one + two.replace(' startsAt="cho_bo_sung"', ""))))


def test_every_case_has_its_term_and_its_own_sum(edited: Edited) -> None:
    term = '<tthc:term value="2" unit="working_days" maxSupplement="1"/>'
    cases = '<tthc:case id="thuong" when="don.gap = false"/><tthc:case id="gap" when="don.gap = true"/>'
    own = (
        '<tthc:term value="2" unit="working_days" case="thuong"/><tthc:term value="6" unit="working_hours" case="gap"/>'
    )
    step = ('no="2" unit', 'no="2" case="thuong" unit')
    assert not said(edited((term, cases + own), step))
    assert ("limits_sum", HERE, "error") in said(edited((term, cases + own)))
    lonely = cases + '<tthc:term value="2" unit="working_days" case="thuong"/>'
    assert ("case_without_term", HERE, "error") in said(edited((term, lonely)))


def test_agencies_have_sums_of_their_own(edited: Edited) -> None:
    term = '<tthc:term value="2" unit="working_days" maxSupplement="1"/>'
    ours = '<tthc:term value="2" unit="working_hours" agency="receiving"/>'
    theirs = '<tthc:term value="14" unit="working_hours" agency="resolving"/>'
    assert not said(edited((term, term + ours + theirs)))
    wrong = edited((term, term + ours + theirs.replace("14", "15")))
    (finding,) = [one for one in findings(wrong) if one.severity == "error"]
    assert finding.code == "limits_sum"
    assert "resolving" in finding.message.vi
    assert "14 giờ" in finding.message.vi and "15 giờ" in finding.message.vi


def test_a_branch_that_takes_longer_than_the_term_is_named(edited: Edited) -> None:
    longer = '<bpmn:userTask id="soan_tu_choi" name="Soạn văn bản từ chối"><bpmn:extensionElements>' + (
        '<tthc:step no="5" unit="resolving/phong_vhxh" post="chuyen_vien" limit="20" kind="review">'
        '<tthc:outcome id="xong"/></tthc:step></bpmn:extensionElements></bpmn:userTask><bpmn:endEvent id="tu_choi" '
    )
    data = edited(
        ('<bpmn:endEvent id="tu_choi" ', longer),
        ('sourceRef="ket_qua_tham_dinh" targetRef="tu_choi"', 'sourceRef="ket_qua_tham_dinh" targetRef="soan_tu_choi"'),
        (
            "</bpmn:process>",
            '<bpmn:sequenceFlow id="f_x" sourceRef="soan_tu_choi" targetRef="tu_choi"/></bpmn:process>',
        ),
    )
    assert ("limits_exceeded", HERE, "error") in said(data)


CONNECTOR = (
    '<bpmn:serviceTask id="tra_cuu"><bpmn:extensionElements><tthc:connector id="police.residence">'
    '<tthc:param name="so" value="=don.so"/><tthc:failure then="manual"/></tthc:connector>'
    "</bpmn:extensionElements></bpmn:serviceTask>"
)


def connector_codes(tools: Any, task: str, connectors: dict[str, ConnectorWords] | None) -> set[str]:
    vocabulary = replace(shipped(), connectors=connectors)
    body = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + task + tools.chain("s", "tra_cuu", "e")
    return {one.code for one in findings(tools.sketch(body), vocabulary=vocabulary) if one.element == "tra_cuu"} - {
        "not_drawn"
    }


def test_connectors_are_checked_where_they_are_known(tools: Any) -> None:
    known = {"police.residence": ConnectorWords("police.residence", frozenset({"so"}), frozenset({"ngay"}))}
    assert connector_codes(tools, CONNECTOR, known) == set()
    assert connector_codes(tools, CONNECTOR, None) == set()
    assert connector_codes(tools, CONNECTOR, {}) == {"connector_unknown"}
    other = CONNECTOR.replace('name="so"', 'name="khac"')
    assert connector_codes(tools, other, known) == {"connector_parameter"}
    assert connector_codes(tools, CONNECTOR.replace('<tthc:failure then="manual"/>', ""), known) == {
        "connector_failure_missing"
    }
    bare = '<bpmn:serviceTask id="tra_cuu"/>'
    assert connector_codes(tools, bare, known) == {"connector_missing"}


def test_decisions_are_checked_where_they_are_known(tools: Any) -> None:
    rule = (
        '<bpmn:businessRuleTask id="tra_cuu"><bpmn:extensionElements><tthc:decision ref="muc_phi"/>'
        "</bpmn:extensionElements></bpmn:businessRuleTask>"
    )
    body = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + rule + tools.chain("s", "tra_cuu", "e")
    data = tools.sketch(body)
    assert "decision_unknown" not in {one.code for one in findings(data)}
    none = replace(shipped(), decisions=frozenset())
    assert "decision_unknown" in {one.code for one in findings(data, vocabulary=none)}
    bare = tools.sketch(body.replace('<tthc:decision ref="muc_phi"/>', ""))
    assert "decision_missing" in {one.code for one in findings(bare)}


@dataclass
class FakeForm:
    """What the checks ask of a form."""

    routing_keys: tuple[str, ...] = ()

    def walk(self) -> tuple[object, ...]:
        return ()


FORMS = {
    "don": FakeForm(("hoc_sinh",)),
    "tiep-nhan": FakeForm(),
    "tham-dinh": FakeForm(("muc",)),
    "mau-anh": FakeForm(),
}


def with_forms(data: bytes, forms: dict[str, FakeForm]) -> set[tuple[str, str, str]]:
    found = check(read(data), shipped(), stage="publication", forms=forms)
    return {(one.code, one.element, one.severity) for one in found}


def test_named_forms_must_be_there(library_card: bytes) -> None:
    assert with_forms(library_card, FORMS) == set()
    without = {name: form for name, form in FORMS.items() if name not in ("tham-dinh", "mau-anh", "don")}
    assert with_forms(library_card, without) == {
        ("form_missing", "tham_dinh", "error"),
        ("form_missing", HERE, "error"),
        ("document_form_missing", HERE, "warning"),
    }


def test_a_form_with_one_key_twice_is_refused(library_card: bytes) -> None:
    twice = {**FORMS, "tham-dinh": FakeForm(("muc", "muc"))}
    assert ("form_field_twice", HERE, "error") in with_forms(library_card, twice)


def test_expressions_read_only_routing_fields(library_card: bytes) -> None:
    assert ("name_key_unknown", HERE, "error") in with_forms(library_card, {**FORMS, "don": FakeForm()})
