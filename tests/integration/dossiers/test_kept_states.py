"""Every state a dossier has ever had comes back exactly, however long ago it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.dossiers import state
from engine.dossiers.dossier import open_dossier
from engine.dossiers.models import state_snapshot
from engine.platform.db import transaction
from engine.platform.together import write_all
from engine.spiff import BadState, state_in
from tests.support.desk import NOW, Desk, opened

LONG = 3 * state.ALONE + 5


@pytest.fixture
def desk(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    with opened(new_database("office"), tmp_path) as made:
        yield made


def grown(session: Session, dossier: int) -> dict[int, bytes]:
    """A dossier whose state has been replaced many times; every state by its version."""
    now = open_dossier(session, dossier)
    states = {now.seen: now.state}
    for version in range(now.seen, now.seen + LONG):
        states[version + 1] = states[version] + f" bước {version}, {'đạt' if version % 3 else 'làm lại'};".encode()
        write_all(session, state.replacing(dossier, version, states[version], states[version + 1], NOW))
    return states


def test_every_state_a_dossier_has_had_comes_back_exactly(desk: Desk) -> None:
    dossier = desk.receive("dang-ky-khai-sinh")
    with transaction() as session:
        states = grown(session, dossier)
        for version, expected in [*states.items()][:-1]:
            kept = state.snapshot_before(session, dossier, version + 1)
            assert kept is not None
            assert state_in(kept) == expected
        assert state.snapshot_before(session, dossier, max(states) + 1) is None
        assert state.snapshot_before(session, dossier, 1) is None


def test_a_lost_snapshot_is_told_instead_of_a_wrong_state(desk: Desk) -> None:
    dossier = desk.receive("dang-ky-khai-sinh")
    with transaction() as session:
        last = max(grown(session, dossier))
        lost = (state_snapshot.c.dossier_id == dossier) & (state_snapshot.c.version == last - 1)
        session.execute(state_snapshot.delete().where(lost))
        with pytest.raises(BadState):
            state.snapshot_before(session, dossier, last - 1)
