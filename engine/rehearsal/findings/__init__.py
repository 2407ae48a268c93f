"""What a rehearsal finds wrong, one kind of finding per module, gathered here in the order they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from engine.bpmn.checks.rules import Finding
from engine.rehearsal.findings import (
    applying,
    assigning,
    breaking,
    calling,
    cases,
    conditions,
    deciding,
    ending,
    fields,
    filling,
    hands,
    legs,
    papers,
    parting,
    passing,
    reaching,
    repeating,
    ringing,
    slips,
    timing,
)
from engine.rehearsal.walk import Walk

Finder = Callable[[Walk], Iterator[Finding]]

FINDERS: Final[tuple[Finder, ...]] = (
    breaking.find,
    ending.find,
    conditions.find,
    reaching.find,
    deciding.find,
    parting.find,
    hands.find,
    timing.find,
    ringing.find,
    applying.find,
    filling.find,
    fields.find,
    assigning.find,
    calling.find,
    cases.find,
    legs.find,
    papers.find,
    passing.find,
    slips.find,
    repeating.find,
)


def found(walk: Walk) -> tuple[Finding, ...]:
    """Everything, each thing once; what blocks publication first."""
    every = dict.fromkeys(one for finder in FINDERS for one in finder(walk))
    return tuple(sorted(every, key=lambda one: one.severity != "error"))
