"""Finds where an expression reads an answer, so that a key can be renamed in it and a reader be named.

Names are followed through paths, filters and loops; where it cannot be told what a name stands for and it might be
the answer looked for, the expression counts as ``unsure`` and is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from engine import feel
from engine.feel.builtins import BUILTINS
from engine.feel.names import children
from engine.feel.tree import Call, ContextLiteral, Filter, For, FunctionDefinition, Name, Node, Path, Quantified

Place = tuple[str, ...]
Names = Mapping[str, Place | None]
"""What the names around an expression stand for; None: something else."""

_GAP: Final = re.compile(r"\.\s*")
ALL: Final = "all"
"""The list of all answers of a step that is done several times: what stands under it are its answers."""


@dataclass(frozen=True)
class Read:
    """Where an expression reads the answers looked for."""

    spots: tuple[tuple[int, int], ...] = ()
    """Beginning and end of the key in the source, each time."""
    unsure: bool = False

    def __bool__(self) -> bool:
        return bool(self.spots) or self.unsure


def reads(source: str, names: Names, known: Collection[Place], wanted: Collection[Place]) -> Read:
    """Where ``source`` (without equals sign) reads one of ``wanted``; ``known`` are all answers there are."""
    try:
        tree = feel.compile(source).tree
    except feel.FeelError:
        return Read()
    finder = _Finder(source, frozenset(known), frozenset(wanted))
    finder.visit(tree, names, ())
    return Read(tuple(sorted(set(finder.spots))), finder.unsure)


def renamed(source: str, read: Read, key: str) -> str:
    """The expression with another key at the places found."""
    for start, end in reversed(read.spots):
        source = f"{source[:start]}{key}{source[end:]}"
    return source


@dataclass
class _Finder:
    source: str
    known: frozenset[Place]
    wanted: frozenset[Place]
    spots: list[tuple[int, int]] = field(default_factory=list)
    unsure: bool = False

    def visit(self, node: Node, names: Names, filters: tuple[Place | None, ...]) -> Place | None:
        """Look at a node; returns the answer it stands for, if that can be told."""
        if isinstance(node, Name):
            return self._name(node, names, filters)
        if isinstance(node, Path):
            return self._path(node, names, filters)
        if isinstance(node, Filter):
            source = self.visit(node.source, names, filters)
            self.visit(node.condition, {**names, "item": source}, (source, *filters))
            return source
        if isinstance(node, For | Quantified):
            self._loop(node, names, filters)
        elif isinstance(node, ContextLiteral):
            self._context(node, names, filters)
        elif isinstance(node, FunctionDefinition):
            self.visit(node.body, {**names, **{name: None for name, _ in node.parameters}}, filters)
        else:
            for child in children(node):
                if not (isinstance(node, Call) and child is node.function and isinstance(child, Name)):
                    self.visit(child, names, filters)
        return None

    def _loop(self, node: For | Quantified, names: Names, filters: tuple[Place | None, ...]) -> None:
        inner = dict(names)
        for loop in node.iterators:
            found = self.visit(loop.source, inner, filters)
            if loop.end is not None:
                self.visit(loop.end, inner, filters)
                found = None
            inner[loop.name] = found
        self.visit(node.body, {**inner, "partial": None} if isinstance(node, For) else inner, filters)

    def _context(self, node: ContextLiteral, names: Names, filters: tuple[Place | None, ...]) -> None:
        inner = dict(names)
        for key, value in node.entries:
            self.visit(value, inner, filters)
            inner[key] = None

    def _name(self, node: Name, names: Names, filters: tuple[Place | None, ...]) -> Place | None:
        for rows in filters:
            if rows is not None and (*rows, node.name) in self.known:
                return self._seen((*rows, node.name), node.at)
            if rows is None and self._might_be(node.name):
                self.unsure = True
        if node.name in names:
            place = names[node.name]
        else:
            place = None if node.name in BUILTINS else (node.name,)
        return self._seen(place, node.at) if place and place[-1] == node.name else place

    def _path(self, node: Path, names: Names, filters: tuple[Place | None, ...]) -> Place | None:
        base = self.visit(node.base, names, filters)
        if base is None:
            self.unsure = self.unsure or self._might_be(node.name)
            return None
        if node.name == ALL and (*base, ALL) not in self.known:
            return base
        gap = _GAP.match(self.source, node.at)
        return self._seen((*base, node.name), gap.end() if gap else node.at)

    def _seen(self, place: Place, at: int) -> Place:
        if place in self.wanted:
            self.spots.append((at, at + len(place[-1])))
        return place

    def _might_be(self, name: str) -> bool:
        return any(place[-1] == name for place in self.wanted)
