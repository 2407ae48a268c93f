"""Which legal term applies to a dossier: by case and channel, phases put together, quantities worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from engine import clock, feel
from engine.bpmn.definition import Definition
from engine.bpmn.sheet import Term
from engine.bpmn.timing import HOURS_A_DAY
from engine.clock import terms as clock_terms
from engine.clock.steps import StepUnit
from engine.clock.terms import USUAL_RETURN


def term_of(
    definition: Definition, case_id: str | None, channel: str, names: Mapping[str, Any], now: datetime
) -> clock.Term | None:
    """The clock's term for one dossier, or None when the procedure declares none that fits.

    Terms with a phase follow each other; terms named per agency add up to the whole (rule C20).
    """
    fitting = [term for term in definition.terms if _fits(term, case_id, channel)]
    whole = [term for term in fitting if not term.agency] or fitting
    if not whole:
        return None
    parts = sorted(whole, key=lambda term: term.phase or 0) if any(term.phase for term in whole) else whole
    values = [_value(term, names, now) for term in parts]
    first = parts[0]
    return clock.Term(
        value=sum(values, Decimal(0)) if _adds_up(parts) else values[0],
        unit=cast(clock_terms.Unit, first.unit),
        cut_off=first.cut_off,
        on_supplement=cast(clock_terms.Policy, first.on_supplement),
        phases=tuple(values) if first.phase and len(values) > 1 else (),
        max_supplement=1 if first.max_supplement is None else first.max_supplement,
        extend_max=1 if first.extend_max is None else first.extend_max,
        reception_hours=first.reception_hours,
        buffer=_in_days(first.buffer or Decimal(0), first.unit),
        last_hours=first.last_hours or Decimal(0),
        return_limit=USUAL_RETURN if first.return_limit is None else first.return_limit,
    )


def shares_of(
    definition: Definition, case_id: str | None, channel: str, names: Mapping[str, Any], now: datetime
) -> list[tuple[str, Decimal, StepUnit]]:
    """Each agency's share of an interlinked term, in order: the agency's anchor, an amount, its unit (rule C20)."""
    fitting = [term for term in definition.terms if term.agency and _fits(term, case_id, channel)]
    return [
        (
            term.agency or "",
            _value(term, names, now),
            "working_days" if term.unit == "working_days" else "working_hours",
        )
        for term in fitting
        if term.unit in ("working_days", "working_hours")
    ]


def _in_days(amount: Decimal, unit: str) -> Decimal:
    """A buffer is declared in the unit of its term and kept in working days."""
    return amount / HOURS_A_DAY if unit == "working_hours" else amount


def _fits(term: Term, case_id: str | None, channel: str) -> bool:
    return (not term.case or case_id in term.case) and term.channel in (None, "", channel)


def _adds_up(parts: Sequence[Term]) -> bool:
    return all(term.phase for term in parts) or all(term.agency for term in parts)


def _value(term: Term, names: Mapping[str, Any], now: datetime) -> Decimal:
    if term.value_formula:
        found = feel.evaluate(term.value_formula, names, now=now).value
        return found if isinstance(found, Decimal) else Decimal(1)
    return term.value or Decimal(1)
