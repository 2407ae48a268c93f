"""What the reader could only read in part."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Raised, incomplete, refused
from engine.bpmn.checks.subject import Subject

_TO_DO = ("tthc_missing",)


def check(subject: Subject) -> Iterator[Raised]:
    """Turn every reading problem into a finding."""
    for problem in subject.definition.problems:
        rule = incomplete(problem.code) if problem.code in _TO_DO else refused(problem.code)
        yield rule.at(problem.element, problem.message, problem.hint)
