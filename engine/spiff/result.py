"""What one act meant: the new state and everything that opened, closed, ended or went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.decisions import Fired
from engine.spiff.names import Names
from engine.spiff.world import Assigned
from engine.text import Text

CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class OpenedStep:
    """A step waits for a person; ``assignment`` is None when its unit could not be found (see the incidents)."""

    task: str
    element: str
    item: int | None = None
    assignment: Assigned | None = None


@dataclass(frozen=True, slots=True)
class ClosedStep:
    """A step is no longer open: with the officer's outcome, or ``cancelled`` by the diagram or the act."""

    task: str
    element: str
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class OpenedWait:
    """The dossier waits for a message; ``name`` is the message's."""

    task: str
    element: str
    name: str | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class OpenedTimer:
    """A timer runs until ``due``, an instant computed once."""

    task: str
    element: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """A wait, timer or connector call is over; ``cancelled`` says it did not happen."""

    task: str
    element: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class ConnectorCall:
    """A call to make after the commit; ``Answer`` finishes it."""

    task: str
    element: str
    connector: str
    version: str | None
    params: Mapping[str, object]
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Something a person must repair before ``Retry(task)``."""

    task: str
    element: str
    code: str
    message: Text


@dataclass(frozen=True, slots=True)
class Warned:
    """An expression met something odd (a null condition counts as false); it goes to the history."""

    element: str
    code: str
    message: Text


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision table was asked; ``rules`` are those that fired, for the explanation in the history."""

    element: str
    decision: str
    rules: tuple[Fired, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The dossier is over; ``element`` is the end event, None when the act itself ended it."""

    element: str | None
    result: str | None


@dataclass(frozen=True, slots=True)
class StepResult:
    """The outcome of ``advance``. ``path`` lists passed element and flow ids in order."""

    state: bytes
    names: Names
    opened: tuple[OpenedStep, ...] = ()
    closed: tuple[ClosedStep, ...] = ()
    assigned: tuple[OpenedStep, ...] = ()
    waits_opened: tuple[OpenedWait, ...] = ()
    waits_closed: tuple[Closed, ...] = ()
    timers_opened: tuple[OpenedTimer, ...] = ()
    timers_closed: tuple[Closed, ...] = ()
    connector_calls: tuple[ConnectorCall, ...] = ()
    calls_closed: tuple[Closed, ...] = ()
    ended: Ended | None = None
    incidents: tuple[Incident, ...] = ()
    incidents_closed: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    decided: tuple[Decided, ...] = ()
    path: tuple[str, ...] = ()
    steps: int = 0
    unfinished: bool = False
    variables_changed: frozenset[str] = field(default_factory=frozenset)

    @property
    def variables(self) -> dict[str, Any]:
        """Every name an expression may read, with its values."""
        return dict(self.names)
