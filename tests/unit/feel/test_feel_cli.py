"""The commands feel, decide and conformance: their JSON, their exit codes, one line on stderr."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from engine.cli import conformance, decide, feel

KIT = Path(__file__).parents[2] / "conformance" / "dmn-tck"
TABLE = KIT / "compliance-level-2" / "0005-simpletable-A" / "0005-simpletable-A.dmn"
IMPORTING = KIT / "compliance-level-3" / "0086-import"


def run(command: Any, *arguments: str) -> Any:
    return CliRunner().invoke(command, [*arguments])


@pytest.mark.parametrize(
    ("expression", "context", "value"),
    [
        ("1 / 3", "{}", "0.3333333333333333333333333333333333"),
        ("a * 2", '{"a": 1.50}', "3.00"),
        ('d + @"P1M"', '{"d": "@\\"2025-01-31\\""}', '"2025-02-28"'),
        ('@"P1DT2H"', "{}", '"P1DT2H"'),
        ('{a: [1, "x", null, true]}', "{}", '{"a": [1, "x", null, true]}'),
        ("[1..3]", "{}", '"[1..3]"'),
        ("10 ** 20", "{}", "100000000000000000000"),
        ("Họ và tên", '{"Họ và tên": "An"}', '"An"'),
    ],
)
def test_feel_prints_the_value_as_json(expression: str, context: str, value: str) -> None:
    result = run(feel.command, expression, "--context", context)
    assert result.exit_code == 0
    assert result.stdout.startswith(f'{{"value": {value}, "warnings": []')


def test_feel_prints_why_something_is_null() -> None:
    result = run(feel.command, "x > 1", "--language", "en")
    printed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert printed["value"] is None
    assert [warning["code"] for warning in printed["warnings"]] == ["name.unknown", "compare.null"]
    assert "no name “x”" in printed["warnings"][0]["message"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["1 +"],
        ["1", "--context", "[1]"],
        ["1", "--context", "{"],
        ["1", "--context", '{"d": "@\\"x\\""}'],
        [],
        ["1", "--no"],
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(arguments: list[str]) -> None:
    result = run(feel.command, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("quytrinh feel: ")
    assert result.stderr.count("\n") == 1


def test_text_is_for_people() -> None:
    assert run(feel.command, "1 + 1", "--format", "text").stdout == "2\n"


def test_decide_prints_outputs_rules_and_warnings() -> None:
    inputs = '{"Age": 18, "RiskCategory": "Medium", "isAffordable": true}'
    result = run(decide.command, str(TABLE), "--decision", "Approval Status", "--input", inputs)
    printed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert printed["outputs"] == "Approved"
    assert [rule["rule"] for rule in printed["rules"]] == [1]
    assert printed["warnings"] == []


def test_decide_finds_imported_models_beside_the_file() -> None:
    (main,) = [path for path in IMPORTING.glob("*.dmn") if b"<import" in path.read_bytes()]
    result = run(
        decide.command,
        str(main),
        "--decision",
        "A Decision Ctx with DT",
        "--input",
        '{"A Person": {"name": "An", "age": 47}}',
    )
    assert json.loads(result.stdout)["outputs"] == "Respectfully, Hello An!"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothere.dmn", "--decision", "x"],
        [str(TABLE), "--decision", "nope"],
        [str(TABLE), "--decision", "Approval Status", "--input", "7"],
        [str(KIT / "LICENSE-ASL-2.0.txt"), "--decision", "x"],
        [str(TABLE)],
    ],
)
def test_decide_refuses_in_one_line(arguments: list[str]) -> None:
    result = run(decide.command, *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_conformance_counts_and_lists_every_case() -> None:
    result = run(conformance.command, str(TABLE.parent))
    printed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (printed["passed"], printed["failed"], printed["skipped"]) == (3, 0, 0)
    assert printed["cases"][0].keys() == {"id", "status", "expected", "actual", "reason"}
    assert "3 passed" in result.stderr


def test_conformance_fails_with_1_when_a_case_does(tmp_path: Path) -> None:
    for path in TABLE.parent.iterdir():
        if path.suffix in (".dmn", ".xml"):
            (tmp_path / path.name).write_text(path.read_text("utf8").replace(">Approved<", ">Wrong<"), "utf8")
    (tmp_path / TABLE.name).write_bytes(TABLE.read_bytes())
    result = run(conformance.command, str(tmp_path), "--format", "text")
    assert result.exit_code == 1
    assert "1 failed" in result.stdout


def test_conformance_refuses_a_folder_without_cases(tmp_path: Path) -> None:
    assert run(conformance.command, str(tmp_path)).exit_code == 2
    assert run(conformance.command, str(tmp_path / "none")).exit_code == 2
