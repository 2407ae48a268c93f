"""From a way that was gone to a scenario: what it came to is what it must come to from now on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.bpmn.timing import limit_hours
from engine.rehearsal.hours import spent
from engine.rehearsal.scenarios.driving import LEAVING, Drive
from engine.rehearsal.scenarios.papers import accepts, papers_of
from engine.rehearsal.scenarios.scenario import Expected, Filed, Move, Scenario
from engine.rehearsal.scenarios.words import who_of
from engine.rehearsal.subject import Subject


def recorded(scenario: Scenario, drive: Drive) -> Scenario:
    """The scenario with everything it expects as ``drive``, which has gone its way, came by it."""
    return replace(scenario, moves=as_they_are(drive.subject, scenario.moves, drive.case), expected=came_to(drive))


def as_they_are(subject: Subject, moves: Sequence[Move], case: str | None) -> tuple[Move, ...]:
    """Moves with what the diagram says of each today: its name, who does it, its time, what it prints."""
    found, accepted = [], False
    for move in moves:
        accepted = accepted or accepts(subject.definition, move)
        found.append(as_it_is(subject, move, case, accepted))
    return tuple(found)


def as_it_is(subject: Subject, move: Move, case: str | None, accepted: bool) -> Move:
    """One move with what the diagram says of it."""
    node = subject.nodes.get(move.at)
    if node is None:
        return move
    step = node.step if move.does not in LEAVING else None
    mine = step is not None and (case is None or not step.case or case in step.case)
    return replace(
        move,
        name=node.name,
        who=who_of(step),
        hours=limit_hours(step) if step is not None and mine else None,
        papers=papers_of(subject.definition, move, accepted),
    )


def came_to(drive: Drive) -> Expected:
    """How the way ended."""
    ended = drive.standing.ended
    hours = spent(drive.subject, tuple(drive.edges), drive.case).hours if drive.edges else None
    return Expected(ended.element if ended else None, ended.result if ended else None, hours, drive.fee)


def begun(name: str, filed: Filed, moves: Sequence[Move]) -> Scenario:
    """A scenario that expects nothing yet."""
    return Scenario(name, filed, tuple(moves), Expected())
