"""The official sheet: lists change item by item, and what is not named stays as it was written."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.bpmn.definition import Connector, Failure, Param
from engine.bpmn.edit import EditRefused, apply
from engine.bpmn.edit import edits as e
from engine.bpmn.edit.sheet_change import SheetChange
from engine.bpmn.reader import read
from engine.bpmn.sheet import Basis, Document, Fee, Term, Translation

FILES = sorted((Path(__file__).parents[3] / "procedures_bpmn").glob("*.bpmn"))


def test_every_list_of_the_sheet_can_be_replaced(card: bytes) -> None:
    change = SheetChange(
        terms=(
            Term(Decimal(3), unit="working_days", max_supplement=1),
            Term(value_formula="ho_so.quantity", unit="working_days", channel="online"),
        ),
        documents=(Document("don", "Đơn", originals=1), Document("anh", "Ảnh", copies=2, required=False)),
        fees=(Fee("lp", "Lệ phí", Decimal(8000), exempt_when="ho_so.quantity > 1", valid_from=date(2025, 7, 1)),),
        basis=(Basis("Luật Thư viện", "Điều 42"),),
        texts=(Translation("en", "name", "Library card"),),
        competent="province/so_noi_vu",
        name="Cấp thẻ thư viện tỉnh",
        documentation="Mẫu",
    )
    after = read(apply(card, e.ChangeSheet(change)))
    for field, value in change.items():
        assert getattr(after, field) == value
    assert after.problems == ()


def test_an_item_that_stays_is_not_rewritten(card: bytes, tools: Any) -> None:
    documents = read(card).documents
    changed = (*documents, Document("don", "Đơn & tờ khai <mới>"))
    after = apply(card, e.ChangeSheet({"documents": changed}))
    assert read(after).documents == changed
    assert tools.changed(card, after) == {"don"}
    assert tools.changed(card, apply(after, e.ChangeSheet({"documents": documents}))) == set()


def test_the_order_of_items_can_change(allowance: bytes) -> None:
    documents = tuple(reversed(read(allowance).documents))
    assert read(apply(allowance, e.ChangeSheet({"documents": documents}))).documents == documents


def test_a_value_of_the_wrong_shape_is_refused(card: bytes) -> None:
    with pytest.raises(EditRefused):
        apply(card, e.ChangeSheet({"competent": "Sở nào đó"}))


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in FILES])
def test_saying_the_same_again_gives_the_same_bytes(file: Path) -> None:
    data = file.read_bytes()
    definition = read(data)
    change = SheetChange(
        terms=definition.terms, documents=definition.documents, texts=definition.texts, name=definition.name
    )
    assert apply(data, e.ChangeSheet(change)) is data
    for node in definition.steps():
        assert node.step is not None
        assert apply(data, e.ChangeStep(node.id, node.step, node.name)) is data


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in FILES])
def test_a_change_and_its_reverse_give_the_same_file(file: Path) -> None:
    data = file.read_bytes()
    node = read(data).steps()[2]
    assert node.step is not None
    changed = dataclasses.replace(node.step, limit=Decimal(99), content="Khác\nhai dòng", form="khac")
    there = apply(data, e.ChangeStep(node.id, changed, "Tên khác"))
    assert read(there).nodes[node.id].step == changed
    back = apply(there, e.ChangeStep(node.id, node.step, node.name))
    assert read(back).nodes == read(data).nodes
    assert sorted(back.split()) == sorted(data.split())


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in FILES])
def test_a_step_added_and_removed_leaves_the_procedure_as_it_was(file: Path) -> None:
    data = file.read_bytes()
    before = read(data)
    after = before.steps()[0].id
    there = apply(data, e.AddStep(after, "Bước thêm vào"))
    back = read(apply(there, e.RemoveStep("buoc_them_vao")))
    assert {
        key: dataclasses.replace(node, line=None, incoming=(), outgoing=(), default=None)
        for key, node in back.nodes.items()
    } == {
        key: dataclasses.replace(node, line=None, incoming=(), outgoing=(), default=None)
        for key, node in before.nodes.items()
    }
    ends = {(flow.source, flow.target, flow.condition, flow.name) for flow in before.flows.values()}
    assert {(flow.source, flow.target, flow.condition, flow.name) for flow in back.flows.values()} == ends


def test_a_connector_is_changed_parameter_by_parameter(card: bytes) -> None:
    was = Connector("population.lookup", "1", (Param("so", "=don.cccd"),), failure=Failure(3, "manual"))
    data = apply(card, e.AddConnector("tiep_nhan", "Tra cứu dân cư", was))
    assert read(data).nodes["tra_cuu_dan_cu"].connector == was
    new = dataclasses.replace(was, params=(*was.params, Param("ngay", "=don.ngay")), failure=Failure(5, "wait"))
    after = apply(data, e.ChangeConnector("tra_cuu_dan_cu", new))
    assert read(after).nodes["tra_cuu_dan_cu"].connector == new
