"""What every check is given: the definition, the words it may use, its forms, and what is worked out once from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from engine.bpmn.definition import Definition, Flow, Node
from engine.bpmn.graph import Graph, graphs
from engine.bpmn.vocabulary import Vocabulary


class FormFacts(Protocol):
    """What the checks ask of a compiled form (engine.forms.Form)."""

    @property
    def routing_keys(self) -> Iterable[str]:
        """Keys whose values the engine may read."""

    def walk(self) -> Iterable[Any]:
        """Every field, groups and lists included."""


@dataclass
class Subject:
    """One check run. ``forms`` None means: the forms are not at hand, say nothing about them."""

    definition: Definition
    vocabulary: Vocabulary
    forms: Mapping[str, FormFacts] | None = None

    @cached_property
    def graphs(self) -> dict[str | None, Graph]:
        """One graph per scope."""
        return graphs(self.definition)

    @cached_property
    def main(self) -> Graph:
        """The graph of the procedure itself."""
        return self.graphs[None]

    @property
    def nodes(self) -> Iterable[Node]:
        """Every node of the file."""
        return self.definition.nodes.values()

    @property
    def flows(self) -> Iterable[Flow]:
        """Every sequence flow of the file."""
        return self.definition.flows.values()

    @property
    def place(self) -> str:
        """Where findings about the sheet as a whole point."""
        return self.definition.process_id

    def node(self, key: str) -> Node:
        """The node with this id."""
        return self.definition.nodes[key]

    def outgoing(self, node: Node) -> list[Flow]:
        """The flows leaving ``node``."""
        return [self.definition.flows[key] for key in node.outgoing]

    def boundaries(self, key: str) -> list[Node]:
        """Boundary events attached to the activity ``key``."""
        return [node for node in self.nodes if node.kind == "boundary" and node.attached_to == key]


def inside(subject: Subject, key: str) -> Iterable[str]:
    """``key`` and every node that runs within it, in sub-processes and called processes, however deep."""
    found = {key: None}
    todo = [key]
    while todo:
        node = subject.node(todo.pop())
        scope = {"call": node.called, "subprocess": node.id}.get(node.kind)
        graph = subject.graphs.get(scope) if scope is not None else None
        new = [one for one in graph.nodes if one not in found] if graph else []
        found |= dict.fromkeys(new)
        todo += new
    return found
