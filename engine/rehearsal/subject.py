"""What is rehearsed: one compiled version with its forms, and what is worked out once from its diagram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.bpmn.definition import Definition, Flow, Node
from engine.bpmn.graph import Graph, graphs
from engine.forms import Form
from engine.spiff import Bundle

Edge = tuple[str, str]


@dataclass(frozen=True)
class Subject:
    """One version. A form that is missing or broken is simply not in ``forms``; the checks say so."""

    bundle: Bundle
    forms: Mapping[str, Form]

    @property
    def definition(self) -> Definition:
        """The diagram as data."""
        return self.bundle.definition

    @property
    def nodes(self) -> Mapping[str, Node]:
        """Every node by id."""
        return self.definition.nodes

    @property
    def flows(self) -> Mapping[str, Flow]:
        """Every flow by id."""
        return self.definition.flows

    @cached_property
    def graphs(self) -> Mapping[str | None, Graph]:
        """One graph per scope."""
        return graphs(self.definition)

    @cached_property
    def returns(self) -> frozenset[str]:
        """Flows that lead back to where a dossier may have been before."""
        back = {edge for graph in self.graphs.values() for edge in graph.back_edges}
        return frozenset(flow.id for flow in self.flows.values() if (flow.source, flow.target) in back)

    @cached_property
    def after(self) -> Mapping[str, tuple[str, ...]]:
        """What may come after a node, into sub-processes and out of them again, return flows included."""
        return self._spread(forward_only=False)

    @cached_property
    def ahead(self) -> Mapping[str, tuple[str, ...]]:
        """The same without return flows."""
        return self._spread(forward_only=True)

    @cached_property
    def owners(self) -> Mapping[str, tuple[str, ...]]:
        """Scope -> the nodes that run it."""
        found: dict[str, tuple[str, ...]] = {}
        for node in self.nodes.values():
            runs = runs_of(node)
            if runs is not None:
                found[runs] = (*found.get(runs, ()), node.id)
        return found

    @cached_property
    def borders(self) -> Mapping[str, tuple[str, ...]]:
        """Node -> the events on its border."""
        found: dict[str, tuple[str, ...]] = {}
        for node in self.nodes.values():
            if node.attached_to:
                found[node.attached_to] = (*found.get(node.attached_to, ()), node.id)
        return found

    def form_of(self, key: str) -> Form | None:
        """The form whose answers are written under ``key`` (``don``, a step, a wait); None when there is none."""
        if key == "don":
            return self.forms.get(self.definition.form or "")
        node = self.nodes.get(key)
        if node is None:
            return None
        name = node.step.form if node.step else node.wait.form if node.wait else None
        return self.forms.get(name or "")

    def has_form(self, key: str) -> bool:
        """Whether the diagram names a form for ``key``."""
        if key == "don":
            return bool(self.definition.form)
        node = self.nodes.get(key)
        return bool(node and ((node.step and node.step.form) or (node.wait and node.wait.form)))

    def _spread(self, *, forward_only: bool) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {key: [] for key in self.nodes}
        for graph in self.graphs.values():
            for key in graph.nodes:
                found[key] += graph.forward(key) if forward_only else graph.after[key]
        own = {key: tuple(targets) for key, targets in found.items()}
        for key, node in self.nodes.items():
            inner = self.graphs.get(runs_of(node))
            if inner is not None and runs_of(node) is not None:
                found[key] += inner.starts
        for key, node in self.nodes.items():
            if not own[key] and node.parent is not None:
                found[key] += [one for owner in self.owners.get(node.parent, ()) for one in own[owner]]
        return {key: tuple(targets) for key, targets in found.items()}


def runs_of(node: Node) -> str | None:
    """The scope a sub-process or call runs; None for anything else."""
    return {"subprocess": node.id, "call": node.called}.get(node.kind)


def reached(start: str, edges: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """``start`` and everything behind it."""
    found = {start}
    stack = [start]
    while stack:
        for target in edges.get(stack.pop(), ()):
            if target not in found:
                found.add(target)
                stack.append(target)
    return frozenset(found)
