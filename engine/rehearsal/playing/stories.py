"""A story of the rehearsal as moves that can be played: what it decides, ready to be filled in with a whole form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from engine.rehearsal.scenarios.recording import begun
from engine.rehearsal.scenarios.scenario import BY_HAND, Filed, Move, Scenario
from engine.rehearsal.ways import Way
from engine.spiff import Start


def scenario_of(name: str, way: Way) -> Scenario:
    """The way as a scenario that expects nothing yet; its answers are those that decide the way, and no others."""
    first, *rest = way.edges
    act = first.choice.act
    variables: Mapping[str, Mapping[str, Any]] = act.variables if isinstance(act, Start) else {}
    ho_so = variables.get("ho_so", {})
    case = ho_so.get("case")
    filed = Filed(
        str(case) if case is not None else None,
        str(ho_so.get("channel", "counter")),
        str(ho_so.get("applicant_kind", "citizen")),
        kept(variables.get("don", {})),
    )
    return begun(
        name,
        filed,
        [
            Move(
                edge.choice.element,
                edge.choice.kind,
                edge.choice.outcome,
                {} if edge.choice.kind == BY_HAND else kept(edge.choice.values),
            )
            for edge in rest
        ],
    )


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as JSON keeps them; what was left empty is left out."""
    return {key: _plain(value) for key, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
