"""Rules of process that follow from a definition alone: what an outcome means for a dossier."""

from __future__ import annotations

from collections.abc import Iterable

from engine.bpmn.definition import Definition, Node, Outcome


def outcome_of(node: Node, outcome_id: str | None) -> Outcome | None:
    """The declared outcome with this id; a step with a single outcome needs no choice."""
    outcomes = node.step.outcomes if node.step else ()
    if outcome_id is None and len(outcomes) == 1:
        return outcomes[0]
    return next((outcome for outcome in outcomes if outcome.id == outcome_id), None)


def accepts(node: Node, outcome: Outcome | None) -> bool:
    """Whether this outcome accepts the dossier: a receiving step that produces the receipt."""
    return bool(node.step and node.step.kind == "receive" and outcome and outcome.produces == "receipt")


def ends_the_clock(definition: Definition, opened: Iterable[str]) -> bool:
    """Whether the work is done because a step of returning the result opened (rule C19: returning is not counted)."""
    return any(_kind(definition, element) == "return" for element in opened)


def first_step(definition: Definition) -> Node | None:
    """The receiving step a dossier begins with."""
    return next((node for node in definition.steps() if node.step and node.step.kind == "receive"), None)


def _kind(definition: Definition, element: str) -> str | None:
    node = definition.nodes.get(element)
    return node.step.kind if node and node.step else None
