"""Work done twice: a place two tokens of one dossier come by, one after the other, without anybody sending it back."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.rehearsal.findings.saying import amber, red
from engine.rehearsal.walk import Walk
from engine.text import Text


def find(walk: Walk) -> Iterator[Finding]:
    """The first flow of the procedure itself that a straight way passes twice, once per place."""
    seen: set[str] = set()
    for way in walk.ways.straight:
        passed: set[str] = set()
        for flow in (one for edge in way.edges for one in edge.path if one in walk.subject.flows):
            known = walk.subject.flows[flow]
            if walk.node(known.source).parent is not None:
                continue
            if flow in passed:
                if known.source not in seen:
                    yield _twice(walk, known.source, known.target)
                seen.add(known.source)
                break
            passed.add(flow)
    yield from _ended_twice(walk)


def _ended_twice(walk: Walk) -> Iterator[Finding]:
    """An end event of the procedure that two branches of one dossier come to, one after the other."""
    seen: set[str] = set()
    for way in walk.ways.straight:
        ends = [one for edge in way.edges for one in edge.path if one in walk.subject.nodes]
        for key in ends:
            node = walk.node(key)
            if node.kind == "end" and node.parent is None and key not in seen and ends.count(key) > 1:
                seen.add(key)
                message = Text(
                    f"Một hồ sơ tới {named(node)} hai lần: các nhánh làm song song không gặp nhau trước khi kết thúc.",
                    f"One dossier comes to {named(node)} twice: branches side by side do not meet before the end.",
                )
                hint = Text("Gộp các nhánh trước điểm kết thúc.", "Join the branches before the end.")
                yield amber("ends_twice", key, message, hint)


def _twice(walk: Walk, source: str, target: str) -> Finding:
    place, then = named(walk.node(source)), named(walk.node(target))
    return red(
        "runs_twice",
        source,
        Text(
            f"Một hồ sơ đi qua {place} hai lần mà không ai trả lại: {then} và mọi việc sau đó bị làm hai lần.",
            f"One dossier passes {place} twice though nobody sent it back: {then} and all behind it is done twice.",
        ),
        Text(
            "Các nhánh làm song song phải gặp nhau ở một cổng gộp song song.",
            "Branches that run side by side must meet at a parallel join.",
        ),
    )
