"""How dossiers begin: one beginning per case and per way the application decides the road."""

from __future__ import annotations

from typing import Any

from engine.bpmn.routes import compiled
from engine.rehearsal.exploring import Beginning
from engine.rehearsal.reading import Reading
from engine.rehearsal.subject import Subject
from engine.rehearsal.values import UNIT, Values


def beginnings(subject: Subject, reading: Reading, values: Values) -> list[Beginning]:
    """Every combination of case, channel and answers that decides the way, and fits the case's own condition."""
    found: list[Beginning] = []
    cases: list[str | None] = [one.id for one in subject.definition.cases]
    for case in cases or [None]:
        mine = [
            Beginning(case, {"don": don, "ho_so": {**ho_so, "case": case}, "phi": phi})
            for ho_so in _dossiers(reading, values)
            for don in values.answers("don")
            for phi in _fees(subject, reading, values)
        ]
        fitting = [one for one in mine if _fits(subject, case, one.variables)]
        found += fitting or mine[:1]
    return found


def _dossiers(reading: Reading, values: Values) -> list[dict[str, Any]]:
    base: dict[str, Any] = {
        "channel": "counter",
        "applicant_kind": "citizen",
        "quantity": 1,
        "received": values.now,
        "receiving_unit": UNIT,
        "resolving_unit": UNIT,
    }
    read = [key for key in reading.keys_of("ho_so") if key in base]
    return [{**base, **one} for one in values.together({key: values.of(("ho_so", key)) for key in read}, "ho_so")]


def _fees(subject: Subject, reading: Reading, values: Values) -> list[dict[str, Any]]:
    base: dict[str, Any] = {fee.id: int(fee.amount or 0) for fee in subject.definition.fees}
    read = [key for key in reading.keys_of("phi") if key in base]
    return [{**base, **one} for one in values.together({key: values.of(("phi", key)) for key in read}, "phi")]


def _fits(subject: Subject, case: str | None, variables: dict[str, dict[str, Any]]) -> bool:
    """Whether the case's own condition, where it reads only what is chosen here, lets the case have these answers."""
    declared = next((one for one in subject.definition.cases if one.id == case), None)
    expression = compiled(declared.when) if declared is not None and declared.when else None
    if expression is None:
        return True
    if any(path[1] not in variables.get(path[0], {}) for path in expression.names_read if len(path) > 1):
        return True
    return expression.evaluate(variables).value is True
