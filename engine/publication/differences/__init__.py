"""What differs between two declarations of a procedure, part by part, in sentences: diagram, forms and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from engine.bpmn import difference
from engine.bpmn.conditions import names_of, retold, sentences
from engine.bpmn.definition import Definition
from engine.procedures.sources import Sources
from engine.publication import form_files
from engine.publication.differences import forms, scenarios, tables
from engine.publication.inspection import read_diagram
from engine.text import Text

SHEET, STEPS, DOCUMENTS, FEES, FORMS, TABLES, SCENARIOS, DRAWING = (
    *("sheet", "steps", "documents", "fees", "forms", "tables", "scenarios", "drawing"),
)
PARTS: Final = {
    SHEET: Text("Thông tin chung", "The sheet"),
    STEPS: Text("Các bước", "Steps"),
    DOCUMENTS: Text("Giấy tờ", "Documents"),
    FEES: Text("Phí, lệ phí", "Fees"),
    FORMS: Text("Biểu mẫu", "Forms"),
    TABLES: Text("Bảng quyết định", "Decision tables"),
    SCENARIOS: Text("Kịch bản", "Scenarios"),
    DRAWING: Text("Chi tiết trên sơ đồ", "Details of the diagram"),
}
_PART_OF: Final = {
    **dict.fromkeys(("step", "wait", "outcome", "way"), STEPS),
    **dict.fromkeys(("node", "flow", "drawing"), DRAWING),
    "documents": DOCUMENTS,
    "fees": FEES,
}


@dataclass(frozen=True)
class Told:
    """One difference: the part it belongs to, whether it came, went or changed, and the sentence."""

    part: str
    kind: str
    element: str
    message: Text


def between(before: Sources, after: Sources) -> tuple[Told, ...]:
    """Everything that differs, in the order of PARTS; empty when the declarations say the same."""
    found = sorted(_all(before, after), key=lambda one: [*PARTS].index(one.part))
    return tuple(found)


def as_data(found: tuple[Told, ...]) -> list[dict[str, Any]]:
    """The differences as JSON, both languages."""
    return [
        {"part": one.part, "kind": one.kind, "element": one.element, "vi": one.message.vi, "en": one.message.en}
        for one in found
    ]


def _all(before: Sources, after: Sources) -> Iterator[Told]:
    if before.bpmn != after.bpmn:
        old, new = read_diagram(before.bpmn), read_diagram(after.bpmn)
        known = {**_sentences(old, before), **_sentences(new, after)}
        for one in difference.between(old, new):
            yield Told(_PART_OF.get(one.about, SHEET), one.kind, one.element, retold(one.message, known))
    for part, compare, ours, theirs in (
        (FORMS, forms.between, before.forms, after.forms),
        (TABLES, tables.between, before.tables, after.tables),
    ):
        for name in sorted({*ours, *theirs}):
            if ours.get(name) != theirs.get(name):
                for kind, message in compare(name, ours.get(name), theirs.get(name)):
                    yield Told(part, kind, name, message)
    for kind, name, message in scenarios.between(before.scenarios, after.scenarios):
        yield Told(SCENARIOS, kind, name, message)


def _sentences(definition: Definition, sources: Sources) -> dict[str, Text]:
    return sentences(definition, names_of(definition, form_files.compiled(sources.forms)[0]))
