"""Nothing of a printed step is dropped: each cell is on the page, its words in the draft or in an open point."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from admin_ui.declare.importing import beside
from engine.organisation import accounts
from engine.platform.db import reading, transaction
from engine.publication.imports import found, sending
from engine.publication.imports.found import Found
from engine.publication.imports.models import sheet_found
from engine.publication.inspection import read_diagram
from tests.support.importing import corpus, read_all
from tests.support.office import Office


def read_in(office: Office, name: str) -> list[Found]:
    """Send a decision of the corpus and load every procedure as its page does."""
    with office.app.app_context(), transaction() as session:
        analyst = accounts.actor_named(session, "phantich", office.clock())
        import_id = sending.send(session, analyst, name.replace(".", "-x."), corpus(name), office.clock())
    read_all(office)
    with office.app.app_context(), reading() as session:
        rows = session.execute(select(sheet_found.c.id).where(sheet_found.c.import_id == import_id)).scalars().all()
        return [found.load(session, analyst, import_id, row) for row in rows]


def words_of_draft(one: Found) -> str:
    """Everything the draft says, and every open point."""
    definition = read_diagram(one.sources.bpmn)
    said = []
    for node in definition.nodes.values():
        step = node.step
        said += [
            node.name,
            node.documentation or "",
            (step.content or "") if step else "",
            (step.no or "") if step else "",
        ]
    return " ".join(" ".join([*said, *(point.text for point in one.points)]).split())


@pytest.mark.parametrize("name", ["nghe-an-3854.docx", "cao-bang-2028.xlsx"])
def test_every_cell_of_every_step_is_shown_and_is_in_the_draft_or_in_an_open_point(office: Office, name: str) -> None:
    procedures = read_in(office, name)
    counted = 0
    for one in procedures:
        parts = beside.parts(one, read_diagram(one.sources.bpmn))
        rows = [row for part in parts for _, table in part.tables for row in table]
        shown = {cell.at: cell.text for row in rows for cell in row.cells}
        steps = [step for row in rows for step in row.steps]
        assert sorted(step.row for step in steps) == list(range(len(one.told["rows"])))
        draft = words_of_draft(one)
        for told in one.told["rows"]:
            assert set(told["cells"]) <= set(shown)
            for text in told["texts"]:
                assert text in draft, text
            counted += len(told["cells"])
        cells = {cell.at for row in rows for cell in row.cells}
        marked = {point.number for row in rows for cell in row.cells for point in cell.points}
        assert marked == {point.number for point in one.points if point.cell in cells}
    assert counted > 100
