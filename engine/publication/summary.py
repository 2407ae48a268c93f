"""What lists and the citizens' pages show of a version without loading it."""

from __future__ import annotations

from typing import Any

from engine.bpmn.definition import Definition
from engine.procedures import labels


def summary(definition: Definition) -> dict[str, Any]:
    """Code, field, level, term, fees and names of a definition, as JSON."""
    return {
        "name": list(labels.procedure_name(definition)),
        "codes": [covered.code for covered in definition.covers],
        "field": definition.field,
        "level": definition.level,
        "online": definition.online,
        "symbol": definition.symbol,
        "competent": definition.competent or "receiving",
        "boundary_free": definition.boundary_free,
        "steps": len(definition.steps()),
        "terms": [
            {"value": str(term.value) if term.value is not None else None, "unit": term.unit, "phase": term.phase}
            for term in definition.terms
        ],
        "sample": definition.sample,
    }
