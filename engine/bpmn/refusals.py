"""The refusals an automatic step catches, as a table can say them: a code, and where the work goes then."""

from __future__ import annotations

from dataclasses import dataclass

from engine.bpmn.definition import Definition, Node
from engine.bpmn.table_branches import goal_of


@dataclass(frozen=True)
class Caught:
    """One refusal: its code, what the event is called, its flow and the elements it leads to."""

    event: str
    code: str
    name: str
    flow: str
    goal: tuple[str, ...]


def is_refusal(definition: Definition, node: Node) -> bool:
    """Whether a boundary event only leads a refusal of an automatic step of the table to one place."""
    host = definition.nodes.get(node.attached_to or "")
    fits = node.events == ("error",) and node.interrupting and bool(node.event_code) and len(node.outgoing) == 1
    return fits and host is not None and host.kind == "service" and host.parent is None


def caught(definition: Definition, service: str) -> list[Caught]:
    """What an automatic step catches, in the order of the file."""
    found = []
    for node in definition.nodes.values():
        if node.kind == "boundary" and node.attached_to == service and is_refusal(definition, node):
            flow = definition.flows[node.outgoing[0]]
            found.append(Caught(node.id, node.event_code or "", node.name, flow.id, goal_of(definition, flow)))
    return found
