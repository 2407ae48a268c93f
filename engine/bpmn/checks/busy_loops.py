"""Loops in which nobody is ever waited for: they would run for ever within one act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.graph import circles_of
from engine.text import Text

BUSY: Final = refused("busy_loop")

_WAITING: Final = ("user", "manual", "task", "receive", "catch", "service")
_HOLDING: Final = ("subprocess", "call")


def check(subject: Subject) -> Iterator[Raised]:
    """Circles of automatic nodes only."""
    for graph in subject.graphs.values():
        automatic = {key for key, node in graph.nodes.items() if not _waits(subject, key, node.kind, set())}
        after = {key: [one for one in graph.after[key] if one in automatic] for key in automatic}
        for circle in circles_of(after):
            place = min(circle)
            members = ", ".join(sorted(circle)[:4])
            yield BUSY.at(
                place,
                Text(
                    f"Vòng lặp {members} không có bước nào chờ người hoặc thời gian; nó sẽ chạy mãi.",
                    f"The loop {members} waits for nobody and for no time; it would run for ever.",
                ),
                Text("Hãy đặt một bước của người vào vòng lặp.", "Put a step done by a person into the loop."),
            )


def _waits(subject: Subject, key: str, kind: str, seen: set[str]) -> bool:
    if kind in _WAITING:
        return True
    if kind not in _HOLDING or key in seen:
        return False
    seen.add(key)
    scope = subject.node(key).called if kind == "call" else key
    return any(node.parent == scope and _waits(subject, node.id, node.kind, seen) for node in subject.nodes)
