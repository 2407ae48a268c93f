"""What the runtime cannot carry, or would silently ignore, is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.bpmn.checks import Finding, check
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped

Edited = Callable[..., bytes]

START = '<bpmn:startEvent id="s"/>'
END = '<bpmn:endEvent id="e"/>'


def findings(data: bytes, stage: str = "publication") -> tuple[Finding, ...]:
    return check(read(data), shipped(), stage=stage)


def found(data: bytes, code: str) -> list[Finding]:
    return [one for one in findings(data) if one.code == code]


def errors(data: bytes) -> set[tuple[str, str]]:
    return {(one.code, one.element) for one in findings(data) if one.severity == "error"}


def test_the_library_card_has_nothing_to_be_said_about(library_card: bytes) -> None:
    assert findings(library_card) == ()


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("scriptTask", "script_task"),
        ("sendTask", "send_task"),
        ("task", "abstract_task"),
        ("manualTask", "manual_task"),
        ("complexGateway", "complex_gateway"),
        ("adHocSubProcess", "adhoc_subprocess"),
        ("transaction", "transaction"),
    ],
)
def test_kinds_that_never_run_are_refused_by_name(tools: Any, tag: str, code: str) -> None:
    body = START + f'<bpmn:{tag} id="x" name="Việc"/>' + END + tools.chain("s", "x", "e")
    (finding,) = found(tools.sketch(body), code)
    assert (finding.element, finding.severity) == ("x", "error")
    assert "“Việc”" in finding.message.vi
    assert "“Việc”" in finding.message.en


@pytest.mark.parametrize(
    ("position", "event"),
    [
        ("end", "signal"),
        ("end", "timer"),
        ("end", "conditional"),
        ("end", "link"),
        ("end", "compensate"),
        ("end", "escalation"),
        ("end", "message"),
        ("end", "cancel"),
        ("start", "error"),
        ("start", "escalation"),
        ("start", "cancel"),
        ("start", "terminate"),
        ("start", "message"),
        ("start", "timer"),
        ("start", "signal"),
        ("start", "conditional"),
        ("catch", "link"),
        ("catch", "error"),
        ("catch", "escalation"),
        ("catch", "cancel"),
        ("catch", "compensate"),
        ("catch", "signal"),
        ("catch", "conditional"),
        ("throw", "timer"),
        ("throw", "link"),
        ("throw", "compensate"),
        ("throw", "error"),
        ("throw", "signal"),
        ("throw", "message"),
        ("throw", "terminate"),
    ],
)
def test_events_that_do_nothing_where_they_stand_are_refused(tools: Any, position: str, event: str) -> None:
    tags = {
        "start": ("startEvent", "s"),
        "end": ("endEvent", "e"),
        "catch": ("intermediateCatchEvent", "x"),
        "throw": ("intermediateThrowEvent", "x"),
    }
    tag, key = tags[position]
    parts = {"s": START, "x": '<bpmn:intermediateThrowEvent id="x"/>', "e": END}
    parts[key] = f'<bpmn:{tag} id="{key}"><bpmn:{event}EventDefinition/></bpmn:{tag}>'
    data = tools.sketch("".join(parts.values()) + tools.chain("s", "x", "e"))
    (finding,) = found(data, f"{position}_{event}")
    assert (finding.element, finding.severity) == (key, "error")


@pytest.mark.parametrize("event", ["signal", "conditional", "cancel", "compensate", "escalation", "terminate", "link"])
def test_boundary_events_that_cannot_happen_are_refused(edited: Edited, event: str) -> None:
    boundary = (
        f'<bpmn:boundaryEvent id="b" attachedToRef="tham_dinh"><bpmn:{event}EventDefinition/></bpmn:boundaryEvent>'
        '<bpmn:sequenceFlow id="f_b" sourceRef="b" targetRef="tu_choi"/>'
    )
    data = edited(('<bpmn:endEvent id="xong"', f'{boundary}<bpmn:endEvent id="xong"'))
    assert found(data, f"boundary_{event}")[0].element == "b"


def test_two_definitions_on_one_event_are_refused(tools: Any) -> None:
    both = "<bpmn:terminateEventDefinition/><bpmn:signalEventDefinition/>"
    data = tools.sketch(START + f'<bpmn:endEvent id="e">{both}</bpmn:endEvent>' + tools.chain("s", "e"))
    assert found(data, "end_multiple")


@pytest.mark.parametrize(
    ("old", "new", "code", "element"),
    [
        (
            '<bpmn:userTask id="tham_dinh"',
            '<bpmn:userTask isForCompensation="true" id="tham_dinh"',
            "compensation",
            "tham_dinh",
        ),
        (' default="f_dat"', "", "no_default", "ket_qua_tham_dinh"),
        (' default="f_dat"', ' default="f_ky"', "bad_default", "ket_qua_tham_dinh"),
        (' default="f_dat"', ' default="f_bo_sung"', "default_condition", "f_bo_sung"),
        (' default="f_dat"', ' default="f_bo_sung"', "no_condition", "f_dat"),
        ('targetRef="tra_ket_qua"', 'targetRef="xong"', "unreachable", "tra_ket_qua"),
        (
            'sourceRef="tra_ket_qua" targetRef="xong"',
            'sourceRef="ky_duyet" targetRef="xong"',
            "dead_end",
            "tra_ket_qua",
        ),
        (
            'sourceRef="tra_ket_qua" targetRef="xong"',
            'sourceRef="ky_duyet" targetRef="xong"',
            "several_flows",
            "ky_duyet",
        ),
        ('targetRef="tiep_nhan"', 'targetRef="bat_dau"', "flow_into_start", "f_nop"),
        ('sourceRef="tra_ket_qua"', 'sourceRef="tu_choi"', "flow_out_of_end", "f_het"),
        (' messageRef="msg_cho_bo_sung"', "", "wait_without_message", "cho_bo_sung"),
        ('messageRef="msg_cho_bo_sung"', 'messageRef="khac"', "wait_without_message", "cho_bo_sung"),
        ('<bpmn:startEvent id="bat_dau" name="Nộp hồ sơ"/>', "", "one_start", "the_thu_vien"),
        ("<bpmn:process ", '<bpmn:import importType="x"/><bpmn:process ', "ignored_element", "the_thu_vien"),
        ("<bpmn:receiveTask id", '<bpmn:receiveTask instantiate="true" id', "instantiate", "cho_bo_sung"),
        ('isExecutable="true"', 'isExecutable="false"', "not_executable", "the_thu_vien"),
        ('id="tu_choi" name="Từ chối">', 'id="xong" name="Từ chối">', "duplicate_id", "xong"),
    ],
)
def test_a_diagram_that_would_not_run_is_refused(edited: Edited, old: str, new: str, code: str, element: str) -> None:
    assert (code, element) in errors(edited((old, new)))


@pytest.mark.parametrize(("key", "code"), [("if", "id_reserved"), ("don", "id_reserved"), ("trả", "id_pattern")])
def test_an_id_that_expressions_cannot_read_is_refused(edited: Edited, key: str, code: str) -> None:
    assert errors(edited(('"tra_ket_qua"', f'"{key}"'), (">tra_ket_qua<", f">{key}<"))) == {(code, key)}


def test_a_condition_on_a_flow_that_leaves_a_step_is_refused(edited: Edited) -> None:
    plain = '<bpmn:sequenceFlow id="f_het" sourceRef="tra_ket_qua" targetRef="xong"/>'
    condition = plain.replace(
        "/>", "><bpmn:conditionExpression>don.x = 1</bpmn:conditionExpression></bpmn:sequenceFlow>"
    )
    assert ("condition_ignored", "f_het") in errors(edited((plain, condition)))


def test_the_only_flow_of_a_gateway_may_not_have_a_condition(edited: Edited) -> None:
    plain = '<bpmn:sequenceFlow id="f_vao" sourceRef="vao_tham_dinh" targetRef="tham_dinh"/>'
    condition = plain.replace("/>", "><bpmn:conditionExpression>true</bpmn:conditionExpression></bpmn:sequenceFlow>")
    assert ("lonely_condition", "f_vao") in errors(edited((plain, condition)))


def test_a_condition_in_another_language_is_refused(edited: Edited) -> None:
    data = edited(("<bpmn:conditionExpression xsi", '<bpmn:conditionExpression language="python" xsi'))
    assert ("expression_language", "f_bo_sung") in errors(data)


def test_a_loop_nobody_can_leave_is_refused(tools: Any) -> None:
    body = (
        START
        + END
        + tools.step("a")
        + '<bpmn:exclusiveGateway id="g"/>'
        + tools.chain("s", "g", "a")
        + tools.flow("a", "g")
    )
    assert {("loop_without_exit", "a"), ("loop_without_exit", "g")} <= errors(tools.sketch(body))


def test_a_loop_that_waits_for_nobody_is_refused(tools: Any) -> None:
    body = (
        START
        + END
        + '<bpmn:exclusiveGateway id="m"/><bpmn:exclusiveGateway id="g" name="?" default="g_e"/>'
        + tools.chain("s", "m", "g", "e")
        + tools.flow("g", "m", "don.x = 1")
    )
    assert ("busy_loop", "g") in errors(tools.sketch(body))


def test_a_sub_process_inside_a_loop_must_wait_for_somebody(tools: Any) -> None:
    inner = '<bpmn:startEvent id="s1"/>{}<bpmn:endEvent id="e1"/>'
    outer = (
        START
        + END
        + '<bpmn:exclusiveGateway id="m"/><bpmn:exclusiveGateway id="g" name="?" default="g_e"/>'
        + tools.chain("s", "m", "con", "g", "e")
        + tools.flow("g", "m", "don.x = 1")
    )
    empty = inner.format("") + tools.chain("s1", "e1")
    waiting = inner.format(tools.step("a")) + tools.chain("s1", "a", "e1")
    assert found(tools.sketch(f'{outer}<bpmn:subProcess id="con">{empty}</bpmn:subProcess>'), "busy_loop")
    assert not found(tools.sketch(f'{outer}<bpmn:subProcess id="con">{waiting}</bpmn:subProcess>'), "busy_loop")


def test_a_process_without_an_end_is_refused(tools: Any) -> None:
    body = START + tools.step("a") + tools.chain("s", "a")
    assert ("no_end", "the_thu_vien") in errors(tools.sketch(body))


def test_an_event_sub_process_is_refused(tools: Any) -> None:
    inside = '<bpmn:startEvent id="s1" isInterrupting="true"><bpmn:errorEventDefinition/></bpmn:startEvent>'
    body = (
        START
        + END
        + tools.chain("s", "e")
        + f'<bpmn:subProcess id="x" triggeredByEvent="true">{inside}</bpmn:subProcess>'
    )
    assert {("event_subprocess", "x"), ("start_error", "s1")} <= errors(tools.sketch(body))


@pytest.mark.parametrize(
    ("loop", "code"),
    [
        ("<bpmn:standardLoopCharacteristics/>", "standard_loop"),
        ("<bpmn:multiInstanceLoopCharacteristics/>", "repetition_count"),
        (
            "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>count(don.x)</bpmn:loopCardinality>"
            "<bpmn:loopDataInputRef>don.x</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics>",
            "repetition_count",
        ),
        (
            "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>count(don.y)</bpmn:loopCardinality>"
            "</bpmn:multiInstanceLoopCharacteristics>",
            "repetition_units",
        ),
    ],
)
def test_repetition_says_once_how_often(tools: Any, loop: str, code: str) -> None:
    task = tools.step("a", 'unit="chosen:don.x"').replace("</bpmn:userTask>", f"{loop}</bpmn:userTask>")
    assert (code, "a") in errors(tools.sketch(START + END + task + tools.chain("s", "a", "e")))


def test_only_waits_may_stand_behind_an_event_gateway(tools: Any) -> None:
    body = START + END + '<bpmn:eventBasedGateway id="g"/>' + tools.step("a") + tools.chain("s", "g", "a", "e")
    assert ("race_target", "g_a") in errors(tools.sketch(body))


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("", "timer_empty"),
        ("<bpmn:timeCycle>R3/P1D</bpmn:timeCycle>", "timer_cycle"),
        ("<bpmn:timeCycle>0 9 * * 1</bpmn:timeCycle>", "timer_cycle"),
        ("<bpmn:timeDuration>5 ngày</bpmn:timeDuration>", "feel_syntax"),
        ("<bpmn:timeDuration>khong_co.x</bpmn:timeDuration>", "name_unknown"),
    ],
)
def test_a_timer_says_once_when(tools: Any, inside: str, code: str) -> None:
    timer = f"<bpmn:timerEventDefinition>{inside}</bpmn:timerEventDefinition>"
    body = START + END + f'<bpmn:intermediateCatchEvent id="t">{timer}</bpmn:intermediateCatchEvent>'
    assert (code, "t") in errors(tools.sketch(body + tools.chain("s", "t", "e")))


@pytest.mark.parametrize("time", ["P5D", "PT1H", "P1Y2M", "2026-01-01", "2026-01-01T08:00:00+07:00", 'duration("P5D")'])
def test_a_timer_may_be_iso_or_feel(tools: Any, time: str) -> None:
    kind = "timeDate" if time.startswith("2026") else "timeDuration"
    timer = f"<bpmn:timerEventDefinition><bpmn:{kind}>{time}</bpmn:{kind}></bpmn:timerEventDefinition>"
    body = START + END + f'<bpmn:intermediateCatchEvent id="t">{timer}</bpmn:intermediateCatchEvent>'
    assert not [one for one in errors(tools.sketch(body + tools.chain("s", "t", "e"))) if one[1] == "t"]


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<bpmn:ioSpecification id="io"/>', "ignored_element"),
        ('<bpmn:dataInputAssociation id="x"/>', "ignored_element"),
        ('<bpmn:potentialOwner id="x"/>', "ignored_element"),
        ('<bpmn:property id="x"/>', "ignored_element"),
    ],
)
def test_bpmn_data_and_resources_that_would_be_ignored_are_refused(edited: Edited, inside: str, code: str) -> None:
    data = edited(('<bpmn:userTask id="ky_duyet" name="Ký duyệt">', f'<bpmn:userTask id="ky_duyet" name="Ký">{inside}'))
    assert code in {one for one, _ in errors(data)}


def test_data_objects_may_be_drawn_but_not_two_levels_down(tools: Any) -> None:
    reference = '<bpmn:dataObjectReference id="d{}" dataObjectRef="o"/>'
    deep = f'<bpmn:subProcess id="x"><bpmn:subProcess id="y">{reference.format(2)}</bpmn:subProcess></bpmn:subProcess>'
    data = tools.sketch(f'<bpmn:dataObject id="o"/>{reference.format(1)}{deep}')
    assert [one.element for one in found(data, "nested_data_object")] == ["d2"]
    assert [(one.element, one.severity) for one in found(data, "drawn_only")] == [("o", "warning"), ("d1", "warning")]


def test_programs_of_other_tools_are_refused_and_their_other_facts_noted(edited: Edited) -> None:
    spiff = '<s:preScript xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core">x = 1</s:preScript>'
    data = edited(
        ('<tthc:end result="granted"/>', f'<tthc:end result="granted"/>{spiff}'),
        ('<bpmn:userTask id="ky_duyet"', '<bpmn:userTask xmlns:c="http://camunda.org/x" c:assignee="an" id="ky_duyet"'),
    )
    assert errors(data) == {("foreign_program", "xong")}
    assert [one.element for one in found(data, "foreign_extension")] == ["ky_duyet"]


def test_a_called_process_must_be_in_the_file(tools: Any) -> None:
    body = START + END + '<bpmn:callActivity id="goi" calledElement="khac"/>' + tools.chain("s", "goi", "e")
    assert ("called_missing", "goi") in errors(tools.sketch(body))
    inside = '<bpmn:process id="khac"><bpmn:startEvent id="s1"/><bpmn:endEvent id="e1"/>' + tools.chain("s1", "e1")
    assert not found(tools.sketch(body, around=f"{inside}</bpmn:process>"), "called_missing")


def test_processes_that_call_each_other_in_a_circle_are_refused(tools: Any) -> None:
    body = START + END + '<bpmn:callActivity id="goi" calledElement="p1"/>' + tools.chain("s", "goi", "e")
    first = '<bpmn:process id="p1"><bpmn:callActivity id="c1" calledElement="p2"/></bpmn:process>'
    inner = '<bpmn:subProcess id="x"><bpmn:callActivity id="c2" calledElement="p1"/></bpmn:subProcess>'
    second = f'<bpmn:process id="p2">{inner}</bpmn:process>'
    assert {("calls_itself", "c1"), ("calls_itself", "c2")} <= errors(tools.sketch(body, around=first + second))
    itself = body.replace('"p1"', '"the_thu_vien"')
    assert ("calls_itself", "goi") in errors(tools.sketch(itself))


def test_a_second_process_that_nobody_calls_is_refused(tools: Any) -> None:
    data = tools.sketch(START + END + tools.chain("s", "e"), around='<bpmn:process id="hai" name="Hai"/>')
    assert ("second_process", "hai") in errors(data)


def boundary(key: str, host: str, definition: str, more: str = "") -> str:
    return f'<bpmn:boundaryEvent id="{key}" attachedToRef="{host}" {more}>{definition}</bpmn:boundaryEvent>'


def test_a_boundary_event_hangs_on_a_step_and_leads_somewhere(tools: Any) -> None:
    timer = "<bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition>"
    body = START + END + tools.step("a") + tools.chain("s", "a", "e")
    loose = tools.sketch(body + boundary("b", "khong_co", timer))
    assert ("boundary_loose", "b") in errors(loose)
    assert ("boundary_no_flow", "b") in errors(tools.sketch(body + boundary("b", "a", timer)))
    fine = tools.sketch(body + boundary("b", "a", timer) + tools.flow("b", "e"))
    assert not {one for one in errors(fine) if one[1] == "b"}


def test_error_events_must_interrupt_and_be_able_to_happen(tools: Any) -> None:
    error = '<bpmn:errorEventDefinition errorRef="er"/>'
    around = '<bpmn:error id="er" errorCode="E1"/>'
    body = START + END + tools.step("a") + tools.chain("s", "a", "e")
    data = tools.sketch(
        body + boundary("b", "a", error, 'cancelActivity="false"') + tools.flow("b", "e"), around=around
    )
    assert ("boundary_error_interrupts", "b") in errors(data)
    assert [one.element for one in found(data, "boundary_never")] == ["b"]


def test_an_error_must_be_caught_around_its_sub_process(tools: Any) -> None:
    around = '<bpmn:error id="er" errorCode="E1"/>'
    thrown = '<bpmn:endEvent id="e1"><bpmn:errorEventDefinition errorRef="er"/></bpmn:endEvent>'
    inside = f'<bpmn:subProcess id="con"><bpmn:startEvent id="s1"/>{thrown}{tools.chain("s1", "e1")}</bpmn:subProcess>'
    body = START + END + inside + tools.chain("s", "con", "e")
    assert ("error_uncaught", "e1") in errors(tools.sketch(body, around=around))
    catch = boundary("b", "con", '<bpmn:errorEventDefinition errorRef="er"/>') + tools.flow("b", "e")
    assert not {one for one in errors(tools.sketch(body + catch, around=around)) if one[1] in ("e1", "b")}


def test_a_flow_may_not_cross_the_border_of_a_sub_process(tools: Any) -> None:
    inner = '<bpmn:startEvent id="s1"/>' + tools.step("a") + tools.chain("s1", "a")
    inside = f'<bpmn:subProcess id="con">{inner}</bpmn:subProcess>'
    body = START + END + inside + tools.chain("s", "con") + tools.flow("a", "e")
    assert ("crossing_flow", "a_e") in errors(tools.sketch(body))


def test_a_connector_error_needs_somebody_to_catch_it(tools: Any) -> None:
    task = (
        '<bpmn:serviceTask id="x"><bpmn:extensionElements><tthc:connector id="police"><tthc:failure then="error:E1"/>'
        "</tthc:connector></bpmn:extensionElements></bpmn:serviceTask>"
    )
    body = START + END + task + tools.chain("s", "x", "e")
    assert ("connector_error_uncaught", "x") in errors(tools.sketch(body))


def test_every_finding_speaks_both_languages_and_points_at_something(tools: Any) -> None:
    body = START + '<bpmn:task id="a"/><bpmn:complexGateway id="g"/>' + tools.chain("s", "a", "g")
    for finding in findings(tools.sketch(body, sheet="")):
        assert finding.element
        for text in (finding.message, finding.hint):
            assert text.vi and text.en and text.vi != text.en
