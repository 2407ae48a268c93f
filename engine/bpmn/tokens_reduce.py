"""Makes a token net smaller without changing whether a join can wait for ever or a step be opened twice.

Every well-built diagram dissolves completely, whatever its size. Two things are kept through every rule: on which edge
a second token would show (an edge rests at all the steps it swallowed), and, while an inclusive join is left, from
which places its ways in can be reached (tokens that rest are not moved to a place that reaches less).
``tests/property/processes/test_reduction.py`` compares reduced nets with the nets as drawn.
"""

from __future__ import annotations

from typing import Final

from engine.bpmn.graph import circles_of
from engine.bpmn.tokens import SINK, Net, Place

_ALIKE: Final = {("xor", "xor"), ("and", "and"), ("or", "or"), ("and", "or"), ("xor", "or")} | {
    (split, end) for split in ("xor", "and", "or") for end in ("sink", "terminate")
}


def reduce(net: Net) -> None:
    """Apply the rules until none fits."""
    changed = True
    while changed:
        changed = any([_alike(net), _own_loops(net), _return_loops(net), _ended(net), _chains(net)])


def needs_walking(net: Net) -> bool:
    """Whether anything is left that could wait for ever or run twice: with one token nothing can."""
    return any(place.kind in ("and", "or") for place in net.places.values())


def _alike(net: Net) -> bool:
    """Several edges between the same two places that are taken together, or in each other's stead, become one."""
    changed = False
    for place in net.places.values():
        first: dict[str, int] = {}
        for number in list(place.outgoing):
            edge = net.edges[number]
            if (place.kind, net.kind(edge.target)) not in _ALIKE:
                continue
            if edge.target in first:
                net.rest_also(first[edge.target], edge.names)
                net.drop(number)
                changed = True
            first.setdefault(edge.target, number)
    return changed


def _own_loops(net: Net) -> bool:
    """A loop from a choice back to itself is something a token may rest at before it comes to the choice."""
    changed = False
    for place in list(net.places.values()):
        loops = [number for number in place.outgoing if net.edges[number].target == place.id]
        if place.kind != "xor" or len(loops) != 1 or len(place.outgoing) < 2:
            continue
        names = net.edges[loops[0]].names
        net.drop(loops[0])
        if len(place.incoming) == 1:
            net.rest_also(place.incoming[0], names)
        elif names:
            net.bring_together(list(place.incoming), place.id, names)
        changed = True
    return changed


def _return_loops(net: Net) -> bool:
    """merge → body → choice → merge: what lies on the way back is rested at like the body."""
    changed = False
    for place in list(net.places.values()):
        if place.kind != "xor" or len(place.incoming) != 1 or len(place.outgoing) < 2:
            continue
        body = place.incoming[0]
        merge = net.places[net.edges[body].source]
        back = [number for number in place.outgoing if net.edges[number].target == merge.id]
        if merge is place or merge.kind != "xor" or len(merge.outgoing) != 1 or len(back) != 1:
            continue
        net.rest_also(body, net.edges[back[0]].names)
        net.drop(back[0])
        changed = True
    return changed


def _ended(net: Net) -> bool:
    """Branches beside others that only end, and places without a way on.

    A branch with steps goes only when its split lies in no loop and another branch shows a second token as well.
    """
    circles = _in_circles(net)
    changed = False
    for place in list(net.places.values()):
        for number in list(place.outgoing) if place.kind == "and" else ():
            edge = net.edges[number]
            ends = edge.target == SINK
            goes_on = any(net.edges[other].target != SINK for other in place.outgoing)
            if ends and (not edge.names or (goes_on and place.id not in circles)):
                net.drop(number)
                changed = True
        if place.id != net.start and place.kind in ("xor", "and", "or") and not place.outgoing:
            changed |= _sinks(net, place)
    return changed


def _in_circles(net: Net) -> frozenset[str]:
    after = {key: [net.edges[number].target for number in place.outgoing] for key, place in net.places.items()}
    return frozenset().union(*circles_of(after))


def _sinks(net: Net, place: Place) -> bool:
    if net.joins(place.id):
        return False
    for number in list(place.incoming):
        net.retarget(number, SINK)
    net.remove(place.id)
    return True


def _chains(net: Net) -> bool:
    changed = False
    waiting = any(place.kind == "or" and net.joins(place.id) for place in net.places.values())
    for key in list(net.places):
        place = net.places.get(key)
        if place is None or key == net.start or place.kind not in ("xor", "and", "or") or not place.outgoing:
            continue
        if len(place.incoming) == 1:
            changed |= _into_source(net, place, waiting)
        elif len(place.outgoing) == 1 and place.incoming:
            changed |= _into_target(net, place)
    return changed


def _into_source(net: Net, place: Place, waiting: bool) -> bool:
    """A place with one way in gives its ways out to the place before it, when that splits alike.

    While an inclusive join is left (``waiting``), a token resting before a split must stay before it.
    """
    number = place.incoming[0]
    into = net.edges[number]
    before = net.places[into.source]
    if before is place:
        return False
    if len(place.outgoing) > 1 and (before.kind != place.kind or place.kind == "or" or (waiting and into.names)):
        return False
    for out in list(place.outgoing):
        net.resource(out, before.id, into.names)
    net.remove(place.id)
    return True


def _into_target(net: Net, place: Place) -> bool:
    """A place with one way out hands its ways in to the place behind it, when that joins alike.

    Behind a merge nobody may rest: two tokens resting there would no longer be on the same edge.
    """
    number = place.outgoing[0]
    out = net.edges[number]
    behind = net.places[out.target]
    merges = place.kind == "xor" and behind.kind in ("xor", "sink", "terminate") and not out.names
    gathers = place.kind == "and" and behind.kind == "and" and len(behind.incoming) > 1
    if behind is place or not (merges or gathers):
        return False
    for into in list(place.incoming):
        net.retarget(into, behind.id, out.names)
    net.remove(place.id)
    return True
