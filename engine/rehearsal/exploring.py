"""Walks every way a dossier can take through the real ``advance``, each standing once, and keeps the map of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.rehearsal.choosing import Choice, Choosing
from engine.rehearsal.marking import marking
from engine.rehearsal.ordering import Ordering
from engine.rehearsal.reading import Reading
from engine.rehearsal.repeating import Again, Repeating
from engine.rehearsal.roaming import Roaming
from engine.rehearsal.subject import Subject
from engine.rehearsal.world import RehearsalWorld
from engine.spiff import Act, Continue, Ended, Incident, Start, StepResult, Thing, advance
from engine.spiff.standing import inspect

MOST_STATES = 4_000
MOST_ACTS = 20_000

Progress = Callable[[int, int, int], None]
"""Told now and then: acts done, standings met, standings still to be walked on from."""
Asked = Callable[[], bool]
"""Asked now and then whether the rehearsal is still wanted: True when it is not."""


class Cancelled(Exception):
    """Nobody waits for the rehearsal any more."""


@dataclass
class State:
    """One standing, met first by ``came_by``. ``ended`` is how the dossier ends there."""

    number: int
    case: str | None
    things: tuple[Thing, ...]
    ended: Ended | None
    edges: list[Edge] = field(default_factory=list)
    came_by: Edge | None = None

    @property
    def ended_at(self) -> str | None:
        """The end event the dossier ended at."""
        return self.ended.element if self.ended is not None else None


@dataclass
class Edge:
    """One act from one standing to the next: the elements and flows passed, and what went wrong on the way.

    Choices that mean the same share an edge; ``choices`` holds them all. ``source`` is None for the first act.
    """

    source: int | None
    target: int
    choices: list[Choice]
    path: tuple[str, ...]
    incidents: tuple[Incident, ...] = ()
    nulls: frozenset[str] = frozenset()
    """Elements where a condition met nothing it could be decided by."""
    names: list[Mapping[str, Any]] = field(default_factory=list)
    """What expressions could read after the act, per choice."""

    @property
    def choice(self) -> Choice:
        """The first of the choices."""
        return self.choices[0]


@dataclass(frozen=True)
class Beginning:
    """How a dossier begins: its case, and the first variables."""

    case: str | None
    variables: dict[str, dict[str, Any]]


@dataclass
class Map:
    """Everything walked."""

    states: list[State]
    starts: list[Edge]
    complete: bool
    acts: int
    again: Mapping[Again, bool] = field(default_factory=dict)
    """Answers that came twice or too late -> whether they changed nothing."""

    def edges(self) -> Iterator[Edge]:
        """Every act, beginnings first."""
        yield from self.starts
        for state in self.states:
            yield from state.edges


class Explorer:
    """One walk over one version."""

    def __init__(self, subject: Subject, reading: Reading, choosing: Choosing, now: datetime) -> None:
        self.subject, self.reading, self.choosing = subject, reading, choosing
        self.ordering = Ordering(subject, reading)
        self.now = now
        self.repeating = Repeating(subject)
        self.states: list[State] = []
        self.bytes: dict[int, bytes] = {}
        self.known: dict[Hashable, int] = {}
        self.waiting: deque[int] = deque()
        self.acts = 0
        self._watched: tuple[Progress | None, Asked | None] = (None, None)

    def walk(
        self,
        beginnings: list[Beginning],
        most_acts: int = MOST_ACTS,
        *,
        progress: Progress | None = None,
        cancelled: Asked | None = None,
    ) -> Map:
        """Every standing that can be reached; where there are too many, those nearest and those on ways that roam.

        Between two standings ``progress`` is told how far it is; raises Cancelled once ``cancelled`` says so.
        """
        starts = []
        for beginning in beginnings:
            choice = Choice("start", "", Start(variables=beginning.variables))
            starts.append(self._act(None, beginning.case, None, choice))
        self._watched = (progress, cancelled)
        self._spread(MOST_STATES, most_acts * 3 // 10)
        if self.bytes and Roaming(self, starts).roam(most_acts * 6 // 10):
            self._spread(2 * MOST_STATES, most_acts)
        return Map(self.states, starts, not self.bytes, self.acts, self.repeating.tried)

    def _spread(self, most_states: int, most_acts: int) -> None:
        """Walk on from every standing in the order they were met, so that the first way to each is the shortest."""
        while self.waiting and len(self.states) < most_states and self.acts < most_acts:
            number = self.waiting.popleft()
            if number in self.bytes:
                self.walk_on(number)

    def walk_on(self, number: int) -> None:
        """Try everything that can be done to one standing."""
        progress, cancelled = self._watched
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(self.acts, len(self.states), len(self.bytes))
        self._expand(self.states[number])
        del self.bytes[number]

    def _expand(self, state: State) -> None:
        things = [thing for thing in state.things if thing.kind != "error"]
        groups = self.ordering.groups(things)
        for group in groups:
            for thing in group:
                for choice in self.choosing.of(thing):
                    self._try(state, choice)
            if any(self._leads_on(edge) for edge in state.edges):
                break  # the other groups are met again behind it
        for thing in things:
            if thing.kind in ("wait", "call"):
                for choice in self.choosing.leaving(thing):
                    self._try(state, choice)

    def _leads_on(self, edge: Edge) -> bool:
        """Whether an act leads to an end, or to a standing that has not been walked on from yet."""
        return edge.target != edge.source and (edge.target in self.bytes or self.states[edge.target].ended is not None)

    def _try(self, state: State, choice: Choice) -> None:
        edge = self._act(state.number, state.case, self.bytes[state.number], choice)
        for other in state.edges:
            if _alike(other, edge):
                other.choices.append(choice)
                other.names += edge.names
                other.nulls |= edge.nulls
                return
        state.edges.append(edge)

    def _act(self, source: int | None, case: str | None, before: bytes | None, choice: Choice) -> Edge:
        world = RehearsalWorld(choice.at or self.now)
        result = self._advance(before, choice.act, world)
        path = list(result.path)
        incidents = list(result.incidents)
        nulls = {one.element for one in result.warnings if one.code in ("null_condition", "not_boolean")}
        while result.unfinished:
            result = self._advance(result.state, Continue(), world)
            path += result.path
            incidents += result.incidents
        if source is not None:
            self.repeating.after(self.states[source].things, choice, result, world)
        target = self._state(case, result, choice)
        edge = Edge(source, target.number, [choice], tuple(path), tuple(incidents), frozenset(nulls), [result.names])
        if target.came_by is None:
            target.came_by = edge
        return edge

    def _advance(self, before: bytes | None, act: Act, world: RehearsalWorld) -> StepResult:
        self.acts += 1
        return advance(self.subject.bundle, before, act, world)

    def _state(self, case: str | None, result: StepResult, choice: Choice) -> State:
        key = (case, marking(self.subject.bundle, result.state, self.reading))
        if choice.kind in ("auto_closed", "withdrawn"):
            key = (case, ("ended", choice.kind, choice.element))
        if key in self.known:
            return self.states[self.known[key]]
        standing = inspect(self.subject.bundle, result.state)
        state = State(len(self.states), case, standing.things, result.ended)
        self.known[key] = state.number
        self.states.append(state)
        if result.ended is None and standing.things:
            self.bytes[state.number] = result.state
            self.waiting.append(state.number)
        return state


def _alike(one: Edge, other: Edge) -> bool:
    """Whether two acts on the same thing come to the same."""
    return (one.target, one.path, one.choice.kind, one.choice.element) == (
        other.target,
        other.path,
        other.choice.kind,
        other.choice.element,
    )
