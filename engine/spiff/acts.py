"""What can be done to a dossier: one small immutable value per act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Facts = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Any act. ``facts`` are names that changed together with it (``{"ho_so": {"case": "thuong"}}``), merged first."""

    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Start(Act):
    """Begin a dossier with its first variables (``don``, ``ho_so``, ``phi``)."""

    variables: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Complete(Act):
    """An officer finishes an open step: the outcome chosen, the routing values, the unit that did it, and when."""

    task: str
    outcome: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    unit: str | int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deliver(Act):
    """A message arrives for one wait."""

    task: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fire(Act):
    """A timer's instant has come."""

    task: str


@dataclass(frozen=True, slots=True)
class Answer(Act):
    """A connector call ended: with values, or with an error code the diagram may catch.

    ``response`` is what the connector said; the results the step declares are worked out of it, beside ``values``.
    """

    task: str
    values: Mapping[str, object] = field(default_factory=dict)
    error: str | None = None
    response: object = None


@dataclass(frozen=True, slots=True)
class Retry(Act):
    """After a repair: find the unit of an unassigned step again, or run a failed automatic step again."""

    task: str


@dataclass(frozen=True, slots=True)
class Continue(Act):
    """Go on after an act that used up its step budget."""


@dataclass(frozen=True, slots=True)
class Withdraw(Act):
    """Everything open is closed and the dossier ends with ``result`` (``withdrawn``, ``auto_closed`` …)."""

    result: str = "withdrawn"


@dataclass(frozen=True, slots=True)
class Restore(Act):
    """Put the dossier back to a snapshot, as a forward act: what was open then opens again under new ids."""

    snapshot: bytes
