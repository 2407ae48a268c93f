"""A rehearsal as data (procedure-format, command line)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.bpmn.checks.rules import Finding
from engine.rehearsal.rehearsing import Rehearsal
from engine.rehearsal.telling import Story


def as_data(result: Rehearsal, language: str = "vi") -> dict[str, Any]:
    """JSON data in one language."""
    return {
        "paths": result.paths,
        "nodes_covered": len(result.nodes_covered),
        "flows_covered": len(result.flows_covered),
        "nodes": len(result.nodes),
        "flows": len(result.flows),
        "not_covered": list(result.not_covered),
        "bounds": [one.said_in(language) for one in result.bounds],
        "findings": [as_entry(one, language) for one in result.findings],
        "stories": [_story(one, language) for one in result.stories],
        "scenarios": [{"name": one.scenario.said_in(language), "passed": one.passed} for one in result.scenarios],
    }


def as_entry(one: Finding, language: str) -> dict[str, str]:
    """One finding as JSON data."""
    return {
        "code": one.code,
        "severity": one.severity,
        "element": one.element,
        "message": one.message.said_in(language),
        "hint": one.hint.said_in(language),
    }


def _story(one: Story, language: str) -> dict[str, Any]:
    return {
        "name": one.name.said_in(language),
        "steps": [step.said_in(language) for step in one.steps],
        "hours": plain(one.hours),
        "term_hours": None if one.term is None else plain(one.term),
        "case": one.case,
        "case_name": one.case_name.said_in(language),
        "ends": one.ends,
        "end": one.end,
        "end_name": one.end_name.said_in(language),
    }


def plain(number: Decimal) -> int | float:
    """A JSON number without a needless fraction."""
    return int(number) if number == number.to_integral_value() else float(number)
