"""When two dossiers stand the same: the same tokens in the same places, and the same answers that still matter."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from engine.rehearsal.reading import Reading
from engine.spiff import Bundle
from engine.spiff.codec import read_document
from engine.spiff.names import Names

_FORGOTTEN = ("due",)
"""What a token knows beside its place and that does not decide the way: instants, as every rehearsal acts in one."""

MOST_ALIKE = 2
"""A reminder that is set going in every pass of a loop would otherwise make every pass another standing."""

Told = tuple[Any, ...]
"""Strings, and tuples of the same kind, so that brothers can be put in order."""

_ALWAYS_DIFFERENT = ("at", "unit")


def marking(bundle: Bundle, state: bytes, reading: Reading) -> Hashable:
    """A key equal for states from which the same can happen."""
    document = read_document(state, bundle)
    if "e" in document:
        return ("ended", *document["e"])
    words: list[str] = document["k"]
    inner = {row[0]: row for row in document.get("s", ())}
    standing: set[str] = set()
    tree = _trees(document["t"], inner, words, standing, reading)
    names = Names(document["x"])
    alive = sorted({path for key in standing for path in reading.alive.get(key, ())})
    return (tree, tuple((path, _value(names, path)) for path in alive), tuple(document.get("l") or ()))


def _trees(
    rows: list[list[Any]], inner: Mapping[int, list[Any]], words: list[str], standing: set[str], reading: Reading
) -> Told:
    """The tokens of one process as nested tuples, brothers in an order of their own."""
    children: dict[int, list[int]] = {}
    for position, row in enumerate(rows):
        children.setdefault(row[1], []).append(position)

    def told(position: int) -> Told:
        row = rows[position]
        name = words[row[2]]
        standing.add(name.partition(" [")[0])
        knows = row[4] if len(row) > 4 else None
        own = repr(sorted(item for item in knows.items() if item[0] not in _FORGOTTEN)) if knows else ""
        under = children.get(position)
        below = _few([told(child) for child in under]) if under else ()
        return (name, str(row[3]), own, below, inside(row[0]))

    def inside(task: int) -> Told:
        if task not in inner:
            return ()
        _, process, local, inner_rows = inner[task]
        here: set[str] = set()
        tree = _trees(inner_rows, inner, words, here, reading)
        standing.update(here)
        roots = {path[0] for key in here for path in reading.alive.get(key, ())}
        kept = sorted((name, repr(_plain(entry))) for name, entry in (local or {}).items() if name in roots)
        return (words[process], tree, tuple(kept))

    return _few([told(position) for position in children.get(-1, ())])


def _few(brothers: list[Told]) -> Told:
    """Brothers in order; of those that stand exactly alike no more than ``MOST_ALIKE`` count."""
    if len(brothers) < 2:
        return tuple(brothers)
    ordered = sorted(brothers)
    if len(ordered) <= MOST_ALIKE:
        return tuple(ordered)
    return tuple(
        one
        for position, one in enumerate(ordered)
        if ordered[max(position - MOST_ALIKE, 0) : position] != [one] * MOST_ALIKE
    )


def _value(names: Names, path: tuple[str, ...]) -> Hashable:
    if path[0] not in names:
        return None
    entry = names[path[0]]
    if len(path) == 1:
        return repr(_plain(entry))
    return _said(entry.get(path[1])) if path[1] in entry else None


def _said(value: Any) -> str:
    """Lists of answers count without their order: the people asked are alike."""
    if isinstance(value, list):
        return repr(sorted(repr(_plain(one)) for one in value))
    return repr(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return sorted((key, _said(inner)) for key, inner in value.items() if key not in _ALWAYS_DIFFERENT)
    return value
