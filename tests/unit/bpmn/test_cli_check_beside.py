"""`quytrinh check` looks at what lies beside the diagram too: decision tables and forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli import check
from engine.procedures.sources import tables_beside
from tests.support import copies


@pytest.fixture
def diagram(tmp_path: Path) -> Path:
    return copies.write(tmp_path / "library")


def findings(diagram: Path, *more: str) -> tuple[int, dict[str, tuple[str, str, str]]]:
    """The exit code, and by code: severity, element and message."""
    result = CliRunner().invoke(check.command, [str(diagram), "--format", "json", *more])
    said = json.loads(result.stdout)
    assert "decisions" not in said["not_checked"]
    return result.exit_code, {
        one["code"]: (one["severity"], one["element"], one["message"]) for one in said["findings"]
    }


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def form_of(diagram: Path) -> Path:
    return diagram.parent.parent / "forms" / copies.KEY / "to-khai.json"


def test_a_procedure_whose_tables_are_beside_it_can_be_published(diagram: Path) -> None:
    code, found = findings(diagram, "--stage", "publication")
    assert (code, [one for one, (severity, *_) in found.items() if severity == "error"]) == (0, [])


def test_a_decision_no_table_has_is_an_error(diagram: Path) -> None:
    diagram.with_suffix(".dmn").unlink()
    code, found = findings(diagram)
    assert code == 1
    assert found["fee_decision"][0] == found["decision_unknown"][0] == "error"


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("&lt;= 5", "&lt;= 7", "table_overlap", "Dòng 1 và dòng 2 cùng khớp, ví dụ khi don.so_luong = 6."),
        ("&lt;= 5", "&lt; 5", "table_gap", "Không dòng nào khớp khi don.so_luong = 5."),
    ],
)
def test_gaps_and_overlaps_of_a_table_are_warnings(diagram: Path, old: str, new: str, code: str, said: str) -> None:
    change(diagram.with_suffix(".dmn"), old, new)
    exit_code, found = findings(diagram)
    assert (exit_code, found[code]) == (0, ("warning", "sao-y.dmn Mức phí", said))


@pytest.mark.parametrize(("old", "new"), [("2000 * don", "2000 * * don"), ("<definitions", "<khac")])
def test_a_table_that_cannot_be_read_is_an_error(diagram: Path, old: str, new: str) -> None:
    table = diagram.with_suffix(".dmn")
    table.write_text(table.read_text("utf-8").replace(old, new).replace("</definitions", f"</{new[1:]}"[:13]), "utf-8")
    code, found = findings(diagram)
    assert (code, found["table"][0]) == (1, "error")
    assert found["table"][1].startswith("sao-y.dmn")


def test_a_form_is_checked_with_the_place_of_each_fault(diagram: Path) -> None:
    form = json.loads(form_of(diagram).read_text("utf-8"))
    form["components"][2]["conditional"] = {"hide": "=khong_co = 1"}
    form_of(diagram).write_text(json.dumps(form), "utf-8")
    code, found = findings(diagram)
    assert code == 1
    assert found["form"][:2] == ("error", "forms/to-khai.json components[2].conditional.hide")
    assert "khong_co" in found["form"][2]


def test_an_expression_that_compares_different_kinds_is_a_warning(diagram: Path) -> None:
    change(diagram, "don.do_kho &gt; 3 or", 'don.do_kho = "3" or')
    form = json.loads(form_of(diagram).read_text("utf-8"))
    form["components"][2]["conditional"] = {"hide": "=doi_tuong > 5"}
    form_of(diagram).write_text(json.dumps(form), "utf-8")
    code, found = findings(diagram)
    assert code == 0
    assert found["feel_kinds"][:2] == ("warning", "re_loai__kiem_tra")
    assert "“=” so sánh số với chuỗi" in found["feel_kinds"][2]
    assert found["form_expression"][:2] == ("warning", "forms/to-khai.json components[2].conditional.hide")


def test_tables_of_other_procedures_stay_away_unless_they_hold_a_decision_that_is_asked(diagram: Path) -> None:
    folder = diagram.parent
    (folder / "khac.dmn").write_text(copies.TABLE.replace("muc_phi", "khac_1").replace("xep_loai", "khac_2"), "utf-8")
    change(folder / "khac.dmn", 'name="Xếp loại"', 'name="Khác"')
    (folder / "hong.dmn").write_text("<x/>", "utf-8")
    assert set(tables_beside(diagram, copies.KEY)) == {"sao-y.dmn"}
    (folder / "sao-y.dmn").rename(folder / "bang-chung.dmn")
    assert set(tables_beside(diagram, copies.KEY)) == {"bang-chung.dmn"}
