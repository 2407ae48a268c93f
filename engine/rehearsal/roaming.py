"""Whole dossiers where there are more standings than can be walked: each goes on to its end, where little was tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from engine.rehearsal.exploring import Edge, Explorer

FRESH: Final = 40
"""Dossiers in a row that pass nothing new before roaming ends."""
_LEAVING: Final = ("auto_closed", "withdrawn")


class Roaming:
    """Sends dossiers through a map that is only partly walked, each from the beginning; the same ones every time."""

    def __init__(self, explorer: Explorer, starts: Sequence[Edge]) -> None:
        self.explorer, self.starts = explorer, starts
        self.random = Random(0)
        self.gone: Counter[Hashable] = Counter()
        self.passed: set[str] = {one for state in explorer.states for edge in state.edges for one in edge.path}

    def roam(self, most_acts: int) -> bool:
        """Send dossiers until ``most_acts`` are done; False when many in a row have met nothing new before that."""
        fresh = FRESH
        while fresh and self.explorer.bytes and self.explorer.acts < most_acts:
            known = len(self.passed)
            self._one(most_acts)
            fresh = FRESH if len(self.passed) > known else fresh - 1
        return fresh > 0

    def _one(self, most_acts: int) -> None:
        at = self.random.choice(self.starts).target
        for _ in range(4 * len(self.explorer.subject.nodes)):
            if at in self.explorer.bytes:
                self.explorer.walk_on(at)
                self.passed.update(one for edge in self.explorer.states[at].edges for one in edge.path)
            onward = [
                edge
                for edge in self.explorer.states[at].edges
                if edge.target != at and edge.choice.kind not in _LEAVING
            ]
            if not onward or self.explorer.acts >= most_acts:
                return
            rarest = min(self.gone[_act(edge)] for edge in onward)
            edge = self.random.choice([one for one in onward if self.gone[_act(one)] <= rarest + 1])
            self.gone[_act(edge)] += 1
            at = edge.target


def _act(edge: Edge) -> Hashable:
    return (edge.choice.element, edge.choice.kind, edge.choice.outcome, edge.path)
