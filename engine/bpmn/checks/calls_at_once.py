"""One called process under way twice: its steps would be open twice and its answers would mix under one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject, inside
from engine.bpmn.graph import Graph
from engine.bpmn.meeting import meeting_points
from engine.bpmn.regions import outer_regions, regions, reminders
from engine.text import Text

AT_ONCE: Final = refused("called_twice_at_once")

Runs = Mapping[str, frozenset[str]]


def check(subject: Subject) -> Iterator[Raised]:
    """Calls of the same process from branches, or from a reminder and what runs beside it."""
    called = [node.called for node in subject.nodes if node.kind == "call"]
    if len(called) == len(set(called)):
        return
    for graph in subject.graphs.values():
        runs = {key: found for key in graph.nodes if (found := _processes(subject, key))}
        twice: dict[str, str] = {}
        for ways in _side_by_side(graph):
            twice |= dict(_met_again(runs, ways))
        yield from (_at_once(subject, process, key) for key, process in sorted(twice.items()))


def _processes(subject: Subject, key: str) -> frozenset[str]:
    """The called processes that run while ``key`` is under way, however deep."""
    nodes = (subject.node(one) for one in inside(subject, key))
    return frozenset(node.called for node in nodes if node.kind == "call" and node.called)


def _side_by_side(graph: Graph) -> Iterator[Iterable[frozenset[str]]]:
    """Sets of nodes of which each can be under way at the same time as the others."""
    apart = frozenset(reminders(graph))
    together = meeting_points(graph, apart)
    for key, node in graph.nodes.items():
        if node.kind in ("parallel", "inclusive") and len(graph.after[key]) > 1 and key not in apart:
            without = apart | {together.get(key, "")}
            yield (graph.reached_from([target], without=without) for target in graph.after[key])
    parts = regions(graph)
    for key in apart:
        yield parts[key], outer_regions(graph, parts, key)


def _met_again(runs: Runs, ways: Iterable[frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Nodes that run a process which another node on another way runs too."""
    known: dict[str, str] = {}
    for way in ways:
        here = [(process, key) for key in sorted(way & runs.keys()) for process in runs[key]]
        yield from ((key, process) for process, key in here if known.get(process, key) != key)
        known |= dict(here)


def _at_once(subject: Subject, process: str, key: str) -> Raised:
    name = subject.definition.called.get(process) or process
    node = named(subject.node(key))
    return AT_ONCE.at(
        key,
        Text(
            f"Quy trình được gọi “{name}” có thể chạy hai lần cùng lúc, một lần qua {node}: kết quả sẽ lẫn nhau.",
            f"The called process “{name}” can run twice at once, one of them by {node}: answers would mix.",
        ),
        Text(
            "Hãy gọi lần lượt, hoặc dùng một lần gọi lặp lại theo danh sách.",
            "Call one after the other, or use one call repeated over a list.",
        ),
    )
