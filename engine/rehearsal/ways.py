"""The roads through the map: every way without turning back, each return once and twice, each way out of a wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.rehearsal.exploring import Edge, Map
from engine.rehearsal.subject import Subject

MOST_STORIES = 300
LEAVING = ("auto_closed", "withdrawn")


@dataclass(frozen=True)
class Way:
    """One dossier from its beginning to where it ends or sticks. ``returned`` is the return flow it is about."""

    edges: tuple[Edge, ...]
    returned: str | None = None
    times: int = 0

    @property
    def straight(self) -> bool:
        """Whether it never turns back and is not left half-way."""
        return self.returned is None and self.edges[-1].choice.kind not in LEAVING


class Ways:
    """Roads of one map."""

    def __init__(self, subject: Subject, explored: Map) -> None:
        self.subject, self.map = subject, explored

    @cached_property
    def count(self) -> int:
        """How many straight ways there are, counted without walking them."""
        known: dict[int, int] = {}
        return sum(self._counted(edge.target, known, set()) for edge in self.map.starts)

    @cached_property
    def straight(self) -> tuple[Way, ...]:
        """The straight ways: all, or those that pass every act at least once when there are too many."""
        if self.count <= MOST_STORIES:
            return tuple(Way(edges) for start in self.map.starts for edges in self._roads((start,)))
        return tuple(Way(edges) for edges in self._covering())

    @cached_property
    def returning(self) -> tuple[Way, ...]:
        """For every return flow a way that takes it once and, where possible, one that takes it twice."""
        found = []
        for flow in sorted(self.subject.returns):
            once = self._with(flow, 1)
            if once is not None:
                found.append(Way(once, flow, 1))
                twice = self._with(flow, 2)
                if twice is not None:
                    found.append(Way(twice, flow, 2))
        return tuple(found)

    @cached_property
    def left(self) -> tuple[Way, ...]:
        """How a dossier ends while it waits, once per wait and reason."""
        found: dict[tuple[str, str], Way] = {}
        for state in self.map.states:
            for edge in state.edges:
                key = (edge.choice.element, edge.choice.kind)
                if edge.choice.kind in LEAVING and key not in found:
                    found[key] = Way((*self._prefix(state.number), edge))
        return tuple(found.values())

    def to(self, edge: Edge) -> Way:
        """A shortest way that passes ``edge`` last."""
        return Way((*self._prefix(edge.source), edge))

    def passing(self, edge: Edge) -> Way:
        """A shortest way through ``edge`` to an end."""
        return Way((*self._prefix(edge.source), edge, *self._suffix(edge.target)))

    def goes_back(self, edge: Edge) -> bool:
        """Whether the act leads along a return flow."""
        return any(one in self.subject.returns for one in edge.path)

    def onward_from(self, number: int) -> frozenset[int]:
        """The standings that can be reached without turning back, this one included."""
        found = {number}
        stack = [number]
        while stack:
            for edge in self._onward(stack.pop()):
                if edge.target not in found:
                    found.add(edge.target)
                    stack.append(edge.target)
        return frozenset(found)

    def _onward(self, number: int) -> list[Edge]:
        return [
            edge
            for edge in self.map.states[number].edges
            if edge.choice.kind not in LEAVING and not self.goes_back(edge) and edge.target != number
        ]

    def _counted(self, number: int, known: dict[int, int], above: set[int]) -> int:
        """Ways from a standing, without recursion deeper than the way is long."""
        stack = [(number, iter(self._onward(number)))]
        on_stack = {number}
        sums = {number: 0}
        while stack:
            at, rest = stack[-1]
            edge = next(rest, None)
            if edge is None:
                stack.pop()
                on_stack.discard(at)
                known[at] = sums[at] if self._onward(at) else int(not self._turns_only(at))
                if stack:
                    sums[stack[-1][0]] += known[at]
            elif edge.target in known:
                sums[at] += known[edge.target]
            elif edge.target not in on_stack:
                on_stack.add(edge.target)
                sums[edge.target] = 0
                stack.append((edge.target, iter(self._onward(edge.target))))
        return known[number]

    def _turns_only(self, number: int) -> bool:
        """Whether every act from here leads back, so that a straight way cannot end here."""
        return bool(self.map.states[number].edges)

    def _roads(self, begun: tuple[Edge, ...]) -> Iterator[tuple[Edge, ...]]:
        stack = [begun]
        while stack:
            road = stack.pop()
            at = road[-1].target
            passed = {edge.source for edge in road}
            onward = [edge for edge in self._onward(at) if edge.target not in passed]
            if not onward and not self._turns_only(at):
                yield road
            stack += [(*road, edge) for edge in reversed(onward)]

    def _covering(self) -> Iterator[tuple[Edge, ...]]:
        """Ways that together pass every act that does not turn back; wherever it happens, an act is the same."""
        passed: set[Hashable] = set()
        for edge in self.map.edges():
            if _act(edge) in passed or self.goes_back(edge) or edge.choice.kind in LEAVING:
                continue
            road = (*self._prefix(edge.source), edge, *self._suffix(edge.target))
            passed |= {_act(one) for one in road}
            yield road

    def _prefix(self, number: int | None) -> tuple[Edge, ...]:
        """The shortest road to a standing."""
        road: list[Edge] = []
        while number is not None:
            edge = self.map.states[number].came_by
            if edge is None:
                break
            road.insert(0, edge)
            number = edge.source
        return tuple(road)

    def _suffix(self, number: int) -> tuple[Edge, ...]:
        """The shortest road from a standing to success, else to any end, else nothing."""
        return self._search(number, self._succeeds) or self._search(number, self._ends) or ()

    def _succeeds(self, edge: Edge) -> bool:
        ended = self.map.states[edge.target].ended
        return ended is not None and ended.result == "granted"

    def _ends(self, edge: Edge) -> bool:
        return self.map.states[edge.target].ended is not None

    def _with(self, flow: str, times: int) -> tuple[Edge, ...] | None:
        """A shortest road that takes a return flow so often and then goes to an end."""
        first = next((edge for edge in self.map.edges() if flow in edge.path), None)
        if first is None:
            return None
        road = (*self._prefix(first.source), first)
        for _ in range(times - 1):
            again = self._search(road[-1].target, lambda edge: flow in edge.path)
            if not again:
                return None
            road += again
        return road + self._suffix(road[-1].target)

    def _search(self, start: int, wanted: Callable[[Edge], bool]) -> tuple[Edge, ...]:
        """The shortest road from a standing whose last act is wanted; nobody gives up on it."""
        came: dict[int, Edge | None] = {start: None}
        queue = deque([start])
        while queue:
            for edge in self._going(queue.popleft()):
                if wanted(edge):
                    return (*_back(edge.source, came), edge)
                if edge.target not in came:
                    came[edge.target] = edge
                    queue.append(edge.target)
        return ()

    def _going(self, number: int) -> Iterable[Edge]:
        return (edge for edge in self.map.states[number].edges if edge.choice.kind not in LEAVING)


def _act(edge: Edge) -> Hashable:
    return (edge.choice.element, edge.choice.kind, edge.choice.outcome, edge.path)


def _back(number: int | None, came: dict[int, Edge | None]) -> tuple[Edge, ...]:
    road: list[Edge] = []
    while number is not None:
        edge = came[number]
        if edge is None:
            break
        road.insert(0, edge)
        number = edge.source
    return tuple(road)
