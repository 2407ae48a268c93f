"""Closures of for, some and every."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.feel.build.builder import Builder, Code, Frame, Local
from engine.feel.build.spans import span
from engine.feel.names import mentions, weight
from engine.feel.tree import For, Iterator, Quantified
from engine.feel.values.kinds import kind_of
from engine.feel.values.ranges import Range
from engine.feel.warnings import Kind

if TYPE_CHECKING:
    from engine.feel.run import Run

_Turn = tuple[str, Code, "Code | None", int]


def _turns(iterators: tuple[Iterator, ...], builder: Builder) -> tuple[_Turn, ...]:
    """Make the sources, each seeing the variables before it; leaves one frame per variable on the builder."""
    turns: list[_Turn] = []
    for iterator in iterators:
        source = builder.code(iterator.source)
        end = builder.code(iterator.end) if iterator.end is not None else None
        turns.append((iterator.name, source, end, iterator.at))
        builder.frames.append(Frame((iterator.name,)))
    return tuple(turns)


def loop(node: For, builder: Builder) -> Code:
    """The closure of ``for … return``; ``partial`` is the list of results so far."""
    turns = _turns(node.iterators, builder)
    body = builder.inside(node.body, ("partial",))
    del builder.frames[-len(turns) :]
    wants_partial, cost = mentions(node.body, "partial"), weight(node.body)

    def code(run: Run, local: Local) -> Any:
        results: list[Any] = []
        if not _each(run, local, turns, 0, lambda inner: _one(run, inner, results)):
            return None
        return results

    def _one(run: Run, inner: Local, results: list[Any]) -> bool:
        run.spend(cost)
        if wants_partial:
            run.allow_list(len(results))
            names = {"partial": list(results)}
        else:
            names = {}
        results.append(body(run, (names, inner)))
        if not len(results) % 1024:
            run.allow_list(len(results))
        return True

    return code


def _each(run: Run, local: Local, turns: tuple[_Turn, ...], level: int, visit: Any) -> bool:
    """Visit every combination of the variables; False when something cannot be gone through.

    ``visit`` answers whether to go on; stopping early still counts as having gone through.
    """
    name, source, end, at = turns[level]
    items = _items(run, local, source, end, at)
    if items is None:
        return False
    for item in items:
        run.spend()
        inner = ({name: item}, local)
        if level + 1 < len(turns):
            if not _each(run, inner, turns, level + 1, visit):
                return False
        else:
            visit(inner)
    return True


def _items(run: Run, local: Local, source: Code, end: Code | None, at: int) -> Any:
    first = source(run, local)
    if end is not None:
        last = end(run, local)
        found = span(run, first, last)
        return found if found is not None else run.warn("range.ends", at)
    if isinstance(first, list):
        return first
    if isinstance(first, Range):
        found = span(run, first.start, first.end, first.start_included, first.end_included)
        return found if found is not None else run.warn("iterate.kind", at, Kind("range"))
    return run.warn("iterate.kind", at, Kind(kind_of(first)))


def quantified(node: Quantified, builder: Builder) -> Code:
    """The closure of ``some`` (or over all) and ``every`` (and over all)."""
    turns = _turns(node.iterators, builder)
    body = builder.code(node.body)
    del builder.frames[-len(turns) :]
    settled, word, at = node.quantifier == "some", node.quantifier, node.body.at
    cost = weight(node.body)

    def code(run: Run, local: Local) -> bool | None:
        verdicts = _Verdicts(run, body, cost, settled, word, at)
        try:
            through = _each(run, local, turns, 0, verdicts.add)
        except _Settled:
            return settled
        return None if verdicts.doubtful or not through else not settled

    return code


class _Settled(Exception):
    """The verdict is known before the end."""


class _Verdicts:
    __slots__ = ("_at", "_body", "_cost", "_run", "_settled", "_word", "doubtful")

    def __init__(self, run: Run, body: Code, cost: int, settled: bool, word: str, at: int) -> None:
        self._run, self._body, self._cost, self._settled, self._word, self._at = run, body, cost, settled, word, at
        self.doubtful = False

    def add(self, inner: Local) -> None:
        """Judge one combination."""
        self._run.spend(self._cost)
        value = self._body(self._run, inner)
        if value is self._settled:
            raise _Settled
        if value is not True and value is not False:
            self.doubtful = True
            if value is not None:
                self._run.warn("logic.kind", self._at, self._word, Kind(kind_of(value)))
