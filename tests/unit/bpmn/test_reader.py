"""A BPMN file becomes a Definition; what is malformed becomes a problem with a place, not an exception."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from engine.bpmn.definition import Bounds, Definition, Outcome, Point, Timer
from engine.bpmn.errors import Unreadable
from engine.bpmn.reader import read
from engine.bpmn.sheet import Basis, Covers, Fee, Translation

Edited = Callable[..., bytes]


def problems(definition: Definition) -> list[tuple[str, str]]:
    return [(problem.code, problem.element) for problem in definition.problems]


def test_the_official_sheet_is_read(library_card: bytes) -> None:
    card = read(library_card)
    assert (card.key, card.process_id, card.name) == ("the-thu-vien", "the_thu_vien", "Cấp thẻ thư viện")
    assert (card.symbol, card.field, card.level, card.online) == ("TV-01", "Thư viện", "commune", "full")
    assert (card.form, card.competent, card.sample, card.executable) == ("don", "receiving", True, True)
    assert card.covers == (Covers("9.000001", "Cấp thẻ thư viện", date(2026, 1, 1)),)
    assert (card.terms[0].value, card.terms[0].unit, card.terms[0].max_supplement) == (2, "working_days", 1)
    assert card.fees == (
        Fee(
            "phi_the",
            "Phí làm thẻ",
            amount=Decimal(20000),
            exempt_when="don.hoc_sinh = true",
            collect="receipt",
            basis="Nghị quyết 01",
        ),
    )
    assert (card.documents[0].originals, card.documents[0].copies, card.documents[0].required) == (2, 0, True)
    assert card.basis == (Basis("Luật Thư viện 2019", "Điều 42"),)
    assert card.texts == (Translation("en", "name", "Library card"),)
    assert card.problems == ()


def test_a_step_is_read_with_its_outcomes(library_card: bytes) -> None:
    node = read(library_card).nodes["tham_dinh"]
    assert node.kind == "user"
    assert node.step is not None
    assert (node.step.no, node.step.unit, node.step.post) == ("2", "resolving/phong_vhxh", "chuyen_vien")
    assert node.step.alternatives == ("lanh_dao_phong",)
    assert (node.step.limit, node.step.limit_unit, node.step.count) == (Decimal(10), "working_hours", "counted")
    assert node.step.outcomes[1] == Outcome("bo_sung", "Yêu cầu bổ sung", "supplement_slip")
    assert (node.incoming, node.outgoing) == (("f_vao",), ("f_xong_tham_dinh",))


def test_waits_ends_gateways_and_flows_are_read(library_card: bytes) -> None:
    card = read(library_card)
    wait = card.nodes["cho_bo_sung"]
    assert wait.wait is not None
    assert (wait.wait.kind, wait.wait.clock, wait.wait.auto_close_after) == ("supplement", "reset", 15)
    assert card.messages[wait.message or ""].name == "cho_bo_sung"
    assert card.nodes["tu_choi"].end_result == "refused"
    assert card.nodes["ket_qua_ky"].default == "f_ky"
    assert card.flows["f_tra_lai"].condition == 'ky_duyet.outcome = "tra_lai"'
    assert card.flows["f_ky"].condition is None


def test_the_drawing_is_read(library_card: bytes) -> None:
    card = read(library_card)
    assert card.shapes["tham_dinh"] == Bounds(440, 230, 120, 80)
    assert card.shapes["bat_dau"].label == Bounds(88, 125, 60, 14)
    assert card.edges["f_nop"] == (Point(136, 100), Point(180, 100))
    assert card.edge_labels["f_dat"] == Bounds(638, 330, 80, 14)
    assert card.pool == "don_vi_thuc_hien"
    assert card.lanes["lan_lanh_dao"].nodes == ("ky_duyet", "ket_qua_ky")


def test_every_node_knows_its_line(library_card: bytes) -> None:
    lines = library_card.decode().splitlines()
    for node in read(library_card).nodes.values():
        assert node.line is not None
        assert f'id="{node.id}"' in lines[node.line - 1]


def test_the_rarer_facts_of_the_sheet_are_read(tools: Any) -> None:
    sheet = (
        '<tthc:procedure key="k" boundaryFree="true"><tthc:case id="thuong" name="Thường" when="don.x = 1"/>'
        '<tthc:term value="=ho_so.quantity * 2" unit="same_day" case="thuong gap" cutOff="15:00" onSupplement="pause" '
        'phase="2" startsAt="cho_thue" agency="resolving" receptionHours="4" buffer="0.5" statutory="60"/>'
        '<tthc:fee id="f" decision="le_phi" from="2025-07-01"/></tthc:procedure>'
    )
    card = read(tools.sketch("", sheet=sheet))
    term = card.terms[0]
    assert (term.value, term.value_formula, term.case) == (None, "ho_so.quantity * 2", ("thuong", "gap"))
    assert (term.cut_off, term.on_supplement, term.phase) == (time(15, 0), "pause", 2)
    assert (term.starts_at, term.agency, term.reception_hours) == ("cho_thue", "resolving", 4)
    assert (term.buffer, term.statutory) == (Decimal("0.5"), 60)
    assert (card.boundary_free, card.cases[0].when) == (True, "don.x = 1")
    assert (card.fees[0].decision, card.fees[0].valid_from) == ("le_phi", date(2025, 7, 1))
    assert card.problems == ()


def test_a_connector_is_read(tools: Any) -> None:
    body = (
        '<bpmn:serviceTask id="tra_cuu"><bpmn:extensionElements><tthc:connector id="police.residence" version="1">'
        '<tthc:param name="so" value="=don.so"/><tthc:result variable="cu_tru" value="=response.o"/>'
        '<tthc:failure after="5" then="error:E1"/></tthc:connector></bpmn:extensionElements></bpmn:serviceTask>'
    )
    connector = read(tools.sketch(body)).nodes["tra_cuu"].connector
    assert connector is not None
    assert (connector.id, connector.version) == ("police.residence", "1")
    assert [(one.name, one.value) for one in connector.params] == [("so", "=don.so")]
    assert [(one.variable, one.value) for one in connector.results] == [("cu_tru", "=response.o")]
    assert connector.failure is not None
    assert (connector.failure.after, connector.failure.then) == (5, "error:E1")


def test_timers_boundaries_and_repetition_are_read(tools: Any) -> None:
    body = (
        '<bpmn:userTask id="y_kien"><bpmn:multiInstanceLoopCharacteristics isSequential="false">'
        "<bpmn:loopCardinality>count(a.b)</bpmn:loopCardinality><bpmn:completionCondition>count(y_kien.all) &gt;= 2"
        "</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>"
        '<bpmn:boundaryEvent id="nhac" attachedToRef="y_kien" cancelActivity="false"><bpmn:timerEventDefinition>'
        '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P5D</bpmn:timeDuration></bpmn:timerEventDefinition>'
        "</bpmn:boundaryEvent>"
    )
    card = read(tools.sketch(body))
    loop = card.nodes["y_kien"].loop
    assert loop is not None
    assert (loop.cardinality, loop.completion, loop.sequential) == ("count(a.b)", "count(y_kien.all) >= 2", False)
    boundary = card.nodes["nhac"]
    assert (boundary.timer, boundary.events) == (Timer("duration", "P5D"), ("timer",))
    assert (boundary.attached_to, boundary.interrupting) == ("y_kien", False)


def test_sub_processes_and_called_processes_keep_their_nodes(tools: Any) -> None:
    body = (
        '<bpmn:subProcess id="khoi"><bpmn:startEvent id="s"/><bpmn:subProcess id="trong"><bpmn:task id="t"/>'
        '</bpmn:subProcess></bpmn:subProcess><bpmn:callActivity id="goi" calledElement="khac"/>'
    )
    around = '<bpmn:process id="khac" name="Khác"><bpmn:startEvent id="k"/></bpmn:process>'
    card = read(tools.sketch(body, around=around))
    assert card.process_id == "the_thu_vien"
    assert {key: node.parent for key, node in card.nodes.items()} == {
        "khoi": None,
        "s": "khoi",
        "trong": "khoi",
        "t": "trong",
        "goi": None,
        "k": "khac",
    }
    assert card.nodes["goi"].called == "khac"
    assert card.called == {"khac": "Khác"}


def test_errors_messages_and_escalations_are_read_by_their_codes(tools: Any) -> None:
    around = '<bpmn:error id="e1" errorCode="HET_HAN"/><bpmn:escalation id="x1" escalationCode="BAO"/>'
    body = (
        '<bpmn:endEvent id="loi"><bpmn:errorEventDefinition errorRef="e1"/></bpmn:endEvent>'
        '<bpmn:intermediateThrowEvent id="bao"><bpmn:escalationEventDefinition escalationRef="x1"/>'
        "</bpmn:intermediateThrowEvent>"
    )
    card = read(tools.sketch(body, around=around))
    assert (card.nodes["loi"].events, card.nodes["loi"].event_code) == (("error",), "HET_HAN")
    assert card.nodes["bao"].event_code == "BAO"


def test_a_file_without_our_vocabulary_is_still_a_draft(tools: Any) -> None:
    card = read(tools.sketch("<bpmn:task id='a' name='Làm'/>", sheet=""))
    assert (card.key, card.terms, card.nodes["a"].kind) == (None, (), "task")


@pytest.mark.parametrize(
    ("old", "new", "code", "element"),
    [
        ('limit="10"', 'limit="mười"', "tthc_value", "tham_dinh"),
        ('kind="appraise"', 'kind="xem"', "tthc_value", "tham_dinh"),
        ('unit="resolving/phong_vhxh"', 'unit="phòng"', "tthc_value", "tham_dinh"),
        ('unit="working_days" max', 'unit="weeks" max', "tthc_value", "the_thu_vien"),
        ('from="2026-01-01"', 'from="2026-02-30"', "tthc_value", "the_thu_vien"),
        ('<tthc:outcome id="dat"', "<tthc:outcome", "tthc_missing", "tham_dinh"),
        ('kind="appraise"', 'kind="appraise" colour="red"', "tthc_unknown", "tham_dinh"),
        ("<tthc:produces", "<tthc:printed", "tthc_unknown", "ky_duyet"),
        ('<tthc:end result="granted"/>', '<tthc:wait kind="payment"/>', "tthc_misplaced", "xong"),
        ('<tthc:end result="granted"/>', "<tthc:nothing/>", "tthc_misplaced", "xong"),
        ('id="tu_choi" name="Từ chối">', 'id="xong" name="Từ chối">', "duplicate_id", "xong"),
        ('targetRef="xong"', 'targetRef=""', "flow_loose", "f_het"),
        ('<bpmn:exclusiveGateway id="vao_tham_dinh"', "<bpmn:exclusiveGateway", "id_missing", "the_thu_vien"),
    ],
)
def test_what_is_malformed_becomes_a_problem_at_its_element(
    edited: Edited, old: str, new: str, code: str, element: str
) -> None:
    found = read(edited((old, new)))
    assert (code, element) in problems(found)
    for problem in found.problems:
        assert problem.line is not None
        assert problem.message.vi and problem.message.en and problem.hint.vi and problem.hint.en


def test_a_draft_keeps_the_words_it_does_not_understand(edited: Edited) -> None:
    step = read(edited(('kind="appraise"', 'kind="xem"'), ('limit="10"', 'limit="mười"'))).nodes["tham_dinh"].step
    assert step is not None
    assert (step.kind, step.limit) == ("xem", None)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg/>", "không phải BPMN"),
        (b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>', "DMN"),
        (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "không có quy trình"),
        (b"%PDF-1.4", "PDF"),
    ],
)
def test_what_is_no_diagram_is_unreadable(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert said in caught.value.text.vi


def test_reading_twice_gives_equal_definitions(library_card: bytes) -> None:
    assert read(library_card) == read(library_card)


def test_coordinates_that_are_no_numbers_are_left_out(edited: Edited) -> None:
    card = read(edited(('x="440" y="230"', 'x="NaN" y="1e99"')))
    assert "tham_dinh" not in card.shapes
