"""One finished walk, as the findings read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from engine.bpmn.definition import Node
from engine.rehearsal.exploring import Edge, Map
from engine.rehearsal.reading import Reading
from engine.rehearsal.subject import Subject
from engine.rehearsal.telling import Story
from engine.rehearsal.values import Values
from engine.rehearsal.ways import Way, Ways


@dataclass(frozen=True)
class Walk:
    """What was walked, and its ways as stories."""

    subject: Subject
    reading: Reading
    values: Values
    map: Map
    ways: Ways
    stories: tuple[tuple[Way, Story], ...]
    now: datetime

    @cached_property
    def passed(self) -> frozenset[str]:
        """Nodes and flows some dossier passed."""
        return frozenset(one for edge in self.map.edges() for one in edge.path)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every act."""
        return tuple(self.map.edges())

    @cached_property
    def opened(self) -> frozenset[str]:
        """Elements some dossier stood at."""
        return frozenset(thing.element for state in self.map.states for thing in state.things)

    @cached_property
    def to_an_end(self) -> Mapping[int, bool]:
        """Standing -> whether some act after act leads to an end event from it; giving up does not count."""
        before: dict[int, list[int]] = {}
        for state in self.map.states:
            for edge in state.edges:
                if edge.choice.kind not in ("auto_closed", "withdrawn"):
                    before.setdefault(edge.target, []).append(state.number)
        found = {state.number for state in self.map.states if state.ended is not None and state.ended.element}
        stack = list(found)
        while stack:
            for number in before.get(stack.pop(), ()):
                if number not in found:
                    found.add(number)
                    stack.append(number)
        return {state.number: state.number in found for state in self.map.states}

    def node(self, key: str) -> Node:
        """A node by id."""
        return self.subject.nodes[key]
