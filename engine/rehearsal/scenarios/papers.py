"""What an act prints: as the desk does it, from the outcome and, once the dossier is accepted, from the step."""

from __future__ import annotations

from engine.bpmn.definition import Definition
from engine.documents.printing.roles import REGISTER, STOP
from engine.dossiers import rules
from engine.rehearsal.scenarios.driving import LEAVING
from engine.rehearsal.scenarios.scenario import STEP, Move


def papers_of(definition: Definition, move: Move, accepted: bool) -> tuple[str, ...]:
    """The codes of the printed forms and results; ``accepted``: the dossier was accepted before, or is by this.

    The register is of a unit, not of a dossier.
    """
    if move.does in LEAVING:
        return (STOP.code,)
    node = definition.nodes.get(move.at)
    if move.does != STEP or node is None or node.step is None:
        return ()
    outcome = rules.outcome_of(node, move.outcome)
    named = (outcome.produces if outcome else None, *(node.step.produces if accepted else ()))
    return tuple(dict.fromkeys(code for code in named if code and code != REGISTER.code))


def accepts(definition: Definition, move: Move) -> bool:
    """Whether the dossier is accepted by this move."""
    node = definition.nodes.get(move.at)
    if move.does != STEP or node is None:
        return False
    return rules.accepts(node, rules.outcome_of(node, move.outcome))
