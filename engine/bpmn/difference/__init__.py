"""What changed between two definitions of a procedure, as typed changes that read as sentences."""

from __future__ import annotations

from engine.bpmn.definition import Definition
from engine.bpmn.difference import flows, sheet, steps
from engine.bpmn.difference.change import Change, Kind
from engine.text import Text

__all__ = ["Change", "Kind", "between"]

_DRAWN = Text("Hình vẽ của sơ đồ thay đổi.", "The drawing of the diagram changed.")


def between(old: Definition, new: Definition) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``: the sheet, steps, where outcomes lead, flows; the drawing once."""
    found = (*sheet.changes(old, new), *steps.changes(old, new), *steps.ways(old, new), *flows.changes(old, new))
    drawn = (old.shapes, old.edges, old.lanes.keys()) != (new.shapes, new.edges, new.lanes.keys())
    return (*found, Change("changed", "drawing", new.process_id, _DRAWN)) if drawn else found
