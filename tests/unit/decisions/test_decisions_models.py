"""Whole models: requirements, knowledge models, services, boxed expressions, types, imports, hostile files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.decisions import Model, UnreadableModel, load

SPACES = {
    "1.1": "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "1.2": "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "1.3": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "1.4": "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "1.5": "https://www.omg.org/spec/DMN/20230324/MODEL/",
}


def model(body: str, *, version: str = "1.3", imports: tuple[bytes, ...] = ()) -> Model:
    return load(source(body, version=version), imports=imports)


def source(body: str, *, version: str = "1.3", namespace: str = "urn:test") -> bytes:
    return f'<definitions xmlns="{SPACES[version]}" namespace="{namespace}" name="m">{body}</definitions>'.encode()


def decision(name: str, logic: str, *, needs: str = "", kind: str = "") -> str:
    typed = f' typeRef="{kind}"' if kind else ""
    return f'<decision id="_{name}" name="{name}"><variable name="{name}"{typed}/>{needs}{logic}</decision>'


def text(expression: str) -> str:
    return f"<literalExpression><text><![CDATA[{expression}]]></text></literalExpression>"


def needs(*references: str) -> str:
    """Requirements: "input:i", "decision:d" or "knowledge:k"."""
    made = ""
    for each in references:
        kind, _, target = each.partition(":")
        outer = "knowledgeRequirement" if kind == "knowledge" else "informationRequirement"
        made += f'<{outer}><required{kind.title()} href="#{target}"/></{outer}>'
    return made


INPUT = '<inputData id="i" name="x"><variable name="x" typeRef="number"/></inputData>'
FUNCTION = (
    '<businessKnowledgeModel id="k" name="gấp đôi"><variable name="gấp đôi"/><encapsulatedLogic>'
    f'<formalParameter name="n" typeRef="number"/>{text("n * 2")}</encapsulatedLogic></businessKnowledgeModel>'
)


@pytest.mark.parametrize("version", SPACES)
def test_every_version_of_the_format_is_read(version: str) -> None:
    body = INPUT + decision("y", text("x + 1"), needs=needs("input:i"))
    assert model(body, version=version).decide("y", {"x": 1}).value == Decimal(2)


def test_a_decision_sees_only_what_it_requires() -> None:
    body = INPUT + decision("y", text("x + 1"))
    outcome = model(body).decide("y", {"x": 1})
    assert outcome.value is None
    assert outcome.warnings[0].code == "name.unknown"


def test_a_required_decision_is_decided_once() -> None:
    body = (
        INPUT
        + decision("a", text("x + 1"), needs=needs("input:i"))
        + decision("b", text("a * 2"), needs=needs("decision:_a"))
        + decision("c", text("a + b"), needs=needs("decision:_a", "decision:_b"))
    )
    assert model(body).decide("c", {"x": 1}).value == Decimal(6)


def test_decisions_that_need_one_another_give_null_with_a_warning() -> None:
    body = decision("a", text("b"), needs=needs("decision:_b")) + decision("b", text("a"), needs=needs("decision:_a"))
    outcome = model(body).decide("a", {})
    assert outcome.value is None
    assert "decision.cycle" in [warning.code for warning in outcome.warnings]


def test_a_knowledge_model_is_called_by_place_by_name_and_from_outside() -> None:
    body = INPUT + FUNCTION
    body += decision("y", text("gấp đôi(x) + gấp đôi(n: x)"), needs=needs("input:i", "knowledge:k"))
    made = model(body)
    assert made.decide("y", {"x": 3}).value == Decimal(12)
    assert made.invoke("gấp đôi", {"n": 4}).value == Decimal(8)
    assert made.invoke("k", [5]).value == Decimal(10)
    assert made.invoke("gấp đôi", {"n": "bốn"}).value is None


def test_a_boxed_invocation_binds_arguments_by_name() -> None:
    binding = f'<binding><parameter name="n"/>{text("x + 1")}</binding>'
    body = INPUT + FUNCTION
    body += decision("y", f"<invocation>{text('gấp đôi')}{binding}</invocation>", needs=needs("input:i", "knowledge:k"))
    assert model(body).decide("y", {"x": 1}).value == Decimal(4)


def test_a_recursive_knowledge_model_ends() -> None:
    logic = "if n <= 1 then 1 else n * fact(n - 1)"
    body = (
        '<businessKnowledgeModel id="k" name="fact"><variable name="fact"/><encapsulatedLogic>'
        f'<formalParameter name="n" typeRef="number"/>{text(logic)}</encapsulatedLogic></businessKnowledgeModel>'
    )
    made = model(body)
    assert made.invoke("fact", [10]).value == Decimal(3628800)
    assert made.invoke("fact", [5000]).warnings[0].code == "limit.calls"


def test_a_service_decides_with_what_it_is_given() -> None:
    body = (
        INPUT
        + decision("a", text("x + 1"), needs=needs("input:i"))
        + decision("b", text("a * 10"), needs=needs("decision:_a"))
        + '<decisionService id="s" name="dịch vụ"><outputDecision href="#_b"/><inputDecision href="#_a"/>'
        "</decisionService>"
        + '<decisionService id="t" name="cả hai"><outputDecision href="#_a"/><outputDecision href="#_b"/>'
        '<inputData href="#i"/></decisionService>'
        + decision("c", text("dịch vụ(7) + cả hai(1).b"), needs=needs("knowledge:s", "knowledge:t"))
    )
    made = model(body)
    assert made.invoke("dịch vụ", {"a": 5}).value == Decimal(50)
    assert made.decide("cả hai", {"x": 1}).value == {"a": Decimal(2), "b": Decimal(20)}
    assert made.decide("c", {}).value == Decimal(90)


ENTRY = "<contextEntry><variable name='{}'/>{}</contextEntry>"
LAMBDA = f"<functionDefinition><formalParameter name='n'/>{text('n + x')}</functionDefinition>"
BOXES: list[tuple[str, Any]] = [
    (f"<context>{ENTRY.format('a', text('1'))}{ENTRY.format('b c', text('a + 1'))}</context>", {"a": 1, "b c": 2}),
    (f"<context>{ENTRY.format('a', text('1'))}<contextEntry>{text('a + 1')}</contextEntry></context>", 2),
    (f"<list>{text('1')}{text('x')}</list>", [1, 5]),
    (
        f"<relation><column name='k'/><column name='v'/><row>{text('1')}{text('2')}</row>"
        f"<row>{text('3')}{text('x')}</row></relation>",
        [{"k": 1, "v": 2}, {"k": 3, "v": 5}],
    ),
    (
        f"<conditional><if>{text('x > 1')}</if><then>{text('10')}</then><else>{text('20')}</else></conditional>",
        10,
    ),
    (f"<filter><in>{text('[1, 5, 9]')}</in><match>{text('item >= x')}</match></filter>", [5, 9]),
    (f"<for iteratorVariable='i'><in>{text('1..3')}</in><return>{text('i * x')}</return></for>", None),
    (f"<for iteratorVariable='i'><in>{text('[1..3]')}</in><return>{text('i * x')}</return></for>", [5, 10, 15]),
    (f"<some iteratorVariable='i'><in>{text('[1, 9]')}</in><satisfies>{text('i > x')}</satisfies></some>", True),
    (f"<every iteratorVariable='i'><in>{text('[1, 9]')}</in><satisfies>{text('i > x')}</satisfies></every>", False),
    (
        f"<context>{ENTRY.format('f', LAMBDA)}<contextEntry>{text('f(1)')}</contextEntry></context>",
        6,
    ),
]


@pytest.mark.parametrize(("logic", "value"), BOXES)
def test_boxed_expressions_give_what_their_text_would(logic: str, value: Any) -> None:
    outcome = model(INPUT + decision("y", logic, needs=needs("input:i")), version="1.5").decide("y", {"x": 5})
    assert outcome.value == value


TYPES = """
<itemDefinition name="tDon"><itemComponent name="tên"><typeRef>string</typeRef></itemComponent>
  <itemComponent name="tuổi"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues>
  </itemComponent></itemDefinition>
<itemDefinition name="tLoai"><typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues>
</itemDefinition>
<itemDefinition name="tDanhSach" isCollection="true"><typeRef>number</typeRef></itemDefinition>
"""


@pytest.mark.parametrize(
    ("expression", "kind", "value"),
    [
        ('"x"', "number", None),
        ("1", "number", 1),
        ("[1]", "number", 1),
        ("1", "tDanhSach", [1]),
        ('["a"]', "tDanhSach", None),
        ('"A"', "tLoai", "A"),
        ('"C"', "tLoai", None),
        ('{tên: "An", tuổi: 20}', "tDon", {"tên": "An", "tuổi": 20}),
        ('{tên: "An", tuổi: 200}', "tDon", None),
        ('{tên: "An"}', "tDon", None),
        ("null", "tDon", None),
        ("1", "", 1),
        ("1", "khôngCó", 1),
    ],
)
def test_the_result_is_bound_to_the_declared_type(expression: str, kind: str, value: Any) -> None:
    assert model(TYPES + decision("y", text(expression), kind=kind)).decide("y", {}).value == value


def test_a_date_becomes_a_date_and_time_where_one_is_declared() -> None:
    outcome = model(decision("y", text('date("2025-07-01")'), kind="dateTime")).decide("y", {})
    assert str(outcome.value) == "2025-07-01 00:00:00+00:00"


def test_input_data_may_lack_entries() -> None:
    body = TYPES + '<inputData id="i" name="don"><variable name="don" typeRef="tDon"/></inputData>'
    body += decision("y", text("don.tên"), needs=needs("input:i"))
    assert model(body).decide("y", {"don": {"tên": "An"}}).value == "An"


def test_an_imported_model_answers_under_its_name() -> None:
    other = source(INPUT + decision("y", text("x + 1"), needs=needs("input:i")), namespace="urn:other")
    body = '<import namespace="urn:other" name="Khác" importType="x"/>' + decision(
        "z",
        text("Khác.y * 10"),
        needs='<informationRequirement><requiredDecision href="urn:other#_y"/></informationRequirement>',
    )
    assert model(body, imports=(other,)).decide("z", {"x": 1}).value == Decimal(20)


def test_unknown_names_and_missing_inputs_are_null_with_a_warning() -> None:
    body = INPUT + decision("y", text("x"), needs=needs("input:i"))
    assert [warning.code for warning in model(body).decide("y", {}).warnings] == ["input.missing"]
    assert [warning.code for warning in model(body).decide("nope", {}).warnings] == ["decision.unknown"]


def test_values_of_python_are_accepted() -> None:
    body = '<inputData id="i" name="x"/>' + decision("y", text('x + @"P1D"'), needs=needs("input:i"))
    assert model(body).decide("y", {"x": date(2025, 7, 1)}).value == date(2025, 7, 2)


def test_java_functions_are_not_run() -> None:
    function = (
        '<encapsulatedLogic kind="Java"><formalParameter name="a"/><context><contextEntry><variable name="class"/>'
        f"{text('&quot;java.lang.Math&quot;')}</contextEntry></context></encapsulatedLogic>"
    )
    made = model(f'<businessKnowledgeModel id="k" name="cos"><variable name="cos"/>{function}</businessKnowledgeModel>')
    assert [warning.code for warning in made.invoke("cos", [1]).warnings] == ["call.external"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<definitions/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        '<?xml version="1.0" encoding="UTF-16"?><x/>'.encode("utf-16"),
        b'<bpmn xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>',
        b"x" * (3 * 1024 * 1024),
        source("<decision/>" * 60_000),
    ],
    ids=["empty", "text", "no namespace", "entities", "utf-16", "bpmn", "too large", "too many elements"],
)
def test_a_hostile_or_foreign_file_is_refused_in_both_languages(data: bytes) -> None:
    with pytest.raises(UnreadableModel) as caught:
        load(data)
    assert caught.value.vi
    assert caught.value.en


def test_models_that_import_one_another_are_refused() -> None:
    one = '<import namespace="urn:other" name="o" importType="x"/>'
    two = source('<import namespace="urn:test" name="t" importType="x"/>', namespace="urn:other")
    with pytest.raises(UnreadableModel):
        model(one, imports=(two,))


def test_a_model_that_never_ends_stops_within_its_budget() -> None:
    outcome = model(decision("y", text("for i in 1..99999, j in 1..99999 return 1"))).decide("y", {})
    assert outcome.value is None
    assert outcome.warnings[-1].code == "limit.steps"
