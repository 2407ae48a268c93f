"""Reminders: events that do not interrupt lead beside the procedure, to ends of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
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
        if len(graph.starts) == 1:
            parts = regions(graph)
            for key in reminders(graph):
                yield from _reminder(subject, graph, parts, graph.nodes[key])


def _reminder(subject: Subject, graph: Graph, parts: Mapping[str, frozenset[str]], event: Node) -> Iterator[Raised]:
    shared = parts[event.id] & outer_regions(graph, parts, event.id)
    back = [key for key in graph.nodes if key in shared and _matters(graph, key)]
    if back:
        target = graph.nodes[back[0]]
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
        return
    for key in sorted(parts[event.id]):
        if _repeated(subject, key, set()) and _again(graph, parts, event, key):
            yield REPEATS.at(
                key,
                Text(
                    f"Lời nhắc {named(event)} có thể đến lần nữa khi bước lặp {named(graph.nodes[key])} của lần trước "
                    "chưa xong.",
                    f"The reminder {named(event)} can happen again while the repeated {named(graph.nodes[key])} of "
                    "the time before is still running.",
                ),
                Text("Hãy bỏ phần lặp sau lời nhắc.", "Repeat nothing behind this reminder."),
            )


def _matters(graph: Graph, key: str) -> bool:
    """Steps and joins; ends and plain merges in front of them may be shared."""
    return rests(graph, key) or graph.nodes[key].kind in ("parallel", "inclusive")


def _again(graph: Graph, parts: Mapping[str, frozenset[str]], event: Node, key: str) -> bool:
    """Whether ``key`` can be reached a second time: in a loop around the activity, or by another reminder."""
    others = [other for other in reminders(graph) if other != event.id and key in parts[other]]
    return bool(others) or any(event.attached_to in circle for circle in graph.circles)


def _repeated(subject: Subject, key: str, seen: set[str]) -> bool:
    """Whether the node, or anything inside it, is done for every item of a list."""
    node = subject.node(key)
    if node.loop is not None:
        return True
    if node.kind not in ("subprocess", "call") or key in seen:
        return False
    seen.add(key)
    scope = node.called if node.kind == "call" else key
    return any(_repeated(subject, inner.id, seen) for inner in subject.nodes if inner.parent == scope)
