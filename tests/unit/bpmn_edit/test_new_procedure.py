"""A new procedure: readable, without errors, drawn, runnable, opened by the diagram editor without a warning."""

from __future__ import annotations

import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from engine.bpmn import table
from engine.bpmn.checks import check
from engine.bpmn.definition import Outcome, Step, Wait
from engine.bpmn.edit import EditRefused, apply, new_procedure
from engine.bpmn.edit import edits as e
from engine.bpmn.layout import lay_out
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped
from tests.unit.bpmn_layout.drawn import Drawn

ROOT = Path(__file__).parents[3]
SCRIPT = """
import { readFileSync } from "node:fs";
import { BpmnModdle } from "bpmn-moddle";
const moddle = new BpmnModdle({ tthc: JSON.parse(readFileSync("admin_ui/frontend/moddle/tthc.json", "utf8")) });
const found = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  const { warnings } = await moddle.fromXML(text);
  found.push(warnings.map((warning) => warning.message));
}
console.log(JSON.stringify(found));
"""


def test_it_has_a_key_one_row_and_no_error() -> None:
    data = new_procedure("Thủ tục cấp thẻ thư viện")
    definition = read(data)
    assert (definition.key, definition.process_id) == ("thu-tuc-cap-the-thu-vien", "thu_tuc_cap_the_thu_vien")
    assert [(row.no, row.unit, row.post) for row in table.read(definition).rows] == [
        ("1", "receiving/one_stop", "can_bo_mot_cua")
    ]
    assert [one for one in check(definition, shipped()) if one.severity == "error"] == []
    assert definition.problems == ()
    assert Drawn(data).faults() == []


def test_a_title_without_letters_still_has_a_key() -> None:
    assert read(new_procedure("123 – ???")).key == "thu-tuc-123"
    assert read(new_procedure("  ", key="rong")).name == "Thủ tục mới"


def every_kind_of_edit() -> list[bytes]:
    files = [new_procedure("Cấp thẻ thư viện")]
    wait = Wait("supplement", auto_close_after=Decimal(15))
    for edit in (
        e.AddStep("tiep_nhan", "Thẩm định", Step(unit="receiving/phong_vhxh", post="chuyen_vien", limit=Decimal(8))),
        e.AddStep("tham_dinh", "Xác minh", Step(unit="receiving/phong_kt", post="chuyen_vien", limit=Decimal(8))),
        e.MakeParallel(("tham_dinh", "xac_minh")),
        e.AddStep("hop_tham_dinh", "Ký duyệt", Step(unit="receiving", post="lanh_dao_ubnd_xa", limit=Decimal(2))),
        e.AddOutcome("tham_dinh", Outcome("bo_sung", "Yêu cầu bổ sung", "supplement_slip"), e.Await(wait)),
        e.AddOutcome("ky_duyet", Outcome("tra_lai", "Chuyển lại"), e.To("tham_dinh")),
        e.AddOutcome("ky_duyet", Outcome("tu_choi", "Từ chối"), e.End()),
        e.AddBranch("ky_duyet", "ho_so.quantity > 100", "Số lượng lớn", e.To("tiep_nhan")),
        e.MakeOnePerUnit("xac_minh", "tham_dinh.co_quan", 1),
        e.LayOut(),
    ):
        try:
            files.append(apply(files[-1], edit))
        except EditRefused as refused:
            raise AssertionError(f"{edit}: {refused}") from refused
    return files


def test_edits_from_nothing_stay_well_drawn() -> None:
    for data in every_kind_of_edit():
        assert Drawn(data).faults() == []
        assert Drawn(data).shared_stretches() == []
    assert lay_out(data) == data


@pytest.mark.skipif(
    shutil.which("node") is None or not (ROOT / "node_modules" / "bpmn-moddle").is_dir(),
    reason="bpmn-moddle is not installed (npm ci)",
)
def test_the_diagram_editor_opens_them_without_a_warning() -> None:
    done = subprocess.run(
        ["node", "--input-type=module", "-e", SCRIPT],
        input=json.dumps([data.decode() for data in every_kind_of_edit()]),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    assert [one for warnings in json.loads(done.stdout) for one in warnings] == []
