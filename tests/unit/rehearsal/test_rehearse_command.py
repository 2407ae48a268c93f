"""`quytrinh rehearse`: the report of one file and of a library, and its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from click.testing import CliRunner
from fault_kit import FAULTS, ROOT, clean

from engine.cli.rehearse import command

BIRTH = ROOT / "procedures_bpmn" / "dang-ky-khai-sinh.bpmn"
KEYS = {"paths", "nodes_covered", "flows_covered", "bounds", "findings", "stories"}
RUNNER = CliRunner()


def test_one_file_as_json_keeps_its_contract() -> None:
    answer = RUNNER.invoke(command, [str(BIRTH), "--format", "json"])
    report = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert report.keys() >= KEYS
    assert report["nodes_covered"] == report["nodes"] == 16
    assert report["findings"] == []
    usual = next(story for story in report["stories"] if story["name"].startswith("Đường thông thường"))
    assert usual["hours"] == 8
    assert usual["ends"] == "granted"
    assert usual["case"] is None
    assert [step.split(".")[0] for step in usual["steps"]] == [f"Bước {number}" for number in range(1, 6)]


def test_the_same_in_english() -> None:
    answer = RUNNER.invoke(command, [str(BIRTH), "--lang", "en"])
    assert "The usual way → Result handed over (8/8 hours)" in answer.stdout


def test_a_fault_leaves_with_one(tmp_path: Path) -> None:
    fault = next(one for one in FAULTS if one.name == "a meeting point that waits for all")
    file = tmp_path / "procedures_bpmn" / BIRTH.name
    file.parent.mkdir()
    file.write_bytes(fault.plant(clean(fault.key)).bpmn)
    answer = RUNNER.invoke(command, [str(file)])
    assert answer.exit_code == 1
    assert "[deadlock] gop_kiem_tra" in answer.stdout


def test_what_is_no_diagram_leaves_with_two(tmp_path: Path) -> None:
    file = tmp_path / "sai.bpmn"
    file.write_text("<sai", encoding="utf-8")
    assert RUNNER.invoke(command, [str(file)]).exit_code == 2
    assert RUNNER.invoke(command, []).exit_code == 2


def test_a_library_is_rehearsed_whole_with_each_file_named(tmp_path: Path) -> None:
    folder = tmp_path / "procedures_bpmn"
    folder.mkdir()
    for key in ("dang-ky-khai-sinh", "dang-ky-khai-tu"):
        shutil.copy(ROOT / "procedures_bpmn" / f"{key}.bpmn", folder)
    answer = RUNNER.invoke(command, ["--all", "--library", str(tmp_path), "--format", "json"])
    report = json.loads(answer.stdout)
    assert report.keys() >= KEYS
    assert [Path(one["file"]).stem for one in report["procedures"]] == ["dang-ky-khai-sinh", "dang-ky-khai-tu"]
    assert report["paths"] == sum(one["paths"] for one in report["procedures"])


def planted(name: str, folder: Path) -> list[dict[str, str]]:
    """What the command says of a fault of the kit."""
    fault = next(one for one in FAULTS if one.name == name)
    file = folder / "procedures_bpmn" / BIRTH.name
    file.parent.mkdir()
    file.write_bytes(fault.plant(clean(fault.key)).bpmn)
    found: list[dict[str, str]] = json.loads(RUNNER.invoke(command, [str(file), "--format", "json"]).stdout)["findings"]
    return [one for one in found if one["element"] == fault.named]


def test_what_only_the_checks_see_stands_in_the_report_too(tmp_path: Path) -> None:
    assert [(one["code"], one["severity"]) for one in planted("a post misspelt", tmp_path)] == [
        ("post_unknown", "warning")
    ]


def test_what_both_see_is_said_once(tmp_path: Path) -> None:
    said = [one["code"] for one in planted("a flow deleted", tmp_path)]
    assert sorted(set(said)) == sorted(said)
    assert "dead_end" in said


def test_a_walk_may_be_short_and_says_so() -> None:
    answer = RUNNER.invoke(command, [str(BIRTH), "--acts", "10", "--format", "json"])
    assert any("Chưa đi hết" in bound for bound in json.loads(answer.stdout)["bounds"])
    assert RUNNER.invoke(command, [str(BIRTH), "--acts", "0"]).exit_code == 2
