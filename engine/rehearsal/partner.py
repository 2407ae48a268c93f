"""What a partner may say to a call, and what the call's step then does: yes, no, nonsense, or nothing at all.

The same rules as when a real call is settled: a refusal goes to the error event on the step that waits for its code,
else to the error of the failure rule; silence goes by the failure rule; whatever is left stops at an officer, who
enters the result in the partner's place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.bpmn.definition import Node
from engine.connectors import registry
from engine.connectors.descriptor import Descriptor
from engine.rehearsal.subject import Subject

ANY_CODE = "LOI_KET_NOI"
_ERROR = "error:"


@dataclass(frozen=True)
class Partner:
    """The other end of one call step. ``descriptor`` is None for a connector that is not installed here."""

    subject: Subject
    node: Node
    descriptor: Descriptor | None

    @property
    def policy(self) -> str:
        """The failure rule; nothing when the step has none."""
        return (self.node.connector.failure.then or "") if self.node.connector and self.node.connector.failure else ""

    @property
    def refusals(self) -> tuple[str, ...]:
        """The codes the partner refuses with, as its connector declares them."""
        return tuple(one.code for one in self.descriptor.errors) if self.descriptor is not None else ()

    @property
    def results(self) -> tuple[str, ...]:
        """The variables the step fills from an answer."""
        return tuple(one.variable for one in self.node.connector.results) if self.node.connector else ()

    @property
    def thrown(self) -> frozenset[str]:
        """The error codes the step can go on with: those it declares, and those the diagram waits for."""
        found = {code for code in self.refusals if code in self.caught}
        found |= {one.event_code or ANY_CODE for one in catching(self.subject, self.node)}
        if self.policy.startswith(_ERROR):
            found.add(self.policy.removeprefix(_ERROR))
        return frozenset(found)

    @property
    def caught(self) -> frozenset[str]:
        """The codes that events on the step itself wait for."""
        here = [one for one in catching(self.subject, self.node) if one.attached_to == self.node.id]
        codes = {one.event_code for one in here if one.event_code}
        return frozenset(codes | (set(self.refusals) if any(not one.event_code for one in here) else set()))

    @property
    def left_over(self) -> tuple[str, ...]:
        """The refusals nothing in the diagram goes on from."""
        if self.policy.startswith(_ERROR):
            return ()
        return tuple(code for code in self.refusals if code not in self.caught)

    @property
    def stops(self) -> bool:
        """Whether some refusal, or silence, leaves the call to an officer."""
        return bool(self.left_over) or not self.policy.startswith(_ERROR)

    @property
    def example(self) -> Mapping[str, Any] | None:
        """A typical answer; None when nobody knows what this connector says."""
        if self.descriptor is None or not self.descriptor.results:
            return None
        return {one.name: one.example for one in self.descriptor.results}


def partner_of(subject: Subject, node: Node) -> Partner:
    """The other end of a call step."""
    connector = registry.find(node.connector.id) if node.connector else None
    return Partner(subject, node, connector.descriptor if connector is not None else None)


def catching(subject: Subject, node: Node) -> list[Node]:
    """The error events on the border of a node and of everything around it."""
    around = subject.owners.get(node.parent or "", ())
    places = {node.id, *around}
    while around:
        around = tuple(o for a in around for o in subject.owners.get(subject.nodes[a].parent or "", ()))
        around = tuple(one for one in around if one not in places)
        places |= set(around)
    return [
        one
        for one in subject.nodes.values()
        if one.kind == "boundary" and one.attached_to in places and "error" in one.events
    ]
