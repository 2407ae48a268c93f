"""A working copy's ways beside those of the version it would replace: which are new, gone, longer or shorter."""

from __future__ import annotations

from dataclasses import dataclass

from admin_ui.declare.working import rehearsed
from admin_ui.declare.working.rehearsed import Rehearsed
from admin_ui.web import context
from engine.platform.db import reading
from engine.platform.errors import Missing
from engine.procedures import store
from engine.procedures.sources import Sources
from engine.publication import queries
from engine.publication.rehearsals import runs
from engine.publication.working.queries import WorkingCopy
from engine.rehearsal.comparing import Compared, compared


@dataclass(frozen=True)
class Versus:
    """The version compared with; ``compared`` is None while its rehearsal is under way, or it cannot be rehearsed."""

    number: int
    compared: Compared | None
    running: bool


def of(copy: WorkingCopy, result: Rehearsed) -> Versus | None:
    """The comparison with the version in force, else the newest; None for a procedure never published."""
    found = _before(copy)
    if found is None or result.refused is not None:
        return None
    number, sources = found
    before, run = (result, None) if sources.hash == copy.sources.hash else rehearsed.look(sources)
    if before is None:
        return Versus(number, None, run is not None and run.status == runs.RUNNING)
    if before.refused is not None:
        return Versus(number, None, False)
    return Versus(number, compared(before.ways, result.ways), False)


def prepare(copy: WorkingCopy) -> None:
    """Have the version compared with rehearsed, too, while the copy's own rehearsal is under way."""
    found = _before(copy)
    if found is not None:
        rehearsed.look(found[1])


def _before(copy: WorkingCopy) -> tuple[int, Sources] | None:
    with reading() as session:
        try:
            versions = queries.versions(session, copy.key)
        except Missing:
            return None
        row = queries.in_force(versions, context.now()) or versions[0]
        return row.number, store.of_version(session, row.id)
