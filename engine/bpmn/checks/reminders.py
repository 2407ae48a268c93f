"""Reminders: events that do not interrupt lead beside the procedure, to ends of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject, inside
from engine.bpmn.definition import Node
from engine.bpmn.graph import Graph
from engine.bpmn.regions import outer_regions, regions, reminders
from engine.bpmn.tokens import rests
from engine.text import Text

COMES_BACK: Final = refused("reminder_comes_back")
REPEATS: Final = refused("reminder_repeats")


def check(subject: Subject) -> Iterator[Raised]:
    """Reminders that come back into the procedure, or repeat something that may still be running."""
    for graph in subject.graphs.values():
        if len(graph.starts) == 1 and (keys := reminders(graph)):
            parts = regions(graph)
            for key in keys:
                yield from _back(graph, parts, graph.nodes[key])
            for node in sorted(frozenset().union(*(parts[key] for key in keys))):
                if _repeated(subject, node):
                    yield from _again(graph, [graph.nodes[key] for key in keys if node in parts[key]], node)


def _again(graph: Graph, events: list[Node], repeated: str) -> Iterator[Raised]:
    """Whether ``repeated`` can be reached a second time: by another reminder, or in a loop around its activity."""
    looped = [event for event in events if any(event.attached_to in circle for circle in graph.circles)]
    if len(events) > 1 or looped:
        yield _repeats((looped or events)[0], graph.nodes[repeated])


def _back(graph: Graph, parts: Mapping[str, frozenset[str]], event: Node) -> Iterator[Raised]:
    shared = parts[event.id] & outer_regions(graph, parts, event.id)
    target = next((node for key, node in graph.nodes.items() if key in shared and _matters(graph, key)), None)
    if target is not None:
        yield COMES_BACK.at(
            event.id,
            Text(
                f"Sự kiện không ngắt {named(event)} dẫn quay lại {named(target)} của luồng chính: "
                "bước đó có thể được mở hai lần cùng lúc.",
                f"The event {named(event)}, which does not interrupt, leads back to {named(target)}, "
                "which could then be open twice at once.",
            ),
            Text(
                "Hãy dẫn lời nhắc tới sự kiện kết thúc riêng, hoặc dùng sự kiện ngắt.",
                "Lead the reminder to an end of its own, or let the event interrupt.",
            ),
        )


def _repeats(event: Node, repeated: Node) -> Raised:
    return REPEATS.at(
        repeated.id,
        Text(
            f"Lời nhắc {named(event)} có thể đến lần nữa khi bước lặp {named(repeated)} của lần trước chưa xong.",
            f"The reminder {named(event)} can happen again while the repeated {named(repeated)} is still running.",
        ),
        Text("Hãy bỏ phần lặp sau lời nhắc.", "Repeat nothing behind this reminder."),
    )


def _matters(graph: Graph, key: str) -> bool:
    """Steps and joins; ends and plain merges in front of them may be shared."""
    return rests(graph, key) or graph.nodes[key].kind in ("parallel", "inclusive")


def _repeated(subject: Subject, key: str) -> bool:
    """Whether the node, or anything inside it, is done for every item of a list."""
    return any(subject.node(one).loop is not None for one in inside(subject, key))
