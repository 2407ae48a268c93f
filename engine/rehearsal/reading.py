"""Which answers decide the way, where they are read, and until when they matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.bpmn.definition import Node
from engine.bpmn.routes import compiled
from engine.feel.expression import Expression
from engine.rehearsal.subject import Subject

Path = tuple[str, ...]
"""``("tham_dinh", "outcome")``; one name alone when the whole entry is read."""

_NAME = re.compile(r"\b([^\W\d]\w*)\.([^\W\d]\w*)")


@dataclass(frozen=True)
class Reader:
    """One expression that decides the way, and the node whose turn it is when it is read."""

    node: str
    source: str
    expression: Expression
    flow: str | None = None


class Reading:
    """The expressions of one version that decide the way a dossier takes."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """Conditions of gateways, numbers and ends of repetitions, instants of timers."""
        found = []
        for node, source, flow in _sources(self.subject):
            expression = compiled(source)
            if expression is not None:
                found.append(Reader(node, source, expression, flow))
        return tuple(found)

    @cached_property
    def paths(self) -> Mapping[Path, frozenset[str]]:
        """Every path that decides the way -> the nodes that read it."""
        found: dict[Path, set[str]] = {}
        for reader in self.readers:
            for path in reader.expression.names_read:
                found.setdefault(path[:2], set()).add(reader.node)
        for node, path in (*self._asked_of_tables(), *_asked_by_acts(self.subject)):
            found.setdefault(path, set()).add(node)
        return {path: frozenset(nodes) for path, nodes in found.items()}

    @cached_property
    def alive(self) -> Mapping[str, tuple[Path, ...]]:
        """Node -> the paths that may still be read, as they stand, by a token there."""
        found: dict[str, list[Path]] = {key: [] for key in self.subject.nodes}
        before: dict[str, list[str]] = {key: [] for key in self.subject.nodes}
        for key, targets in self.subject.after.items():
            for target in targets:
                before[target].append(key)
        for path in sorted(self.paths):
            for key in _live(path, self.paths[path], before):
                found[key].append(path)
        return {key: tuple(paths) for key, paths in found.items()}

    def keys_of(self, root: str) -> tuple[str, ...]:
        """The keys read under one name, in order."""
        return tuple(sorted(path[1] for path in self.paths if path[0] == root and len(path) > 1))

    def about(self, path: Path) -> list[Reader]:
        """The expressions that read a path."""
        return [one for one in self.readers if any(read[:2] == path for read in one.expression.names_read)]

    def _asked_of_tables(self) -> Iterator[tuple[str, Path]]:
        """What decision tables may read: every known name that stands in their texts."""
        rules = [node.id for node in self.subject.nodes.values() if node.kind == "rule"]
        if not rules:
            return
        known = {"don", "ho_so", "phi", *self.subject.nodes}
        for data in self.subject.bundle.tables.values():
            for root, key in _NAME.findall(data.decode("utf-8", "replace")):
                if root in known:
                    yield from ((rule, (root, key)) for rule in rules)


def _live(path: Path, readers: frozenset[str], before: Mapping[str, list[str]]) -> set[str]:
    """Nodes from which a reader comes before the next time the path is written."""
    found = set(readers)
    stack = list(readers)
    while stack:
        for key in before.get(stack.pop(), ()):
            if key not in found and key != path[0]:
                found.add(key)
                stack.append(key)
    return found


def _asked_by_acts(subject: Subject) -> Iterator[tuple[str, Path]]:
    """Steps whose having been done matters where another opens: its unit comes from there, or a call sends it."""
    for node in subject.nodes.values():
        word, _, argument = (node.step.unit or "").partition("/")[0].partition(":") if node.step else ("", "", "")
        roots = {argument.partition(".")[0]} if word in ("step", "chosen") else set()
        for param in node.connector.params if node.connector else ():
            expression = compiled(param.value.removeprefix("=")) if param.value.startswith("=") else None
            roots |= {path[0] for path in expression.names_read} if expression is not None else set()
        yield from ((node.id, (root, "unit")) for root in sorted(roots) if root in subject.nodes)


def _sources(subject: Subject) -> Iterator[tuple[str, str, str | None]]:
    for flow in subject.flows.values():
        source = subject.nodes.get(flow.source)
        if flow.condition and source is not None and source.kind in ("exclusive", "inclusive"):
            yield flow.source, flow.condition, flow.id
    for node in subject.nodes.values():
        for text in _of_node(node):
            yield node.attached_to or node.id, text, None


def _of_node(node: Node) -> Iterator[str]:
    if node.loop:
        yield from filter(None, (node.loop.cardinality, node.loop.collection, node.loop.completion))
    if node.timer:
        yield node.timer.expression
