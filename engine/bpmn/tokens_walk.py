"""Walks the states of a reduced token net and tells which joins wait for ever and which nodes are opened twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from engine.bpmn.tokens import Net, Place

MAX_STATES: Final = 20_000
MAX_WORK: Final = 1_500_000
"""Tokens copied over all moves: what a walk may cost (about a second)."""
_ALL_CHOICES: Final = 5

State = frozenset[int]


@dataclass
class Walked:
    """What the walk found; ``complete`` is False when the budget ran out first."""

    stuck: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)
    complete: bool = True


def walk(net: Net) -> Walked:
    """Visit every state that can occur, within MAX_STATES and MAX_WORK."""
    found = Walked()
    reach = {key: _reach(net, place) for key, place in net.places.items() if place.kind == "or"}
    first = frozenset(net.places[net.start].outgoing[:1])
    seen: set[State] = set()
    work = 0
    pending = [frozenset({number}) for number in net.places[net.start].outgoing] or [first]
    while pending:
        state = pending.pop()
        if state in seen:
            continue
        if len(seen) >= MAX_STATES:
            found.complete = False
            return found
        seen.add(state)
        moved = False
        for after in _moves(net, state, reach, found):
            moved, work = True, work + len(state)
            if work > MAX_WORK:
                found.complete = False
                return found
            if after is not None and after not in seen:
                pending.append(after)
        if state and not moved:
            found.stuck |= {net.edges[number].target for number in state}
    return found


def _moves(
    net: Net, state: State, reach: dict[str, dict[int, frozenset[str]]], found: Walked
) -> Iterator[State | None]:
    """States after each possible move; None for a move that puts a second token beside another."""
    for key in dict.fromkeys(net.edges[number].target for number in state):
        place = net.places[key]
        here = [number for number in place.incoming if number in state]
        for taken, given in _firings(place, here, state, net, reach):
            rest = state - taken
            double = rest & given
            if double:
                found.doubled |= {net.opened_by(number) for number in double}
                yield None
            else:
                yield rest | given


def _firings(
    place: Place, here: list[int], state: State, net: Net, reach: dict[str, dict[int, frozenset[str]]]
) -> Iterator[tuple[State, State]]:
    if place.kind == "terminate":
        yield state, frozenset()
    elif place.kind == "and":
        if len(here) == len(place.incoming):
            yield frozenset(here), frozenset(place.outgoing)
    elif place.kind == "or":
        if _may_join(here, state, net, place, reach[place.id]):
            for given in _choices(place.outgoing):
                yield frozenset(here), given
    else:
        for number in here:
            yield from ((frozenset({number}), given) for given in _one_of(place))


def _one_of(place: Place) -> Iterator[State]:
    plain = [number for number in place.outgoing if number not in place.spawn]
    for number in plain:
        yield frozenset({number})
    if not plain:
        yield frozenset()
    if place.spawn:
        for number in plain:
            yield frozenset({number}) | place.spawn


def _choices(outgoing: list[int]) -> Iterator[State]:
    if not outgoing:
        yield frozenset()
        return
    sizes = range(1, len(outgoing) + 1) if len(outgoing) <= _ALL_CHOICES else (1, len(outgoing))
    for size in sizes:
        for chosen in combinations(outgoing, size):
            yield frozenset(chosen)


def _may_join(here: list[int], state: State, net: Net, place: Place, reach: dict[int, frozenset[str]]) -> bool:
    """BPMN 2.0.2, table 13.3: no token elsewhere can still reach an empty way in (unless equally a full one)."""
    full: frozenset[str] = frozenset().union(*(reach[number] for number in here))
    empty: frozenset[str] = frozenset().union(*(reach[number] for number in place.incoming if number not in here))
    pending = empty - full
    return not any(net.edges[number].target in pending for number in state if number not in here)


def _reach(net: Net, place: Place) -> dict[int, frozenset[str]]:
    """For each way into ``place``: the places from which it can be reached without passing ``place``."""
    found: dict[int, frozenset[str]] = {}
    for number in place.incoming:
        seen = {net.edges[number].source} - {place.id}
        stack = list(seen)
        while stack:
            for into in net.places[stack.pop()].incoming:
                source = net.edges[into].source
                if source != place.id and source not in seen:
                    seen.add(source)
                    stack.append(source)
        found[number] = frozenset(seen)
    return found
