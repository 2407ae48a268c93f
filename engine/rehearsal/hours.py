"""How long a way takes, as the law counts: side by side the longest, a shared time once, a supplement begins anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from engine.bpmn.definition import Node
from engine.bpmn.timing import NOTHING, limit_hours
from engine.rehearsal.exploring import Edge
from engine.rehearsal.subject import Subject, runs_of


@dataclass(frozen=True)
class Spent:
    """Working hours of a way, and what each step added; ``per_step`` in the order of the steps."""

    hours: Decimal
    per_step: tuple[tuple[str, Decimal], ...]


@dataclass
class _Clock:
    at: dict[str, Decimal] = field(default_factory=dict)
    """When a token came to a node, or left along a flow."""
    done: dict[str, Decimal] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)


def spent(subject: Subject, edges: tuple[Edge, ...], case: str | None) -> Spent:
    """Add up one way."""
    clock, added = _Clock(), []
    for edge in edges:
        element = edge.choice.element
        if element:
            hours = _weight(subject, subject.nodes[element], case, clock)
            if hours:
                added.append((element, hours))
            clock.done[element] = clock.at.get(element, NOTHING) + hours
            if _starts_anew(subject, edge):
                clock.done[element] = NOTHING
                clock.groups.clear()
                added.clear()
        _pass(subject, edge, clock)
    last = edges[-1]
    ends = [clock.done[one] for one in last.path if one in clock.done] or [clock.done.get(last.choice.element, NOTHING)]
    return Spent(max(ends), tuple(added))


def _pass(subject: Subject, edge: Edge, clock: _Clock) -> None:
    """Carry the time along everything the act passed."""
    for one in edge.path:
        flow = subject.flows.get(one)
        if flow is not None:
            clock.at[one] = clock.done.get(flow.source, clock.at.get(flow.source, NOTHING))
            clock.at[flow.target] = clock.at[one]
            _enter(subject, subject.nodes[flow.target], clock)
        elif one != edge.choice.element:
            clock.done[one] = _finished(subject, subject.nodes[one], clock)


def _enter(subject: Subject, node: Node, clock: _Clock) -> None:
    """A sub-process begins when its node is reached; what hangs on a border begins there, too."""
    inner = subject.graphs.get(runs_of(node)) if runs_of(node) is not None else None
    for key in inner.starts if inner is not None else ():
        clock.at[key] = clock.at[node.id]
    for event in subject.borders.get(node.id, ()):
        clock.at[event] = clock.at[node.id]


def _finished(subject: Subject, node: Node, clock: _Clock) -> Decimal:
    if node.kind in ("parallel", "inclusive") and len(node.incoming) > 1:
        return max((clock.at[flow] for flow in node.incoming if flow in clock.at), default=NOTHING)
    scope = runs_of(node)
    if scope is not None:
        inside = [clock.done[key] for key in subject.graphs[scope].nodes if key in clock.done]
        return max([clock.at.get(node.id, NOTHING), *inside])
    return clock.at.get(node.id, NOTHING)


def _weight(subject: Subject, node: Node, case: str | None, clock: _Clock) -> Decimal:
    step = node.step
    if step is None or (case is not None and step.case and case not in step.case):
        return NOTHING
    if node.loop is not None and not node.loop.sequential and node.id in clock.done and _same_pass(node, clock):
        return NOTHING
    if step.shared_group is None:
        return limit_hours(step) or NOTHING
    if step.shared_group in clock.groups:
        return NOTHING
    clock.groups.add(step.shared_group)
    members = [one.step for one in subject.nodes.values() if one.step and one.step.shared_group == step.shared_group]
    return max((limit_hours(one) or NOTHING for one in members), default=NOTHING)


def _same_pass(node: Node, clock: _Clock) -> bool:
    """Whether the people asked at the same time as this one have answered since the step was reached."""
    return clock.done[node.id] > clock.at.get(node.id, NOTHING)


def _starts_anew(subject: Subject, edge: Edge) -> bool:
    """Whether a supplement has come whose clock counts from the beginning."""
    wait = subject.nodes[edge.choice.element].wait
    if wait is None or edge.choice.kind != "wait":
        return False
    rules = [term.on_supplement for term in subject.definition.terms] or ["reset"]
    clock = wait.clock or (rules[0] if wait.kind == "supplement" else "pause")
    return clock == "reset" and wait.kind == "supplement"
