"""The part of a dossier another agency handles: named at the automatic step that calls it, with its own time."""

from __future__ import annotations

import dataclasses

from engine.bpmn import tthc
from engine.bpmn.definition import Leg
from engine.bpmn.edit import building, parts, trees, writing
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.edits import TimeAgency


def time_agency(draft: Draft, edit: TimeAgency) -> None:
    """Write the agency and its time at an automatic step, or take both away."""
    parts.known_task(draft, edit.element, ("service",))
    was = draft.node(edit.element).leg
    if edit.limit is None:
        if was is not None:
            trees.remove(building.facts_of(draft, edit.element, "leg"))
            draft.changed()
        return
    to = dataclasses.replace(was or Leg(), agency=edit.agency, limit=edit.limit, limit_unit=edit.unit)
    writing.write(building.facts_of(draft, edit.element, "leg"), tthc.ELEMENTS["Leg"], to, edit.element)
    draft.changed()
