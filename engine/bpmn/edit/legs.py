"""What is added to a parallel block, and where a wait leads: flows between nodes that are there already."""

from __future__ import annotations

import dataclasses

from engine.bpmn.edit import building, parts, ways
from engine.bpmn.edit.blocks import join_of
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.edits import AddLeg, LeadWait, To
from engine.bpmn.edit.lanes import put_step
from engine.bpmn.edit.problems import refuse
from engine.text import Text


def add_leg(draft: Draft, edit: AddLeg) -> None:
    """A new step between split and join."""
    join = join_of(draft, edit.split)
    beside = draft.outgoing(edit.split)[-1].target
    step = dataclasses.replace(edit.step, outcomes=edit.step.outcomes or (building.DONE,))
    key = building.task(draft, "step", edit.name, step, edit.split, edit.id)
    draft.add_flow(edit.split, key)
    draft.add_flow(key, join)
    put_step(draft, key, step, beside)


def lead_wait(draft: Draft, edit: LeadWait) -> None:
    """The flow behind a wait leads elsewhere."""
    parts.known_task(draft, edit.wait, ("receive",))
    out, into = draft.outgoing(edit.wait), draft.incoming(edit.wait)
    if len(out) != 1 or not into:
        raise refuse(
            edit.wait,
            Text("Sau bước chờ này có nhiều đường đi.", "Several ways lead on behind this wait."),
            Text("Sửa trên sơ đồ.", "Edit the diagram."),
        )
    if isinstance(edit.goal, To):
        parts.known_task(draft, edit.goal.element)
        ways.lead(draft, out[0].id, ways.arrival(draft, edit.wait, edit.goal.element))
        return
    asked = into[0].source
    onward = ways.onward(draft, asked)
    if onward.target != edit.wait:
        draft.move_flow(out[0].id, target=ways.beside(draft, onward))
