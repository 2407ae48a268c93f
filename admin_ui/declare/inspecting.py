"""Inspection as this installation does it: its own posts, its own people of today, the compiler in a child process.

It takes seconds, so no transaction is open meanwhile.
"""

from __future__ import annotations

from dataclasses import replace

from admin_ui.web import context
from engine.organisation import posts
from engine.platform.db import reading
from engine.platform.time import local_day
from engine.procedures.sources import Sources
from engine.publication.inspection import IN_CHILD, Inspection, inspect
from engine.publication.staffing import unstaffed


def inspected(sources: Sources) -> Inspection:
    """Look at files from anywhere. Raises ``Invalid`` when the diagram cannot be read at all."""
    with reading() as session:
        known = posts.installed(session)
    inspection = inspect(sources, known=known, compile_with=IN_CHILD)
    with reading() as session:
        notes = unstaffed(session, inspection.definition, known, local_day(context.now()))
    return replace(inspection, findings=(*inspection.findings, *notes))
