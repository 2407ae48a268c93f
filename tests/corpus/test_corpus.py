"""The importer against the corpus: the marks of the project, and no word of a step table lost."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import judge
import pytest
from lxml import etree

from engine import forms
from engine.bpmn.checks import check
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped
from engine.procedures.sheets.drafting.drafts import Draft, drafts_of
from engine.procedures.sheets.importing import Imported, import_sheet

HERE = Path(__file__).parent
FILES = sorted([*HERE.glob("*.docx"), *HERE.glob("*.xlsx")])
MARKS = {
    "rows found": 99,
    "row order": 100,
    "row count": 99,
    "actor": 99,
    "hours": 97,
    "hours silently wrong (100 = none)": 100,
    "shared groups": 95,
    "unit and post": 90,
    "return targets": 90,
    "outcomes": 90,
    "content": 99,
    "title": 99,
    "codes": 99,
    "sum check": 100,
}


def test_every_field_reaches_its_mark() -> None:
    score = judge.judged()
    reached = {field: 100 * score.right[field] / score.all[field] for field in MARKS}
    assert {field: mark for field, mark in reached.items() if mark < MARKS[field]} == {}


@pytest.fixture(scope="module", params=FILES, ids=lambda file: f"{file.name[:20]}{file.suffix}")
def made(request: pytest.FixtureRequest) -> tuple[Imported, list[Draft]]:
    imported = import_sheet(request.param.read_bytes())
    return imported, drafts_of(imported)


def test_no_word_of_a_step_row_is_lost(made: tuple[Imported, list[Draft]]) -> None:
    imported, drafts = made
    lost = []
    for draft in drafts:
        root = etree.fromstring(draft.bpmn)
        said = [text for element in root.iter() for text in (element.text, *element.attrib.values()) if text]
        for position in draft.processes:
            process = imported.processes[position]
            kept = flat(" ".join([*said, *(point.text for point in process.points())]))
            for step in process.steps():
                lost += [cell.text for cell in step.cells if flat(cell.text) not in kept]
    assert lost == []


def test_every_filled_cell_of_a_step_row_belongs_to_its_step(made: tuple[Imported, list[Draft]]) -> None:
    imported, _ = made
    held = {
        (cell.where, cell.text) for process in imported.processes for step in process.steps() for cell in step.cells
    }
    rows = {
        (cell.where.table, cell.where.row)
        for process in imported.processes
        for step in process.steps()
        for cell in step.cells
    }
    loose = []
    for table in imported.document.tables():
        for cell in table.cells():
            if cell.text and (cell.where.table, cell.where.row) in rows and (cell.where, cell.text) not in held:
                loose.append(cell.text)
    assert loose == []


def test_every_draft_passes_the_checks_of_a_draft(made: tuple[Imported, list[Draft]]) -> None:
    errors = []
    for draft in made[1]:
        loaded = {name: forms.load(data, name=name) for name, data in draft.forms.items()}
        findings = check(read(draft.bpmn), shipped(), stage="draft", forms=loaded)
        errors += [f"{draft.key}: {one.code} {one.element}" for one in findings if one.severity == "error"]
    assert errors == []


def flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
