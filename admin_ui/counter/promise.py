"""When the result would be due if the dossier were accepted now; told to the applicant before anything is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from admin_ui.components import clock as told
from admin_ui.components.clock import Told
from admin_ui.counter.typed import Typed
from engine import clock
from engine.dossiers.clockwork import calendar_of
from engine.dossiers.terms import term_of
from engine.organisation import resolution
from engine.organisation.assigning import Unresolved
from engine.procedures.versions import Version


@dataclass(frozen=True)
class Promise:
    """The due instant and how it is counted."""

    due: datetime
    told: Told


def of(
    session: Session, version: Version, typed: Typed, names: Mapping[str, Any], receiving: int, now: datetime
) -> Promise | None:
    """The promise as far as the page tells; None without a term or while the competent unit is not known."""
    definition = version.definition
    term = term_of(definition, typed.case, typed.channel, names, now)
    rule = definition.competent or "receiving"
    value = typed.application.get(rule.removeprefix("address:").removeprefix("don."))
    resolving = resolution.resolving_unit(session, rule, receiving, now, value)
    if term is None or isinstance(resolving, Unresolved):
        return None
    accepted = clock.ClockEvent(kind="accepted", at=now, rule="C1", reason=None)
    assessed = clock.assess(term, [accepted], calendar_of(session, resolving.id, now), now)
    return Promise(assessed.due, told.of_dossier(assessed, None)) if assessed.due else None
