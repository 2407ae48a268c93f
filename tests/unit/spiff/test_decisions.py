"""Business rule tasks: a decision table of the version, evaluated on the dossier's names."""

import pytest
from process_diagrams import Diagram
from process_worlds import Dossier

from engine.spiff import NotRunnable, compile_version

TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="phi" namespace="urn:phi">
  <inputData id="in" name="nhan"><variable name="nhan"/></inputData>
  <decision id="muc_phi" name="Mức phí">
    <variable name="Mức phí"/>
    <informationRequirement id="r"><requiredInput href="#in"/></informationRequirement>
    <decisionTable id="t" hitPolicy="UNIQUE">
      <input id="i"><inputExpression id="ie"><text>nhan.tuoi</text></inputExpression></input>
      <output id="o1" name="phi"/><output id="o2" name="mien"/>
      <rule id="r1"><inputEntry id="e1"><text>&lt; 6</text></inputEntry>
        <outputEntry id="a1"><text>0</text></outputEntry><outputEntry id="b1"><text>true</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="e2"><text>&gt;= 6</text></inputEntry>
        <outputEntry id="a2"><text>8000</text></outputEntry><outputEntry id="b2"><text>false</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>""".encode()


def asking(decision: str = "muc_phi") -> bytes:
    rule = f'<bpmn:extensionElements><tthc:decision ref="{decision}"/></bpmn:extensionElements>'
    plot = Diagram().start().user("nhan").add("businessRuleTask", "tinh", rule).gateway("exclusive", "g").end()
    plot.user("thu").user("cap").path("start", "nhan", "tinh", "g").flow("g", "cap", "tinh.mien")
    return plot.flow("g", "thu", default=True).flow("thu", "end").flow("cap", "end").xml()


@pytest.mark.parametrize(("age", "fee", "step"), [(5, 0, "cap"), (6, 8000, "thu")])
def test_a_rule_task_decides_and_the_next_gateway_reads_the_answer(age: int, fee: int, step: str) -> None:
    dossier = Dossier(compile_version(asking(), {"le-phi.dmn": TABLE}))
    dossier.complete("nhan", tuoi=age)
    assert dossier.result.variables["tinh"]["phi"] == fee
    assert dossier.open == [step]


def test_a_decision_the_version_does_not_have_is_an_incident() -> None:
    dossier = Dossier(compile_version(asking("khac"), {"le-phi.dmn": TABLE}))
    dossier.complete("nhan", tuoi=5)
    assert [(one.element, one.code) for one in dossier.result.incidents] == [("tinh", "unknown_decision")]


def test_a_version_with_other_tables_is_another_version() -> None:
    first = compile_version(asking(), {"le-phi.dmn": TABLE})
    second = compile_version(asking(), {"le-phi.dmn": TABLE.replace(b"8000", b"9000")})
    assert first.fingerprint != second.fingerprint


@pytest.mark.parametrize("table", [b"<a/>", TABLE.replace(b"8000", b"8000 +")])
def test_a_table_that_cannot_be_read_makes_the_version_not_runnable(table: bytes) -> None:
    with pytest.raises(NotRunnable) as refusal:
        compile_version(asking(), {"le-phi.dmn": table})
    assert refusal.value.code == "bad_decision"
    assert "le-phi.dmn" in refusal.value.text.vi
