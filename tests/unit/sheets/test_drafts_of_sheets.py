"""A sheet becomes a file that can be checked, and the command that writes it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from made import docx

from engine import forms
from engine.bpmn.checks import Finding, check
from engine.bpmn.definition import Definition
from engine.bpmn.reader import read
from engine.bpmn.table import read as read_table
from engine.bpmn.vocabulary import shipped
from engine.cli.import_sheet import command
from engine.procedures.sheets.drafting.drafts import Draft, drafts_of
from engine.procedures.sheets.importing import import_sheet

HEADER = ["Bước", "Nội dung công việc", "Trách nhiệm thực hiện", "Thời gian"]
INVESTMENT = docx(
    "1. Chấp thuận chủ trương đầu tư (1.009645.H05)",
    [
        HEADER,
        ["Bước 1", "Tiếp nhận; hồ sơ chưa đầy đủ thì hướng dẫn bổ sung", "Một cửa", "0,5 ngày"],
        ["Bước 2", "Thẩm định, dự thảo văn bản xin ý kiến", "Chuyên viên Phòng A", "0,5 ngày"],
        ["Bước 3", "Có ý kiến thẩm định", "Các Sở, ban, ngành được xin ý kiến", "07 ngày"],
        ["Bước 4", "Ký duyệt. Không đồng ý: chuyển lại bước 2", "Lãnh đạo Sở", "02 ngày"],
        ["Bước 5", "Trả kết quả", "Một cửa", "Giờ hành chính"],
        ["Tổng cộng", "<", "<", "10 ngày làm việc"],
    ],
)


def only(data: bytes) -> Draft:
    (draft,) = drafts_of(import_sheet(data))
    return draft


def definition(draft: Draft) -> Definition:
    return read(draft.bpmn)


def findings(draft: Draft) -> list[Finding]:
    loaded = {name: forms.load(data, name=name) for name, data in draft.forms.items()}
    return list(check(definition(draft), shipped(), stage="draft", forms=loaded))


def test_a_draft_has_the_steps_of_the_sheet_with_their_hours_and_returns() -> None:
    table = read_table(definition(only(INVESTMENT)))
    assert [(row.no, row.unit, row.hours) for row in table.rows] == [
        ("Bước 1", "receiving/one_stop", 4),
        ("Bước 2", "resolving/phong_chuyen_mon", 4),
        ("Bước 3", "chosen:tham_dinh.co_quan", 56),
        ("Bước 4", "resolving", 16),
        ("Bước 5", "receiving/one_stop", None),
    ]
    assert [(one.id, one.goes_to) for one in table.rows[3].outcomes] == [("ky", "Bước 5"), ("tra_lai", "Bước 2")]
    assert [(total.total_hours, total.term_hours) for total in table.totals] == [(80, 80)]


def test_a_draft_raises_no_error_and_has_lanes_and_a_drawing() -> None:
    draft = only(INVESTMENT)
    made = definition(draft)
    assert [one.code for one in findings(draft) if one.severity == "error"] == []
    assert made.lanes
    assert set(made.nodes) <= set(made.shapes)


def test_those_who_are_asked_answer_side_by_side() -> None:
    node = definition(only(INVESTMENT)).nodes["cho_y_kien"]
    assert node.loop is not None
    assert (node.loop.sequential, node.loop.cardinality) == (False, "count(tham_dinh.co_quan)")


def test_cases_share_a_file_behind_one_question() -> None:
    rows = [HEADER, ["Bước 1", "Nhận", "Một cửa", "1 ngày"], ["Bước 2", "Ký", "Lãnh đạo Sở", "1 ngày"]]
    draft = only(docx("1. Thủ tục A (1.000001)", "a) Trường hợp thường", rows, "b) Trường hợp gấp", rows))
    made = definition(draft)
    assert [one.name for one in made.cases] == ["Trường hợp thường", "Trường hợp gấp"]
    assert draft.processes == (0, 1)
    assert b"truong_hop" in draft.forms["to-khai"]
    assert [one.code for one in findings(draft) if one.severity == "error"] == []


def test_what_the_applicant_does_in_between_is_a_wait() -> None:
    rows = [
        HEADER,
        ["Bước 1", "Nhận", "Một cửa", "1 ngày"],
        ["Bước 2", "Nộp nghĩa vụ tài chính", "Người sử dụng đất", "Không tính thời gian"],
        ["Bước 3", "Ký", "Lãnh đạo Sở", "1 ngày"],
    ]
    kinds = [node.kind for node in definition(only(docx("1. Thủ tục A", rows))).nodes.values()]
    assert kinds.count("receive") == 1


def test_what_the_applicant_does_first_is_the_submission() -> None:
    rows = [HEADER, ["B1", "Nộp hồ sơ", "Tổ chức, cá nhân", "Giờ hành chính"], ["B2", "Nhận", "Một cửa", "1 ngày"]]
    made = definition(only(docx("1. Thủ tục A", rows)))
    assert [step.id for step in made.steps()] == ["tiep_nhan"]
    assert "Nộp hồ sơ" in (made.nodes["nop_ho_so"].documentation or "")


def test_two_procedures_of_one_name_get_keys_of_their_own() -> None:
    rows = [HEADER, ["Bước 1", "Nhận", "Một cửa", "1 ngày"]]
    drafts = drafts_of(
        import_sheet(docx("A. CẤP TỈNH", "1. Thủ tục khai phí", rows, "B. CẤP XÃ", "1. Thủ tục khai phí", rows))
    )
    assert [draft.key for draft in drafts] == ["khai-phi", "khai-phi-2"]


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert only(INVESTMENT) == only(INVESTMENT)


def test_the_command_writes_the_drafts_and_says_what_it_found(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.docx"
    sheet.write_bytes(INVESTMENT)
    result = CliRunner().invoke(command, [str(sheet), "--out", str(tmp_path / "out"), "--format", "json"])
    (found,) = json.loads(result.output)["procedures"]
    assert result.exit_code == 0
    assert Path(found["file"]).read_bytes().startswith(b"<?xml")
    assert {one.stem for one in (tmp_path / "out" / "forms").rglob("*.json")} >= {"to-khai", "tiep-nhan", "y-kien"}
    assert (found["code"], found["term_hours"], len(found["rows"])) == ("1.009645", 80, 5)
    assert found["rows"][3]["returns_to"] == ["Bước 2"]
    assert found["rows"][4]["hours"] is None


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"no office file")
    for call in ([str(bad)], [str(tmp_path / "none.docx")], []):
        result = CliRunner().invoke(command, call)
        assert result.exit_code == 2
        assert len(result.output.strip().splitlines()) == 1


def test_a_file_without_a_process_is_said_and_ends_with_one(tmp_path: Path) -> None:
    empty = tmp_path / "empty.docx"
    empty.write_bytes(docx("Một văn bản khác"))
    assert CliRunner().invoke(command, [str(empty)]).exit_code == 1
