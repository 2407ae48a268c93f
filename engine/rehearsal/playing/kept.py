"""A play as data, so that it can be left and gone on with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.rehearsal.playing.play import Plan
from engine.rehearsal.scenarios.files import as_data, from_data
from engine.rehearsal.scenarios.recording import begun


def plan_data(plan: Plan) -> dict[str, Any]:
    """The plan as JSON data."""
    done, ahead = (as_data(begun("-", plan.filed, moves)) for moves in (plan.done, plan.ahead))
    return {"filed": done["filed"], "done": done["steps"], "ahead": ahead["steps"], "begun": plan.begun}


def plan_of(data: Mapping[str, Any]) -> Plan:
    """Read a plan back. Raises ScenarioProblem."""
    done, ahead = (
        from_data({"name": "-", "filed": data["filed"], "steps": data[part], "expected": {}})
        for part in ("done", "ahead")
    )
    return Plan(done.filed, done.moves, ahead.moves, bool(data["begun"]))
