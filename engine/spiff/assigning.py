"""Asks the world who does a step, at the moment the step opens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.spiff.result import Incident, OpenedStep
from engine.spiff.task import Token
from engine.spiff.variables import item_of
from engine.spiff.world import Assigned, Request

if TYPE_CHECKING:
    from engine.spiff.run import Run

_CHOSEN = "chosen:"


def assign(run: Run, token: Token) -> OpenedStep:
    """The opened step with its unit; without one, an incident says why and the step stays open."""
    answer = run.world.resolve(request_for(run, token))
    element, item = token.task_spec.node.id, item_of(token)
    if isinstance(answer, Assigned):
        return OpenedStep(token.id, element, item, answer)
    run.incidents.append(Incident(token.id, element, answer.code, answer.text))
    return OpenedStep(token.id, element, item, None)


def request_for(run: Run, token: Token) -> Request:
    """The question, with what the diagram and the dossier's variables say about the answer."""
    node = token.task_spec.node
    names = run.variables.seen_by(token)
    item = item_of(token)
    step = node.step
    return Request(
        task=token.id,
        step_id=node.id,
        unit_expr=step.unit if step else None,
        post=step.post if step else None,
        alternatives=step.alternatives if step else (),
        item=item,
        chosen=_chosen(step.unit if step and step.unit else "", names, item),
        previous_units=run.variables.units_seen_by(token),
        variables=names,
    )


def _chosen(unit: str, names: Any, item: int | None) -> tuple[object, ...]:
    if not unit.startswith(_CHOSEN):
        return ()
    value: Any = names
    for key in unit.removeprefix(_CHOSEN).split("/")[0].split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    if not isinstance(value, list):
        return () if value is None else (value,)
    if item is None:
        return tuple(value)
    return tuple(value[item : item + 1])
