"""Who else names an element: units taken from a step, expressions that read it, terms that start at it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine.bpmn.conditions import names_of, told
from engine.bpmn.definition import Node
from engine.bpmn.edit import writing
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.problems import EditRefused, Problem
from engine.bpmn.edit.trees import tthc
from engine.bpmn.formulas import formulas
from engine.bpmn.routes import compiled
from engine.text import Text


def release(draft: Draft, node: Node, leaving: Collection[str]) -> None:
    """Before ``leaving`` go with ``node``: units taken from it become its own unit; other mentions refuse."""
    problems = [*_units(draft, node, leaving), *_readers(draft, leaving), *_terms(draft, leaving)]
    if problems:
        raise EditRefused(*problems)


def _units(draft: Draft, node: Node, leaving: Collection[str]) -> Iterator[Problem]:
    unit = node.step.unit if node.step else None
    anchor, kind = (unit or "").partition("/")[::2]
    for other in list(draft.definition.nodes.values()):
        said = (other.step.unit if other.step else None) or ""
        if other.id in leaving:
            continue
        mine, _, below = said.partition("/")
        if mine == f"step:{node.id}" and unit and not anchor.startswith("chosen:") and not (kind and below):
            _write_unit(draft, other.id, f"{unit}/{below}" if below else unit)
        elif mine == f"step:{node.id}":
            yield Problem(
                other.id,
                Text(
                    f"Đơn vị của bước “{other.name}” lấy theo bước này.",
                    f"The unit of step “{other.name}” is taken from this step.",
                ),
                Text("Chọn đơn vị khác cho bước đó trước.", "Choose another unit for it first."),
            )
        elif mine.startswith("chosen:") and mine.removeprefix("chosen:").partition(".")[0] in leaving:
            yield Problem(
                other.id,
                Text(
                    f"Bước “{other.name}” giao cho đơn vị được chọn ở bước này.",
                    f"Step “{other.name}” goes to the units chosen in this step.",
                ),
                Text("Chọn đơn vị khác cho bước đó trước.", "Choose another unit for it first."),
            )


def _write_unit(draft: Draft, key: str, unit: str) -> None:
    for step in draft.element(key).iter(tthc("step")):
        step.set("unit", writing.text_of(unit))
        break
    draft.changed()


def _readers(draft: Draft, leaving: Collection[str]) -> Iterator[Problem]:
    flows = draft.definition.flows
    for formula in formulas(draft.definition):
        if formula.element in leaving or (formula.element in flows and flows[formula.element].source in leaving):
            continue
        expression = compiled(formula.source)
        read = {path[0] for path in expression.names_read} if expression else set()
        if read & set(leaving):
            said = told(formula.source, names_of(draft.definition, {}))
            yield Problem(
                formula.element,
                Text(
                    f"{formula.place.vi[:1].upper()}{formula.place.vi[1:]} đọc kết quả của phần sắp xóa: {said.vi}.",
                    f"The {formula.place.en} reads what is to be removed: {said.en}.",
                ),
                Text("Sửa điều kiện, công thức đó trước.", "Change that condition or formula first."),
            )


def _terms(draft: Draft, leaving: Collection[str]) -> Iterator[Problem]:
    for number, term in enumerate(draft.definition.terms, 1):
        if term.starts_at in leaving:
            yield Problem(
                str(term.starts_at),
                Text(f"Thời hạn thứ {number} bắt đầu từ đây.", f"Term {number} starts here."),
                Text("Sửa thời hạn ở thông tin thủ tục trước.", "Change the term on the sheet first."),
            )
