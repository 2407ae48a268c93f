"""Interlinked dossiers in a storm: answers lost, late, doubled and out of order; every timeline right at the end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo import interlinked as demo
from engine.connectors.emulators.office import Behaviour
from engine.documents.store import FileStore
from engine.platform.db import db
from tests.support.interlinked import Interlinked, interlinked

_WEATHER = (
    *([Behaviour.GOOD] * 4),
    *([Behaviour.LATE] * 5),
    *([Behaviour.LOSE] * 3),
    *([Behaviour.SILENCE] * 2),
    *([Behaviour.DOWN] * 2),
)
_SAYING = ("", "received", "processing", "disorder")


@pytest.fixture
def them(new_database: Any, tmp_path: Path) -> Iterator[Interlinked]:
    with interlinked(new_database("office"), tmp_path) as made:
        yield made
        with made.office.app.app_context():
            assert made.office.findings() == []
            db.engine.dispose()


def begun(them: Interlinked) -> list[int]:
    files, now = FileStore(them.office.settings.files), them.office.clock()
    with them.office.app.app_context():
        births = [demo.signed(files, demo.BIRTH, "thuong", now) for _ in range(5)]
        return [*births, *(demo.signed(files, demo.DEATH, None, now) for _ in range(2))]


def storm(them: Interlinked, chance: random.Random) -> None:
    """One hour of it: what is due runs, then agencies say something, some of it twice."""
    them.run()
    for code in them.agencies:
        act = chance.choice(_SAYING)
        them.say(code, act)
        if chance.random() < 0.3 and act:
            them.say(code, act)
    them.office.clock.forward(hours=1)


@pytest.mark.postgresql_only
def test_every_leg_ends_true_with_one_effect_and_nothing_is_left_behind(them: Interlinked) -> None:
    chance = random.Random(2016)
    made = begun(them)
    for office in them.agencies.values():
        office.behave = lambda: chance.choice(_WEATHER)
    for _ in range(8):
        storm(them, chance)
    for office in them.agencies.values():
        office.behave = None
    them.run(6, hours=1)
    for dossier in made:
        outside = [line for line in them.legs(dossier).values() if line.child is None]
        assert {line.status.en for line in outside} == {"Result given"}
        assert all(line.receipt and line.heard_at and line.holder is None for line in outside)
    calls = [call for dossier in made for call in them.calls(dossier)]
    for code, office in them.agencies.items():
        asked = {call.key: call.receipt for call in calls if call.partner == code}
        assert {key: entry.receipt for key, entry in office.book.items()} == asked
    children = [one for one in them.office.dossiers() if one.parent_id]
    assert sorted(one.parent_id for one in children) == sorted(made[-2:])
