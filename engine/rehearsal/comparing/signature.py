"""What makes a way this way and no other, whatever its steps are called: the unusual turns it takes, and its end."""

from __future__ import annotations

from collections.abc import Sequence

from engine.rehearsal.exploring import Edge
from engine.rehearsal.ways import LEAVING, Way

_DECIDING = ("exclusive", "inclusive", "event_gateway", "complex")


class Turns:
    """The turns of the usual way of each case, which go without saying."""

    def __init__(self, kinds: dict[str, str], sources: dict[str, str], ways: Sequence[tuple[Way, str | None, str]]):
        self.kinds, self.sources = kinds, sources
        self.usual: dict[str | None, set[str]] = {}
        for way, case, ends in ways:
            if way.straight and ends == "granted":
                self.usual.setdefault(case, set(self._turns(way.edges)))

    def signature(self, way: Way, case: str | None, end: str) -> str:
        """Equal for ways that take the same unusual turns to the same end."""
        usual = self.usual.get(case, set())
        taken = [turn for turn in self._turns(way.edges) if turn not in usual]
        return " ".join([case or "-", *taken, end])

    def unusual(self, way: Way, case: str | None) -> int:
        """How many turns of a way are none of the usual way's; giving up counts as one."""
        usual = self.usual.get(case, set())
        return sum(1 for turn in self._turns(way.edges) if turn not in usual)

    def _turns(self, edges: Sequence[Edge]) -> list[str]:
        found: list[str] = []
        for edge in edges:
            if edge.choice.kind in LEAVING or edge.choice.kind in ("failed", "by_hand"):
                found.append(f"{edge.choice.element}:{edge.choice.kind}")
            for one in edge.path:
                source = self.sources.get(one)
                if source is not None and self.kinds.get(source) in (*_DECIDING, "boundary"):
                    found.append(one)
        return found
