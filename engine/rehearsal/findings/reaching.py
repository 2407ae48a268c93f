"""Places no dossier came to, where nothing else says why."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.definition import Node
from engine.rehearsal.findings.saying import amber, red
from engine.rehearsal.subject import reached
from engine.rehearsal.walk import Walk
from engine.text import Text

_WORK = ("user", "receive", "service", "rule", "call", "subprocess", "end", "catch")


def find(walk: Walk) -> Iterator[Finding]:
    """Nodes without a way to them, events that never happen."""
    if not walk.map.complete:
        return
    scopes = {None, *walk.subject.owners}
    explained = _behind_what_was_passed(walk)
    for node in walk.subject.nodes.values():
        if node.id in walk.passed or node.parent not in scopes or node.id in walk.opened:
            continue
        if node.kind == "boundary" and node.attached_to in walk.passed:
            yield _event(node)
        elif node.kind not in ("start", "boundary") and (not node.incoming or _cut_off(node, explained)):
            yield _no_way(node)


def _behind_what_was_passed(walk: Walk) -> frozenset[str]:
    """What stands behind a place some dossier came to; why nobody went on from there is said at that place."""
    found: set[str] = set()
    for key in (walk.passed | walk.opened) & set(walk.subject.nodes):
        found |= reached(key, walk.subject.after)
    return frozenset(found)


def _cut_off(node: Node, explained: frozenset[str]) -> bool:
    """Whether the node is work on an island: it has flows leading to it, but only from the island itself."""
    return node.kind in _WORK and node.id not in explained


def _event(node: Node) -> Finding:
    message = Text(
        f"Sự kiện {named(node)} gắn trên bước không bao giờ xảy ra.",
        f"The event {named(node)} on the border of a step never happens.",
    )
    hint = Text("Xem mã lỗi hoặc thời gian của sự kiện.", "Look at its error code or time.")
    return amber("event_never", node.id, message, hint)


def _no_way(node: Node) -> Finding:
    message = Text(f"Không đường nào dẫn tới {named(node)}.", f"No way leads to {named(node)}.")
    return red("never_reached", node.id, message, Text("Nối phần tử này vào quy trình.", "Connect it."))
