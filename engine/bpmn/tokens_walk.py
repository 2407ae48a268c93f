"""Walks the states of a token net and tells which joins wait for ever and which nodes are opened twice.

As in the engine, routing is done at once: only when no token can be routed any more does somebody act at a step or an
inclusive join look around.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from engine.bpmn.tokens import SINK, Net, Place

MAX_STATES: Final = 20_000
MAX_WORK: Final = 1_500_000
"""Tokens copied over all moves: what a walk may cost (about a second)."""
_ALL_CHOICES: Final = 5

State = frozenset[int]
Reach = Mapping[str, Mapping[int, frozenset[str]]]


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
    seen: set[State] = set()
    work = 0
    pending = [_alive(net, frozenset({number})) for number in net.places[net.start].outgoing]
    while pending:
        state = pending.pop()
        if state in seen:
            continue
        if len(seen) >= MAX_STATES or work > MAX_WORK:
            found.complete = False
            return found
        seen.add(state)
        moved = False
        for taken, given in _moves(net, state, reach):
            moved = True
            work += len(state) + len(given)
            if work > MAX_WORK:
                break
            pending += _after(net, state - taken, _alive(net, given), found)
        if state and not moved:
            found.stuck |= {net.places[net.edges[number].target].node for number in state}
    return found


def _after(net: Net, rest: State, given: State, found: Walked) -> tuple[State, ...]:
    """The state after a move; none when it puts a second token beside another."""
    double = rest & given
    found.doubled |= {_name(net, number) for number in double}
    return () if double else (rest | given,)


def _alive(net: Net, given: State) -> State:
    """Without the tokens that end at once."""
    return frozenset(number for number in given if net.edges[number].names or net.edges[number].target != SINK)


def _name(net: Net, number: int) -> str:
    edge = net.edges[number]
    return edge.names[0] if edge.names else net.places[edge.target].node


def _moves(net: Net, state: State, reach: Reach) -> Iterator[tuple[State, State]]:
    """What can happen next, as tokens taken and given: one piece of routing if there is any, else everything."""
    here = {
        key: [number for number in net.places[key].incoming if number in state]
        for key in dict.fromkeys(net.edges[number].target for number in sorted(state))
    }
    passing = [place for key in here if _passes(net, place := net.places[key], here[key])]
    if passing:
        place = next((one for one in passing if not _busy_behind(net, one, state)), passing[0])
        here = {place.id: [number for number in here[place.id] if not net.edges[number].names]}
    for key, numbers in here.items():
        yield from _firings(net, net.places[key], numbers, state, reach)


def _passes(net: Net, place: Place, here: list[int]) -> bool:
    """Whether a token is routed at ``place`` before anybody acts."""
    passing = [number for number in here if not net.edges[number].names]
    if not net.joins(place.id):
        return bool(passing)
    return place.kind == "and" and len(passing) == len(place.incoming)


def _busy_behind(net: Net, place: Place, state: State) -> bool:
    """Whether a token right behind ``place`` has to be routed first, so that this one does not run into it."""
    return any(number in state and not net.edges[number].names for number in place.outgoing)


def _firings(net: Net, place: Place, here: list[int], state: State, reach: Reach) -> Iterator[tuple[State, State]]:
    if place.kind == "terminate":
        yield state, frozenset()
    elif place.kind == "and":
        if len(here) == len(place.incoming):
            yield frozenset(here), frozenset(place.outgoing)
    elif place.kind == "or":
        if _may_join(net, place, here, state, reach):
            yield from ((frozenset(here), given) for given in _choices(place.outgoing))
    else:
        for number in here:
            taken = frozenset({number})
            yield from ((taken, frozenset({out})) for out in place.outgoing)
            if not place.outgoing:
                yield taken, frozenset()


def _choices(outgoing: list[int]) -> Iterator[State]:
    """Which flows an inclusive gateway may take; of very many only the smallest and largest groups."""
    if not outgoing:
        yield frozenset()
    count = len(outgoing)
    sizes = range(1, count + 1) if count <= _ALL_CHOICES else (1, 2, count - 1, count)
    for size in sizes:
        yield from map(frozenset, combinations(outgoing, size))


def _may_join(net: Net, place: Place, here: list[int], state: State, reach: Reach) -> bool:
    """BPMN 2.0.2, table 13.3: no token elsewhere can still reach an empty way in (unless equally a full one)."""
    known = reach[place.id]
    full: frozenset[str] = frozenset().union(*(known[number] for number in here))
    empty: frozenset[str] = frozenset().union(*(known[number] for number in place.incoming if number not in here))
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
