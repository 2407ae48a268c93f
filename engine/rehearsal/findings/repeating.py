"""Steps done once per item, and messages: nobody asked, an early end that never comes, one message for two waits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.definition import Node
from engine.bpmn.routes import compiled
from engine.rehearsal.findings.saying import amber
from engine.rehearsal.walk import Walk
from engine.text import Text

MOST_ASKED = 60
"""More people than anybody asks side by side."""


def find(walk: Walk) -> Iterator[Finding]:
    """Every repeated step, every wait."""
    for node in walk.subject.nodes.values():
        if node.loop is not None and node.kind == "user":
            if node.id in walk.passed and node.id not in walk.opened and walk.map.complete:
                yield _nobody_asked(node)
            if node.loop.completion and node.id in walk.opened and not _can_complete(walk, node):
                yield _never_enough(walk, node)
    yield from _shared_messages(walk)


def _nobody_asked(node: Node) -> Finding:
    message = Text(
        f"Hồ sơ đi qua {named(node)} mà không ai được giao việc: số lượt luôn bằng 0.",
        f"Dossiers pass {named(node)}, and nobody is ever given any work there: the number of items is always 0.",
    )
    return amber("nobody_asked", node.id, message, Text("Sửa số lượt của bước.", "Correct the number of items."))


def _can_complete(walk: Walk, node: Node) -> bool:
    """Whether the condition of an early end holds for some number of like answers."""
    expression = compiled(node.loop.completion or "") if node.loop else None
    if expression is None or any(path[0] != node.id for path in expression.names_read):
        return True
    most = _asked(walk, node)
    outcomes: list[str | None] = [one.id for one in node.step.outcomes] if node.step else []
    answers: list[dict[str, Any]] = walk.values.answers(node.id)
    for outcome in outcomes or [None]:
        for values in answers:
            one = {**values, "outcome": outcome}
            for number in range(1, most + 1):
                names = {node.id: {**one, "all": [one] * number}}
                if expression.evaluate(names, now=walk.now).value is True:
                    return True
    return False


def _asked(walk: Walk, node: Node) -> int:
    """How many are asked at most: the number, where it is fixed."""
    expression = compiled(node.loop.cardinality or "") if node.loop else None
    if expression is None or expression.names_read:
        return MOST_ASKED
    value = expression.evaluate({}, now=walk.now).value
    return int(value) if isinstance(value, Decimal) and 0 < value < MOST_ASKED else MOST_ASKED


def _never_enough(walk: Walk, node: Node) -> Finding:
    source, most = node.loop.completion if node.loop else "", _asked(walk, node)
    message = Text(
        f"{named(node)}: điều kiện kết thúc sớm ({source}) không bao giờ đúng, dù có tới {most} câu trả lời.",
        f"{named(node)}: the condition of an early end ({source}) never holds, not even with {most} answers.",
    )
    return amber("completion_never_true", node.id, message, Text("Sửa điều kiện.", "Correct the condition."))


def _shared_messages(walk: Walk) -> Iterator[Finding]:
    """Two waits for one message: an answer cannot say which of them it means."""
    waits: dict[str, list[Node]] = {}
    for node in walk.subject.nodes.values():
        if node.kind == "receive" and node.message:
            waits.setdefault(node.message, []).append(node)
    for message, nodes in waits.items():
        if len(nodes) < 2:
            continue
        wrong = [node for node in nodes if node.id not in message] or nodes[1:]
        for node in wrong:
            other = next(one for one in nodes if one.id != node.id)
            text = Text(
                f"{named(node)} ({node.id}) chờ cùng thông điệp “{message}” với {named(other)} ({other.id}).",
                f"{named(node)} ({node.id}) waits for the same message “{message}” as {named(other)} ({other.id}).",
            )
            hint = Text("Mỗi bước chờ có thông điệp riêng.", "Give each wait a message of its own.")
            yield amber("message_shared", node.id, text, hint)
