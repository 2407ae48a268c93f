"""How a working copy stands with its approver, said on top of every tab."""

from __future__ import annotations

from engine.platform.db import reading
from engine.publication import queries
from engine.publication.queries import Standing
from engine.publication.working.queries import WorkingCopy


def of(copy: WorkingCopy) -> Standing | None:
    """What became of the draft last sent for approval; None when none was."""
    if copy.draft_id is None:
        return None
    with reading() as session:
        return queries.standing_of(session, copy.draft_id)
