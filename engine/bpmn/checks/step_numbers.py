"""Printed step numbers: no number twice in one case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, named
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node
from engine.text import Text

TWICE: Final = advice("step_number_twice")


def check(subject: Subject) -> Iterator[Raised]:
    """Steps of the same case that carry the same number."""
    seen: dict[str, list[Node]] = {}
    for node in subject.nodes:
        if not node.step or not node.step.no:
            continue
        mine = set(node.step.case)
        for other in seen.get(node.step.no, ()):
            theirs = set(other.step.case) if other.step else set()
            if not mine or not theirs or mine & theirs:
                yield TWICE.at(
                    node.id,
                    Text(
                        f"Hai bước {named(other)} và {named(node)} cùng mang số {node.step.no}.",
                        f"Steps {named(other)} and {named(node)} both carry the number {node.step.no}.",
                    ),
                    Text("Hãy đánh số lại.", "Number them anew."),
                )
                break
        seen.setdefault(node.step.no, []).append(node)
