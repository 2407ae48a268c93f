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
INTERLINKED = [path for path in BUNDLED if path.stem.startswith("lien-thong")]
"""Their steps of other agencies are automatic: paper has rows for them, but neither the calls nor how they branch."""


def back(definition: Definition, kind: Kind, layout: str) -> Definition:
    imported = import_sheet(export_sheet(definition, EDITION, kind, layout=layout))
    (draft,) = drafts_of(imported)
    return read(draft.bpmn)


@pytest.mark.parametrize("path", [path for path in BUNDLED if path not in INTERLINKED], ids=lambda path: path.stem)
def test_every_bundled_procedure_comes_back_from_both_formats_in_all_layouts(path: Path) -> None:
    definition = read(path.read_bytes())
    for number, layout in enumerate(sorted(LAYOUTS)):
        again = back(definition, "docx" if number % 2 else "xlsx", layout)
        assert seen(again) == seen(definition)
        assert table.read(again).totals == table.read(definition).totals
        assert (again.key, again.name, again.level) == (definition.key, definition.name, definition.level)


@pytest.mark.parametrize("path", INTERLINKED, ids=lambda path: path.stem)
def test_of_interlinked_procedures_every_row_comes_back_with_its_agency_and_its_time(path: Path) -> None:
    definition = read(path.read_bytes())
    for number, layout in enumerate(sorted(LAYOUTS)):
        again = back(definition, "docx" if number % 2 else "xlsx", layout)
        assert _without_ways(again) == _without_ways(definition)
        assert _agencies(again) == _agencies(definition)


def _without_ways(definition: Definition) -> list[dict[str, object]]:
    return [{name: value for name, value in row.items() if name != "ways"} for row in seen(definition)]


def _agencies(definition: Definition) -> set[tuple[str | None, str]]:
    steps = [node.step for node in definition.nodes.values() if node.step]
    return {(one.unit, one.content) for one in steps if (one.unit or "").startswith("external:")}


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
