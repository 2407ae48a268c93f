"""Steps declared for some cases, and the dossiers that really come to them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.rehearsal.findings.saying import red
from engine.rehearsal.walk import Walk
from engine.text import Text


def find(walk: Walk) -> Iterator[Finding]:
    """Every step that names its cases."""
    declared = {case.id for case in walk.subject.definition.cases}
    came: dict[str, set[str]] = {}
    for state in walk.map.states:
        for thing in state.things:
            came.setdefault(thing.element, set()).add(state.case or "")
    for node in walk.subject.nodes.values():
        mine = set(node.step.case) & declared if node.step is not None else set()
        if not mine or node.id not in came:
            continue
        others = sorted(came[node.id] - mine - {""})
        if others:
            message = Text(
                f"Bước {named(node)} chỉ dành cho trường hợp {', '.join(sorted(mine))}, nhưng hồ sơ trường hợp "
                f"{', '.join(others)} cũng tới đây.",
                f"Step {named(node)} is for the case {', '.join(sorted(mine))} only, but dossiers of the case "
                f"{', '.join(others)} come here, too.",
            )
            hint = Text("Sửa điều kiện rẽ nhánh theo trường hợp.", "Correct the condition on the case.")
            yield red("step_of_another_case", node.id, message, hint)
