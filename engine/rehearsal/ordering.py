"""In which orders things that are open together must be tried.

Branches that know nothing of each other are walked one after the other, once. Where one can withdraw another, or
reads what another writes, every order is tried.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.bpmn.definition import Node
from engine.rehearsal.reading import Reading
from engine.rehearsal.subject import Subject, reached, runs_of
from engine.spiff import Thing


class Ordering:
    """Which open things concern each other, worked out once per pair of elements."""

    def __init__(self, subject: Subject, reading: Reading) -> None:
        self.subject, self.reading = subject, reading
        self._known: dict[tuple[str, str], bool] = {}
        self._ahead: dict[str, frozenset[str]] = {}

    def groups(self, things: Sequence[Thing]) -> list[list[Thing]]:
        """Things that must be tried together, each group with the events on the borders around it.

        An event on a border can withdraw what it hangs on, whenever it comes; so it is tried beside every standing of
        that, but makes no orders of its own. What opened last comes first: one branch is finished, then the next.
        """
        alike = _first_items(things)
        events = [thing for thing in alike if self._on_border(thing)]
        groups: list[list[Thing]] = []
        for thing in [one for one in alike if one not in events]:
            mine = [group for group in groups if any(self.concern(thing.element, o.element) for o in group)]
            groups = [group for group in groups if group not in mine]
            groups.append([*(one for group in mine for one in group), thing])
        groups.sort(key=lambda group: -max(int(thing.task) for thing in group))
        return [[*group, *(one for one in events if self._around(one, group))] for group in groups] or [events]

    def _on_border(self, thing: Thing) -> bool:
        return self.subject.nodes[thing.element].kind == "boundary"

    def _around(self, event: Thing, group: Sequence[Thing]) -> bool:
        nodes = self.subject.nodes
        return any(self._beside(nodes[event.element], nodes[one.element]) for one in group)

    def concern(self, one: str, other: str) -> bool:
        """Whether the order of the two can matter."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            a, b = self.subject.nodes[one], self.subject.nodes[other]
            self._known[pair] = one != other and (self._racing(a, b) or self._data(one, other))
        return self._known[pair]

    def _beside(self, event: Node, work: Node) -> bool:
        """Whether ``event`` hangs on the border of ``work`` or of something around it."""
        if event.kind != "boundary":
            return False
        places = {work.id, work.attached_to}
        around: set[str] = set(self.subject.owners.get(work.parent or "", ()))
        while around - places:
            places |= around
            around |= {o for a in around for o in self.subject.owners.get(self.subject.nodes[a].parent or "", ())}
        return event.attached_to in places

    def _racing(self, one: Node, other: Node) -> bool:
        if self._ends_all(one, other) or self._ends_all(other, one):
            return True
        sources = [{self.subject.flows[flow].source for flow in node.incoming} for node in (one, other)]
        return any(self.subject.nodes[key].kind == "event_gateway" for key in sources[0] & sources[1])

    def _ends_all(self, one: Node, other: Node) -> bool:
        """Whether the branch of ``one`` can come to an end that withdraws the others."""
        mine = self._before(one.id) - self._before(other.id)
        return any(
            self.subject.nodes[key].kind == "end" and set(self.subject.nodes[key].events) & {"terminate", "error"}
            for key in mine
        ) or any(
            self.subject.nodes[key].kind == "boundary"
            and "error" in self.subject.nodes[key].events
            and runs_of(self.subject.nodes[self.subject.nodes[key].attached_to or key]) is not None
            for key in mine
        )

    def _data(self, one: str, other: str) -> bool:
        """Whether one branch, up to where they meet, reads what the other writes."""
        mine, theirs = self._before(one), self._before(other)
        mine, theirs = (mine - theirs) | {one}, (theirs - mine) | {other}
        return self._reads(mine, theirs) or self._reads(theirs, mine)

    def _reads(self, readers: frozenset[str], writers: frozenset[str]) -> bool:
        return any(path[0] in writers and nodes & readers for path, nodes in self.reading.paths.items())

    def _before(self, key: str) -> frozenset[str]:
        if key not in self._ahead:
            self._ahead[key] = reached(key, self.subject.ahead)
        return self._ahead[key]


def _first_items(things: Sequence[Thing]) -> list[Thing]:
    """Of things that are alike, items of one repetition among them, only the first."""
    first: dict[tuple[str, str, int], Thing] = {}
    for thing in things:
        known = first.setdefault((thing.element, thing.kind, len(thing.items)), thing)
        if thing.items < known.items:
            first[thing.element, thing.kind, len(thing.items)] = thing
    return list(first.values())
