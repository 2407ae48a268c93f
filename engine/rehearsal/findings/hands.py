"""Decisions one person could take twice: the work, and the check of the same work."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.definition import Node, Step
from engine.rehearsal.findings.saying import amber
from engine.rehearsal.walk import Walk
from engine.text import Text

DECIDING = ("appraise", "review", "sign")


def find(walk: Walk) -> Iterator[Finding]:
    """A decision and the next one that checks it, by the same post of the same unit.

    Work that decides nothing may lie between, unless the first was a signature or somebody else was waited for: what
    comes then is about something else.
    """
    seen: set[tuple[str, str]] = set()
    for way in walk.ways.straight:
        before: Node | None = None
        for edge in way.edges:
            node = walk.subject.nodes.get(edge.choice.element)
            if node is None or node.step is None or edge.choice.kind != "step":
                before = None
                continue
            if node.step.kind not in DECIDING:
                before = None if before is None or before.step is None or before.step.kind == "sign" else before
                continue
            if before is not None and (before.id, node.id) not in seen and _one_hand(walk, before, node):
                seen.add((before.id, node.id))
                yield _twice(before, node)
            before = node


def _twice(before: Node, after: Node) -> Finding:
    message = Text(
        f"Cùng một người có thể làm cả {named(before)} và {named(after)}: cùng đơn vị, cùng chức danh.",
        f"One person could do both {named(before)} and {named(after)}: same unit, same post.",
    )
    hint = Text("Giao một trong hai bước cho chức danh khác.", "Give one of them to another post.")
    return amber("same_person_twice", after.id, message, hint)


def _one_hand(walk: Walk, before: Node, after: Node) -> bool:
    one, other = before.step, after.step
    if one is None or other is None or before.id == after.id or after.loop or before.loop:
        return False
    checking = one.kind in DECIDING and other.kind in ("review", "sign")
    return checking and one.unit == other.unit and bool(_posts(one) & _posts(other))


def _posts(step: Step) -> set[str]:
    return {post for post in (step.post, *step.alternatives) if post}
