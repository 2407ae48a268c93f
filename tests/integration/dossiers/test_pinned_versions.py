"""A dossier keeps the version it began on; the next one starts on the new version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine.bpmn import reader
from engine.dossiers.models import dossier
from engine.platform.db import transaction
from engine.platform.errors import Conflict
from engine.procedures.sources import DIAGRAM, Sources, from_library
from engine.publication.releases import publish
from tests.support.databases import ROOT
from tests.support.desk import NOW, Desk, open_items, opened

KEY = "mien-giam-hoc-phi"


@pytest.fixture
def desk(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    with opened(new_database("office"), tmp_path) as made:
        yield made


def with_shorter_first_step() -> Sources:
    """The library's procedure with the head's four hours cut to two."""
    kept = from_library(ROOT, KEY)
    changed = kept.bpmn.replace(b'kind="assign" limit="4"', b'kind="assign" limit="2"')
    assert changed != kept.bpmn
    return Sources({**kept.files, DIAGRAM: changed})


def publish_changed() -> int:
    sources = with_shorter_first_step()
    with transaction() as session:
        return publish(
            session,
            sources,
            reader.read(sources.bpmn),
            drafted_by="Người khai",
            approved_by="Người duyệt",
            decision_number="99/QĐ",
            effective_from=NOW,
            now=NOW,
        )


def test_open_dossiers_keep_their_version_and_new_ones_take_the_new(desk: Desk) -> None:
    before = desk.receive(KEY)
    new_version = publish_changed()
    after = desk.receive(KEY)
    with transaction() as session:
        versions = {row.id: row.version_id for row in session.execute(select(dossier.c.id, dossier.c.version_id))}
        due = {one: open_items(session, one)[0].due_at for one in (before, after)}
    assert versions[after] == new_version
    assert versions[before] != new_version
    assert due[after] < due[before]


def test_the_same_content_is_not_published_twice(desk: Desk) -> None:
    publish_changed()
    with pytest.raises(Conflict):
        publish_changed()
