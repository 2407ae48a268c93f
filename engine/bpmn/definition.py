"""A BPMN diagram as immutable data: what every other part of the program reads instead of XML."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.bpmn.sheet import Basis, Case, Covers, Document, Fee, ProcedureResult, Term, Translation
from engine.text import Text


@dataclass(frozen=True)
class ReadingProblem:
    """Something in the file that could be read only in part; it becomes a finding of ``check``."""

    code: str
    element: str
    message: Text
    hint: Text
    line: int | None = None


@dataclass(frozen=True)
class Outcome:
    """One way a step can end, offered to the officer as a button; ``produces`` is a printed form's role."""

    id: str
    name: str = ""
    produces: str | None = None
    sample: bool = False


@dataclass(frozen=True)
class Step:
    """One row of the ISO table: who does what within which time. ``case`` empty means every case."""

    no: str | None = None
    unit: str | None = None
    post: str | None = None
    alternatives: tuple[str, ...] = ()
    case: tuple[str, ...] = ()
    limit: Decimal | None = None
    limit_unit: str = "working_hours"
    count: str = "counted"
    form: str | None = None
    kind: str | None = None
    content: str | None = None
    outcomes: tuple[Outcome, ...] = ()
    produces: tuple[str, ...] = ()
    sample: bool = False
    remind_before: Decimal | None = None
    escalate_after: Decimal | None = None

    @property
    def shared_group(self) -> str | None:
        """Name of the group whose time this step shares, or None."""
        return self.count.removeprefix("shared:") if self.count.startswith("shared:") else None


@dataclass(frozen=True)
class Wait:
    """What a receive task waits for, what the legal clock does meanwhile, and when waiting ends by itself."""

    kind: str | None = None
    clock: str | None = None
    auto_close_after: Decimal | None = None
    auto_close_unit: str = "working_days"
    form: str | None = None
    partner: str | None = None
    sample: bool = False


@dataclass(frozen=True)
class Failure:
    """After how many attempts a connector gives up, and what then: manual, wait, incident or error:CODE."""

    after: int | None = None
    then: str | None = None
    sample: bool = False


@dataclass(frozen=True)
class Param:
    """A value handed to a connector: a literal, or FEEL after an equals sign."""

    name: str = ""
    value: str = ""
    sample: bool = False


@dataclass(frozen=True)
class ConnectorResult:
    """A variable filled from a connector's answer by FEEL over ``response``."""

    variable: str = ""
    value: str = ""
    sample: bool = False


@dataclass(frozen=True)
class Connector:
    """The connector a service task calls: parameters in, variables out, what to do when it fails."""

    id: str = ""
    version: str | None = None
    params: tuple[Param, ...] = ()
    results: tuple[ConnectorResult, ...] = ()
    failure: Failure | None = None
    sample: bool = False


@dataclass(frozen=True)
class Leg:
    """The part of a dossier another agency handles: which agency, and within which time of its own."""

    agency: str = ""
    limit: Decimal | None = None
    limit_unit: str = "working_hours"
    sample: bool = False


@dataclass(frozen=True)
class Loop:
    """Repetition of an activity: multi-instance (cardinality or collection) or ``standard``."""

    cardinality: str | None = None
    collection: str | None = None
    sequential: bool = False
    completion: str | None = None
    standard: bool = False


@dataclass(frozen=True)
class Timer:
    """A timer's kind (duration, date, cycle) and expression: FEEL or an ISO 8601 literal."""

    kind: str
    expression: str


@dataclass(frozen=True)
class Node:
    """A flow node. ``kind`` is one word of KINDS in reading.nodes; ``parent`` the sub-process or called process."""

    id: str
    name: str
    kind: str
    step: Step | None = None
    wait: Wait | None = None
    end_result: str | None = None
    connector: Connector | None = None
    leg: Leg | None = None
    decision: str | None = None
    loop: Loop | None = None
    timer: Timer | None = None
    events: tuple[str, ...] = ()
    message: str | None = None
    event_code: str | None = None
    attached_to: str | None = None
    interrupting: bool = True
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    default: str | None = None
    parent: str | None = None
    called: str | None = None
    by_event: bool = False
    for_compensation: bool = False
    sample: bool = False
    documentation: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Flow:
    """A sequence flow with its FEEL condition, if it has one."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str | None = None
    language: str | None = None
    parent: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Lane:
    """A lane and the nodes that say they lie in it."""

    id: str
    name: str
    nodes: tuple[str, ...] = ()
    parent: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Message:
    """A message a receive task names."""

    id: str
    name: str


@dataclass(frozen=True)
class Other:
    """An element that is neither node nor flow (data object, association, pool …), kept for the checks."""

    kind: str
    id: str
    parent: str | None = None
    depth: int = 0
    detail: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Bounds:
    """A shape's rectangle in diagram units; ``label`` is the rectangle of its outside label."""

    x: float
    y: float
    width: float
    height: float
    label: Bounds | None = None


@dataclass(frozen=True)
class Point:
    """One corner of an edge."""

    x: float
    y: float


@dataclass(frozen=True)
class Definition:
    """One declared procedure: its official sheet, its steps and how they follow each other, its drawing."""

    key: str | None
    process_id: str
    name: str
    executable: bool = True
    documentation: str | None = None
    symbol: str | None = None
    field: str | None = None
    level: str | None = None
    online: str | None = None
    boundary_free: bool = False
    competent: str | None = None
    form: str | None = None
    sample: bool = False
    covers: tuple[Covers, ...] = ()
    cases: tuple[Case, ...] = ()
    terms: tuple[Term, ...] = ()
    documents: tuple[Document, ...] = ()
    fees: tuple[Fee, ...] = ()
    results: tuple[ProcedureResult, ...] = ()
    basis: tuple[Basis, ...] = ()
    texts: tuple[Translation, ...] = ()
    nodes: Mapping[str, Node] = dataclasses.field(default_factory=dict)
    flows: Mapping[str, Flow] = dataclasses.field(default_factory=dict)
    lanes: Mapping[str, Lane] = dataclasses.field(default_factory=dict)
    messages: Mapping[str, Message] = dataclasses.field(default_factory=dict)
    called: Mapping[str, str] = dataclasses.field(default_factory=dict)
    others: tuple[Other, ...] = ()
    pool: str | None = None
    shapes: Mapping[str, Bounds] = dataclasses.field(default_factory=dict)
    edges: Mapping[str, tuple[Point, ...]] = dataclasses.field(default_factory=dict)
    edge_labels: Mapping[str, Bounds] = dataclasses.field(default_factory=dict)
    problems: tuple[ReadingProblem, ...] = ()

    def steps(self) -> tuple[Node, ...]:
        """User tasks in the order of the file."""
        return tuple(node for node in self.nodes.values() if node.kind == "user")
