"""What became of the scenarios of a version as data: their sentences, their differences, and what they are today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.bpmn.definition import Definition
from engine.rehearsal.scenarios.differing import Replayed
from engine.rehearsal.scenarios.files import as_data
from engine.rehearsal.scenarios.sentences import sentences


def told(definition: Definition, found: Iterable[Replayed]) -> list[dict[str, Any]]:
    """One entry per scenario, in the order of the file."""
    return [
        {
            "name": one.scenario.name,
            "name_en": one.scenario.name_en,
            "passed": one.passed,
            "sentences": [list(said) for said in sentences(definition, one.scenario)],
            "differences": [
                {"code": each.code, "step": each.step, "element": each.element, "said": list(each.said)}
                for each in one.differences
            ],
            "now": as_data(one.now) if one.now is not None else None,
        }
        for one in found
    ]
