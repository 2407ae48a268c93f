"""Element ids that expressions can name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, incomplete, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.tthc import ID
from engine.text import Text

PATTERN: Final = incomplete("id_pattern")
RESERVED: Final = refused("id_reserved")

_OURS: Final = ("don", "ho_so", "phi", "item", "response")
_FEEL: Final = (
    "if then else for in return some every satisfies and or not true false null between instance of function external"
)


def check(subject: Subject) -> Iterator[Raised]:
    """Ids of nodes: letters, digits and underscores, and no word that means something else."""
    for node in subject.nodes:
        if re.fullmatch(ID, node.id) is None:
            yield PATTERN.at(
                node.id,
                Text(
                    f"Mã “{node.id}” của {named(node)} không dùng được trong biểu thức.",
                    f"The id “{node.id}” of {named(node)} cannot be used in expressions.",
                ),
                Text(
                    "Chỉ dùng chữ không dấu, số và gạch dưới, bắt đầu bằng chữ.", "Use letters, digits and underscores."
                ),
            )
        elif node.id in (*_OURS, *_FEEL.split()):
            yield RESERVED.at(
                node.id,
                Text(f"“{node.id}” là tên dành riêng, không dùng làm mã được.", f"“{node.id}” is a reserved name."),
                Text("Hãy đổi mã của phần tử.", "Give the element another id."),
            )
