"""An edited sheet against its procedure: what changed, and a diagram that keeps everything else."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from made import docx

from engine.bpmn import table
from engine.bpmn.definition import Definition
from engine.bpmn.edit import apply
from engine.bpmn.edit.edits import AddStep, ChangeStep, Edit, MoveStep, RemoveStep
from engine.bpmn.reader import read
from engine.procedures.sheets.exporting.edition import Edition
from engine.procedures.sheets.exporting.export import export_sheet
from engine.procedures.sheets.importing import import_sheet
from engine.procedures.sheets.reimport import Reimport, reimport
from engine.procedures.sources import Sources, from_library

ROOT = Path(__file__).parents[3]
FEES = from_library(ROOT, "mien-giam-hoc-phi")
STEPS = [row.element for row in table.read(read(FEES.bpmn)).rows]


def again(changed: bytes, sources: Sources = FEES) -> Reimport:
    sheet = export_sheet(read(changed), Edition("0" * 64), "docx")
    return reimport(sources, import_sheet(sheet))


def facts(definition: Definition) -> list[tuple[object, ...]]:
    return [
        (row.element, row.no, row.unit, row.post, row.limit, row.count, row.content, row.outcomes)
        for row in table.read(definition).rows
    ]


def step(key: str, **facts: object) -> ChangeStep:
    known: Any = read(FEES.bpmn).nodes[key].step
    return ChangeStep(key, dataclasses.replace(known, **facts))


@pytest.mark.parametrize("key", ["dang-ky-bien-dong-dat-dai", "dang-ky-khai-sinh", "chap-thuan-chu-truong-dau-tu"])
def test_a_sheet_nobody_edited_changes_nothing(key: str) -> None:
    sources = from_library(ROOT, key)
    found = again(sources.bpmn, sources)
    assert (found.edits, found.changes, found.refused) == ((), (), ())
    assert found.sources.files == sources.files


@pytest.mark.parametrize(
    "edit",
    [
        step("tham_dinh", limit=Decimal(50)),
        step("xem_xet", content="Xem xét, ký nháy dự thảo, trình Lãnh đạo UBND xã"),
        step("phan_cong", unit="resolving/phong_kt"),
        step("van_thu", count="office_hours", limit=None),
        RemoveStep("phan_cong"),
        AddStep("tham_dinh", "Lấy ý kiến trường học", step("phan_cong").to, id="lay_y_kien"),
    ],
    ids=lambda edit: type(edit).__name__,
)
def test_what_was_edited_in_the_sheet_is_edited_in_the_diagram(edit: Edit) -> None:
    changed = apply(FEES.bpmn, edit)
    found = again(changed)
    assert found.refused == ()
    assert facts(read(found.sources.bpmn)) == facts(read(changed))
    assert found.changes != ()
    untouched = {path: data for path, data in FEES.files.items() if path.startswith("forms/")}
    assert untouched.items() <= found.sources.files.items()
    was, now = read(FEES.bpmn), read(found.sources.bpmn)
    assert (now.documents, now.fees, now.results, now.basis) == (was.documents, was.fees, was.results, was.basis)


def test_steps_that_stay_keep_their_ids_and_their_place_in_the_drawing() -> None:
    found = again(apply(FEES.bpmn, step("tham_dinh", limit=Decimal(50))))
    was, now = read(FEES.bpmn), read(found.sources.bpmn)
    assert found.kept == tuple(STEPS)
    assert now.shapes == was.shapes
    told = {one.about: one.message.vi for one in found.changes}
    assert set(told) == {"step", "terms"}
    assert "58 → 50" in told["step"]
    assert "80 → 72" in told["terms"]


def test_a_step_put_elsewhere_is_moved_not_made_anew() -> None:
    changed = apply(FEES.bpmn, MoveStep("phan_cong", "tham_dinh"))
    found = again(changed)
    assert [one for one in found.edits if isinstance(one, AddStep | RemoveStep)] == []
    assert {row.element for row in table.read(read(found.sources.bpmn)).rows} == set(STEPS)


def test_the_offices_own_sheet_changes_times_and_leaves_outcomes_alone() -> None:
    known = {row.element: row for row in table.read(read(FEES.bpmn)).rows}
    times = {"tiep_nhan": "02 giờ", "phan_cong": "04 giờ", "tham_dinh": "42 giờ", "xem_xet": "06 giờ"}
    times |= {"ky_duyet": "07 giờ", "van_thu": "03 giờ", "tra_ket_qua": "Giờ hành chính"}
    who = {
        "tiep_nhan": "Công chức Trung tâm Phục vụ hành chính công cấp xã",
        "phan_cong": "Lãnh đạo phòng Văn hóa - Xã hội",
        "tham_dinh": "Công chức phòng Văn hóa - Xã hội",
        "xem_xet": "Lãnh đạo phòng Văn hóa - Xã hội",
        "ky_duyet": "Lãnh đạo UBND cấp xã",
        "van_thu": "Văn thư UBND cấp xã",
        "tra_ket_qua": "Công chức Trung tâm Phục vụ hành chính công cấp xã",
    }
    rows = [["TT", "Nội dung công việc", "Trách nhiệm", "Thời gian"]]
    rows += [[f"Bước {n}", known[key].content, who[key], times[key]] for n, key in enumerate(times, 1)]
    rows += [["Tổng thời gian", "<", "<", "64 giờ"]]
    found = reimport(FEES, import_sheet(docx("1. Thủ tục: Đề nghị miễn, giảm học phí (1.005144)", rows)))
    was, now = read(FEES.bpmn), read(found.sources.bpmn)
    after = now.nodes["tham_dinh"].step
    assert after is not None
    assert after.limit == 42
    assert [one.value for one in now.terms] == [Decimal(64)]
    assert found.kept == tuple(STEPS)
    before = [[way.id for way in row.outcomes] for row in table.read(was).rows]
    assert [[way.id for way in row.outcomes] for row in table.read(now).rows] == before
