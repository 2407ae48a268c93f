"""What can be done to a procedure from its steps table, each act as one small value."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from engine.bpmn.definition import Connector, Outcome, Step, Wait
from engine.bpmn.edit.sheet_change import SheetChange


@dataclass(frozen=True)
class GoOn:
    """The next step, as the table's order says."""


@dataclass(frozen=True)
class To:
    """A named step or wait: back to it or ahead to it."""

    element: str


@dataclass(frozen=True)
class End:
    """The dossier ends: granted, refused or stopped; ``name`` is written at the end event."""

    result: Literal["granted", "refused", "stopped"] = "refused"
    name: str | None = None


@dataclass(frozen=True)
class Await:
    """Wait for somebody outside; ``then`` None means: come back to the step that asked."""

    wait: Wait
    name: str | None = None
    then: GoOn | To | None = None


Goal: TypeAlias = GoOn | To | End | Await
"""Where an outcome leads."""


@dataclass(frozen=True)
class AddStep:
    """A new row behind ``after`` (a step, wait or join; None: at the beginning).

    ``outcome`` puts it on the way of that outcome instead of the way that goes on; ``id`` is a wish.
    """

    after: str | None
    name: str
    step: Step = field(default_factory=Step)
    outcome: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class MoveStep:
    """Put a step with its own waits and ends behind ``after`` (None: at the beginning)."""

    step: str
    after: str | None
    outcome: str | None = None


@dataclass(frozen=True)
class RemoveStep:
    """Take out a step or a wait; ``returns_to`` says where those go that came back to it."""

    step: str
    returns_to: str | None = None


@dataclass(frozen=True)
class ChangeStep:
    """Give a step other facts: ``to`` is the whole new row (its outcomes stay as they are)."""

    step: str
    to: Step
    name: str | None = None


@dataclass(frozen=True)
class AddOutcome:
    """Another way a step can end."""

    step: str
    outcome: Outcome
    goal: Goal = field(default_factory=GoOn)


@dataclass(frozen=True)
class ChangeOutcome:
    """Other words for an outcome (``to`` keeps its id), or another way for it."""

    step: str
    outcome: str
    to: Outcome | None = None
    goal: Goal | None = None


@dataclass(frozen=True)
class RemoveOutcome:
    """Take an outcome from a step, with the wait or end that only it led to."""

    step: str
    outcome: str


@dataclass(frozen=True)
class AddBranch:
    """Behind ``step``, when the FEEL condition ``when`` holds (and the outcome is ``outcome``, when given)."""

    step: str
    when: str
    name: str
    goal: Goal
    outcome: str | None = None


@dataclass(frozen=True)
class RemoveBranch:
    """Take out a branch by the id of its flow."""

    flow: str


@dataclass(frozen=True)
class ChangeCondition:
    """Another FEEL condition for a flow behind a splitting gateway, or none."""

    flow: str
    when: str | None
    name: str | None = None


@dataclass(frozen=True)
class MakeParallel:
    """Let steps that follow each other be done side by side; all must answer."""

    steps: tuple[str, ...]


@dataclass(frozen=True)
class MakeSequential:
    """Let the steps of the block that begins at the gateway ``split`` be done one after the other."""

    split: str


@dataclass(frozen=True)
class AddLeg:
    """One more step in the block that begins at the gateway ``split``, done beside the others."""

    split: str
    name: str
    step: Step = field(default_factory=Step)
    id: str | None = None


@dataclass(frozen=True)
class MakeOnePerUnit:
    """Let a step be done once per unit of the list in form field ``path``; the ``first`` answers are enough."""

    step: str
    path: str
    first: int | None = None


@dataclass(frozen=True)
class MakeSingle:
    """Let a step that was done once per unit be done once, by ``unit``."""

    step: str
    unit: str


@dataclass(frozen=True)
class AddWait:
    """A wait behind ``after``: for a payment, a confirmation, another agency that takes over and returns."""

    after: str | None
    name: str
    wait: Wait
    outcome: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class ChangeWait:
    """Other facts for a wait."""

    wait: str
    to: Wait
    name: str | None = None


@dataclass(frozen=True)
class LeadWait:
    """Where a wait leads when what was waited for has come: on from the step that asked, or to a named step."""

    wait: str
    goal: GoOn | To


@dataclass(frozen=True)
class AddConnector:
    """An automatic step behind ``after`` that calls a connector."""

    after: str | None
    name: str
    connector: Connector
    outcome: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class ChangeConnector:
    """Another connector, or other parameters, for an automatic step."""

    element: str
    to: Connector
    name: str | None = None


@dataclass(frozen=True)
class CatchRefusal:
    """When the partner refuses with ``code``, go to ``goal`` (None: where it leads now, else on)."""

    element: str
    code: str
    name: str = ""
    goal: GoOn | To | End | None = None


@dataclass(frozen=True)
class LeaveRefusal:
    """Catch the refusal ``code`` no longer: it is an incident again."""

    element: str
    code: str


@dataclass(frozen=True)
class TimeAgency:
    """Make an automatic step the part another agency handles, within its own time; without a limit it is none."""

    element: str
    agency: str
    limit: Decimal | None
    unit: str = "working_hours"


@dataclass(frozen=True)
class ShareTime:
    """One limit over several steps; without a ``limit`` each step counts for itself again."""

    steps: tuple[str, ...]
    limit: Decimal | None
    limit_unit: str = "working_hours"


@dataclass(frozen=True)
class OnlyInCases:
    """Let steps that follow each other be done in some cases only; no case: always."""

    steps: tuple[str, ...]
    case: tuple[str, ...]


@dataclass(frozen=True)
class Renumber:
    """Number the steps 1, 2, 3 … in the order of the table."""


@dataclass(frozen=True)
class SetDefault:
    """Make a flow the way a gateway takes when no condition holds."""

    gateway: str
    flow: str


@dataclass(frozen=True)
class SetEnd:
    """Say how the dossier ends at an end event."""

    end: str
    result: Literal["granted", "refused", "stopped"]
    name: str | None = None


@dataclass(frozen=True)
class Rename:
    """Another name for an element of the diagram (a gateway's question, a flow's label …)."""

    element: str
    name: str


@dataclass(frozen=True)
class ChangeSheet:
    """Other facts on the official sheet; what ``change`` does not name stays."""

    change: SheetChange


@dataclass(frozen=True)
class LayOut:
    """Draw the diagram anew."""


Edit: TypeAlias = (
    AddStep
    | MoveStep
    | RemoveStep
    | ChangeStep
    | AddOutcome
    | ChangeOutcome
    | RemoveOutcome
    | AddBranch
    | RemoveBranch
    | ChangeCondition
    | MakeParallel
    | MakeSequential
    | AddLeg
    | MakeOnePerUnit
    | MakeSingle
    | AddWait
    | ChangeWait
    | LeadWait
    | AddConnector
    | ChangeConnector
    | CatchRefusal
    | LeaveRefusal
    | TimeAgency
    | ShareTime
    | OnlyInCases
    | Renumber
    | SetDefault
    | SetEnd
    | Rename
    | ChangeSheet
    | LayOut
)
