"""What is printed from a declaration and read again is the same declaration: import(export(d)) = d."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheet_tables import Step, diagram, seen, tables

from engine.bpmn import table
from engine.bpmn.definition import Definition
from engine.bpmn.reader import read
from engine.procedures.sheets.drafting.drafts import drafts_of
from engine.procedures.sheets.exporting.edition import Edition
from engine.procedures.sheets.exporting.export import Kind, export_sheet
from engine.procedures.sheets.exporting.layouts import LAYOUTS
from engine.procedures.sheets.importing import import_sheet

BUNDLED = sorted((Path(__file__).parents[3] / "procedures_bpmn").glob("*.bpmn"))
EDITION = Edition("0" * 64)


def back(definition: Definition, kind: Kind, layout: str) -> Definition:
    imported = import_sheet(export_sheet(definition, EDITION, kind, layout=layout))
    (draft,) = drafts_of(imported)
    return read(draft.bpmn)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_every_bundled_procedure_comes_back_from_both_formats_in_all_layouts(path: Path) -> None:
    definition = read(path.read_bytes())
    for number, layout in enumerate(sorted(LAYOUTS)):
        again = back(definition, "docx" if number % 2 else "xlsx", layout)
        assert seen(again) == seen(definition)
        assert table.read(again).totals == table.read(definition).totals
        assert (again.key, again.name, again.level) == (definition.key, definition.name, definition.level)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_procedure_of_two_levels_comes_back_in_the_other_format_too(kind: Kind) -> None:
    definition = read(next(path for path in BUNDLED if path.stem == "tro-cap-mot-lan").read_bytes())
    for layout in LAYOUTS:
        assert seen(back(definition, kind, layout)) == seen(definition)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables(), st.sampled_from(["docx", "xlsx"]), st.sampled_from(sorted(LAYOUTS)))
def test_a_random_table_comes_back(rows: list[Step], kind: Kind, layout: str) -> None:
    definition = read(diagram(rows))
    assert seen(back(definition, kind, layout)) == seen(definition)
