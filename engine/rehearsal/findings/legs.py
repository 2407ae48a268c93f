"""Parts of a dossier at other agencies: none may still be under way when the dossier is over."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.checks.time_limits import plain
from engine.bpmn.definition import Node
from engine.bpmn.timing import HOURS_A_DAY, limit_hours
from engine.rehearsal.findings.saying import amber, on_the_way, red, said
from engine.rehearsal.walk import Walk
from engine.text import Text


def find(walk: Walk) -> Iterator[Finding]:
    """Legs and calls left open by an end, legs that may take longer than their step."""
    yield from _left_open(walk)
    for node in walk.subject.nodes.values():
        if node.leg is not None and node.step is not None:
            mine, leg = limit_hours(node.step), _hours(node)
            if mine is not None and leg is not None and leg > mine:
                yield _too_long(node, leg, mine)


def _left_open(walk: Walk) -> Iterator[Finding]:
    """An end event reached while another agency still works: nobody would ever hear what became of it."""
    seen: set[str] = set()
    for edge in walk.edges:
        ended = walk.map.states[edge.target].ended
        if edge.source is None or ended is None or ended.element is None or edge.choice.kind == "timer":
            continue
        for thing in walk.map.states[edge.source].things:
            if thing.kind != "call" or thing.element == edge.choice.element or thing.element in seen:
                continue
            seen.add(thing.element)
            node = walk.node(thing.element)
            message = Text(
                f"Hồ sơ tới {named(walk.node(ended.element))} khi phần việc {named(node)} ở cơ quan khác chưa xong; "
                "phần đó không bao giờ được đóng.",
                f"A dossier comes to {named(walk.node(ended.element))} while {named(node)} is under way at another "
                "agency; that part is never closed.",
            )
            hint = Text("Chờ phần việc đó xong rồi mới kết thúc.", "Wait for that part before the end.")
            yield red("child_never_closed", node.id, said(message, on_the_way(walk, edge)), hint)


def _hours(node: Node) -> Decimal | None:
    leg = node.leg
    if leg is None or leg.limit is None:
        return None
    return leg.limit * HOURS_A_DAY if leg.limit_unit == "working_days" else leg.limit


def _too_long(node: Node, leg: Decimal, mine: Decimal) -> Finding:
    message = Text(
        f"{named(node)}: cơ quan kia có {plain(leg)} giờ, nhưng bước chỉ tính {plain(mine)} giờ vào thời hạn.",
        f"{named(node)}: the other agency has {plain(leg)} hours, but the step counts only {plain(mine)}.",
    )
    return amber("leg_longer_than_step", node.id, message, Text("Cho hai con số bằng nhau.", "Let the two agree."))
