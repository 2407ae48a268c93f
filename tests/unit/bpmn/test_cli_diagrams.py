"""`quytrinh check` and `quytrinh table`: the JSON contract and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from engine.cli import check, table

Edited = Callable[..., bytes]
ROOT = Path(__file__).parents[3]


def run(command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


@pytest.fixture
def card(tmp_path: Path, library_card: bytes) -> Path:
    """The library card with its forms beside it, as in a working folder."""
    file = tmp_path / "procedures_bpmn" / "the-thu-vien.bpmn"
    file.parent.mkdir()
    file.write_bytes(library_card)
    forms = tmp_path / "forms" / "the-thu-vien"
    forms.mkdir(parents=True)
    for name in ("tiep-nhan", "tham-dinh", "mau-anh"):
        (forms / f"{name}.json").write_text('{"schemaVersion": 19, "type": "default", "components": []}')
    field = '{"type": "checkbox", "key": "hoc_sinh", "label": "Học sinh", "properties": {"vn.routing": "true"}}'
    (forms / "don.json").write_text(f'{{"schemaVersion": 19, "type": "default", "components": [{field}]}}')
    return file


def test_a_faultless_file_has_no_findings_and_exit_code_zero(card: Path) -> None:
    result = run(check.command, str(card), "--stage", "publication", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"file": str(card), "findings": [], "not_checked": ["units", "templates"]}


def test_the_five_procedures_can_be_published() -> None:
    for file in sorted((ROOT / "procedures_bpmn").glob("*.bpmn")):
        result = run(check.command, str(file), "--stage", "publication", "--format", "json")
        assert (file.name, result.exit_code) == (file.name, 0), result.stdout


def test_an_error_gives_exit_code_one_and_a_finding(card: Path, edited: Edited) -> None:
    card.write_bytes(edited((' default="f_dat"', "")))
    result = run(check.command, str(card), "--format", "json")
    assert result.exit_code == 1
    (finding,) = json.loads(result.stdout)["findings"]
    assert set(finding) == {"code", "severity", "element", "message", "hint"}
    assert (finding["code"], finding["severity"], finding["element"]) == ("no_default", "error", "ket_qua_tham_dinh")
    assert "mặc định" in finding["message"]


def test_warnings_alone_give_exit_code_zero_until_publication(card: Path, edited: Edited) -> None:
    card.write_bytes(edited((' limit="10"', "")))
    assert run(check.command, str(card)).exit_code == 0
    assert run(check.command, str(card), "--stage", "publication").exit_code == 1


def test_a_form_that_is_missing_or_broken_is_a_finding(card: Path) -> None:
    forms = card.parent.parent / "forms" / "the-thu-vien"
    (forms / "tham-dinh.json").unlink()
    (forms / "mau-anh.json").write_text("{")
    result = run(check.command, str(card), "--format", "json", "--lang", "en")
    found = {(one["code"], one["element"]) for one in json.loads(result.stdout)["findings"]}
    assert ("form_missing", "tham_dinh") in found
    assert any(code == "form_invalid" and where.startswith("forms/mau-anh.json") for code, where in found)
    assert result.exit_code == 1


def test_people_read_sentences(card: Path, edited: Edited) -> None:
    card.write_bytes(edited((' default="f_dat"', "")))
    said = run(check.command, str(card)).stdout
    assert "LỖI [no_default] ket_qua_tham_dinh: " in said
    assert "1 lỗi, 0 lưu ý." in said
    assert "Chưa kiểm tra" in said
    assert "1 errors" in run(check.command, str(card), "--lang", "en").stdout


@pytest.mark.parametrize("command", [check.command, table.command])
@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"<a/>", b"<!DOCTYPE a><a/>", None])
def test_what_cannot_be_read_is_one_line_on_stderr_and_exit_code_two(
    tmp_path: Path, command: click.Command, content: bytes | None
) -> None:
    file = tmp_path / "x.bpmn"
    if content is not None:
        file.write_bytes(content)
    result = run(command, str(file), "--format", "json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_the_table_follows_the_contract(card: Path) -> None:
    result = run(table.command, str(card), "--format", "json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert set(data) == {"rows", "totals"}
    assert data["totals"] == [{"case": None, "total_hours": 16, "term_hours": 16}]
    assert data["rows"][1] == {
        "no": "2",
        "case": None,
        "unit": "resolving/phong_vhxh",
        "post": "chuyen_vien",
        "content": "Thẩm định, dự thảo kết quả",
        "limit": 10,
        "limit_unit": "working_hours",
        "hours": 10,
        "count": "counted",
        "shared_group": None,
        "form": "tham-dinh",
        "outcomes": [
            {"id": "dat", "name": "Đủ điều kiện", "goes_to": "3"},
            {"id": "bo_sung", "name": "Yêu cầu bổ sung", "goes_to": "wait:cho_bo_sung"},
            {"id": "tu_choi", "name": "Từ chối", "goes_to": "end:refused"},
        ],
        "block": None,
    }
    assert data["rows"][2]["limit"] == 0.5


def test_what_is_no_table_says_why(card: Path, edited: Edited) -> None:
    card.write_bytes(edited(('<bpmn:endEvent id="xong"', '<bpmn:inclusiveGateway id="x"/><bpmn:endEvent id="xong"')))
    data = json.loads(run(table.command, str(card), "--format", "json").stdout)
    assert set(data) == {"not_a_table", "rows"}
    assert data["not_a_table"][0]["element"] == "x"
    assert data["not_a_table"][0]["reason"]


def test_the_table_in_words(card: Path) -> None:
    said = run(table.command, str(card)).stdout
    assert "Yêu cầu bổ sung → wait:cho_bo_sung" in said
    assert "tổng 16 giờ, thời hạn 16 giờ." in said
