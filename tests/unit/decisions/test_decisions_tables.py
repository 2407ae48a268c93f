"""Decision tables: hit policies, rules that fired, defaults, and cells that cannot be read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.decisions import Model, load

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def table(policy: str, rules: list[tuple[str, str]], *, values: str = "", default: str = "", extra: str = "") -> Model:
    """A model with one decision "Phí" of one input "tuổi" and one output."""
    rows = "".join(
        f'<rule id="r{number}"><inputEntry><text><![CDATA[{test}]]></text></inputEntry>'
        f"<outputEntry><text>{result}</text></outputEntry>"
        f"<annotationEntry><text>dòng {number}</text></annotationEntry></rule>"
        for number, (test, result) in enumerate(rules, 1)
    )
    listed = f"<outputValues><text>{values}</text></outputValues>" if values else ""
    fallback = f"<defaultOutputEntry><text>{default}</text></defaultOutputEntry>" if default else ""
    return load(
        f"""<definitions xmlns="{NAMESPACE}" namespace="urn:test" name="thử">
        <inputData id="i" name="tuổi"><variable name="tuổi" typeRef="number"/></inputData>
        <decision id="d" name="Phí"><variable name="Phí"/>
          <informationRequirement><requiredInput href="#i"/></informationRequirement>
          <decisionTable hitPolicy="{policy}" {extra}>
            <input><inputExpression><text>tuổi</text></inputExpression></input>
            <output name="phí">{listed}{fallback}</output>{rows}
          </decisionTable></decision></definitions>""".encode()
    )


RULES = [("< 18", '"A"'), ("[10..30]", '"B"'), (">= 25", '"C"')]


@pytest.mark.parametrize(
    ("policy", "extra", "age", "value", "fired"),
    [
        ("UNIQUE", "", 20, "B", [2]),
        ("UNIQUE", "", 15, None, []),
        ("FIRST", "", 15, "A", [1]),
        ("FIRST", "", 27, "B", [2]),
        ("ANY", "", 20, "B", [2]),
        ("ANY", "", 15, None, [1, 2]),
        ("PRIORITY", "", 27, "C", [2, 3]),
        ("RULE ORDER", "", 27, ["B", "C"], [2, 3]),
        ("OUTPUT ORDER", "", 27, ["C", "B"], [2, 3]),
        ("COLLECT", "", 15, ["A", "B"], [1, 2]),
        ("COLLECT", 'aggregation="COUNT"', 15, Decimal(2), [1, 2]),
    ],
)
def test_every_hit_policy_gives_its_result_and_says_which_rules_fired(
    policy: str, extra: str, age: int, value: Any, fired: list[int]
) -> None:
    outcome = table(policy, RULES, values='"C","B","A"', extra=extra).decide("Phí", {"tuổi": age})
    assert outcome.value == value
    assert [rule.rule for rule in outcome.rules] == fired
    assert all((rule.table, rule.notes) == ("Phí", (f"dòng {rule.rule}",)) for rule in outcome.rules)
    assert (outcome.value is None) == bool(outcome.warnings)


@pytest.mark.parametrize(("aggregation", "value"), [("SUM", "30.5"), ("MIN", "10"), ("MAX", "20.5"), ("COUNT", "2")])
def test_collected_numbers_are_aggregated(aggregation: str, value: str) -> None:
    model = table("COLLECT", [("< 18", "10"), ("< 20", "20.5")], extra=f'aggregation="{aggregation}"')
    assert str(model.decide("Phí", {"tuổi": 5}).value) == value


def test_a_default_answers_when_no_rule_matches() -> None:
    assert table("UNIQUE", RULES[:1], default='"Z"').decide("Phí", {"tuổi": 40}).value == "Z"


def test_without_a_default_nothing_matches_and_the_warning_says_so() -> None:
    outcome = table("UNIQUE", RULES[:1]).decide("Phí", {"tuổi": 40})
    assert outcome.value is None
    assert [warning.code for warning in outcome.warnings] == ["table.none"]


def test_several_matches_name_their_rules() -> None:
    (warning,) = table("UNIQUE", RULES).decide("Phí", {"tuổi": 15}).warnings
    assert "1, 2" in warning.vi
    assert "Phí" in warning.en


def test_a_cell_that_cannot_be_read_never_matches_and_is_a_problem_of_the_model() -> None:
    model = table("FIRST", [("> > 1", '"A"'), ("-", '"B"')])
    assert model.decide("Phí", {"tuổi": 1}).value == "B"
    assert [problem.text for problem in model.problems] == ["> > 1"]


@pytest.mark.parametrize(
    ("cell", "matching", "others"),
    [
        ("-", [1, None], []),
        ("18", [18], [17, None]),
        ("not(18, 19)", [17, 20], [18, 19]),
        ("< 10, > 20", [5, 25], [10, 20, None]),
        ("(10..20]", [11, 20], [10, 21]),
        ("]10..20[", [11, 19], [10, 20]),
        ("null", [None], [1]),
        ("? > 10 and ? < 20", [15], [10, 20]),
        ("modulo(?, 2) = 0", [4], [5]),
        ("[1, 3, 5]", [3], [2]),
    ],
)
def test_a_cell_tests_the_input(cell: str, matching: list[Any], others: list[Any]) -> None:
    model = table("FIRST", [(cell, "true")], default="false")
    assert [model.decide("Phí", {"tuổi": age}).value for age in matching] == [True] * len(matching)
    assert [model.decide("Phí", {"tuổi": age}).value for age in others] == [False] * len(others)


def test_the_input_is_checked_against_its_type() -> None:
    outcome = table("FIRST", RULES).decide("Phí", {"tuổi": "mười"})
    assert outcome.value is None
    assert outcome.warnings[0].code == "item.type"


def test_coverage_reports_gaps_and_overlaps_with_examples() -> None:
    (report,) = table("UNIQUE", [("< 10", "1"), ("[5..20]", "2"), ("> 25", "3")]).coverage()
    assert report.examined
    assert [(overlap.first, overlap.second, overlap.example) for overlap in report.overlaps] == [
        (1, 2, {"tuổi": Decimal(5)})
    ]
    assert report.gaps == ({"tuổi": Decimal(21)},)


def test_coverage_of_a_complete_table_is_empty() -> None:
    (report,) = table("UNIQUE", [("< 10", "1"), ("[10..20]", "2"), ("> 20", "3")]).coverage()
    assert (report.gaps, report.overlaps, report.examined) == ((), (), True)


def test_coverage_admits_what_it_cannot_examine() -> None:
    (report,) = table("UNIQUE", [("? > tuổi", "1")]).coverage()
    assert not report.examined
