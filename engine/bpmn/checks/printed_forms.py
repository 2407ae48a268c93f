"""Papers that steps produce: a standard printed form by its role, or a result of the procedure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.text import Text

UNKNOWN: Final = refused("produces_unknown")


def check(subject: Subject) -> Iterator[Raised]:
    """Everything named by ``produces``."""
    results = {name for one in subject.definition.results for name in (one.id, one.template) if name}
    known = results | set(subject.vocabulary.form_roles) | set(subject.vocabulary.templates or ())
    for node in subject.nodes:
        if node.step is None:
            continue
        for produced in dict.fromkeys((*node.step.produces, *(one.produces for one in node.step.outcomes))):
            if produced and produced not in known:
                roles = ", ".join(subject.vocabulary.form_roles)
                yield UNKNOWN.at(
                    node.id,
                    Text(
                        f"Bước {named(node)} tạo giấy tờ “{produced}”, nhưng không có mẫu này.",
                        f"Step {named(node)} produces “{produced}”, which is no known paper.",
                    ),
                    Text(f"Dùng {roles} hoặc mã một kết quả.", f"Use {roles} or the id of a result."),
                )
