"""Checks of a definition: every finding says what and where, why it matters and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from engine.bpmn.checks import (
    acceptance,
    boundaries,
    branches,
    busy_loops,
    calls,
    calls_at_once,
    connectors,
    data,
    documents,
    drawing,
    ends,
    events,
    expressions,
    fees,
    flows,
    foreign,
    forms,
    gateways,
    ids,
    kinds,
    lanes,
    parallel,
    printed_forms,
    races,
    reach,
    reading,
    reminders,
    repetition,
    results,
    sheet,
    sheet_ids,
    starts,
    step_facts,
    step_notices,
    step_numbers,
    step_units,
    subprocesses,
    terms,
    time_limits,
    timers,
    waits,
)
from engine.bpmn.checks.rules import Check, Finding, Stage
from engine.bpmn.checks.subject import FormFacts, Subject
from engine.bpmn.definition import Definition
from engine.bpmn.vocabulary import Vocabulary

__all__ = ["CHECKS", "Finding", "Stage", "check"]

CHECKS: Final[tuple[Check, ...]] = (
    reading.check,
    kinds.check,
    events.check,
    subprocesses.check,
    repetition.check,
    flows.check,
    gateways.check,
    races.check,
    timers.check,
    boundaries.check,
    calls.check,
    data.check,
    foreign.check,
    starts.check,
    reach.check,
    busy_loops.check,
    reminders.check,
    parallel.check,
    calls_at_once.check,
    ids.check,
    expressions.check,
    branches.check,
    sheet.check,
    sheet_ids.check,
    terms.check,
    documents.check,
    fees.check,
    results.check,
    step_facts.check,
    step_units.check,
    step_numbers.check,
    step_notices.check,
    time_limits.check,
    acceptance.check,
    waits.check,
    ends.check,
    connectors.check,
    printed_forms.check,
    forms.check,
    lanes.check,
    drawing.check,
)
"""Every check, in the order its findings are shown: what cannot run first, the drawing last."""


def check(
    definition: Definition,
    vocabulary: Vocabulary,
    *,
    stage: str = "draft",
    forms: Mapping[str, FormFacts] | None = None,
) -> tuple[Finding, ...]:
    """Return everything there is to say about ``definition`` at ``stage`` ("draft" or "publication").

    ``forms`` are the compiled forms by name (engine.forms.Form); None leaves out what only they can tell. Without an
    error at stage publication the runtime carries the procedure.
    """
    subject = Subject(definition, vocabulary, forms)
    return tuple(raised.at_stage(stage) for one in CHECKS for raised in one(subject))
