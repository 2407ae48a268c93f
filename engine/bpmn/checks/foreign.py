"""Extensions of other tools: programs are refused, the rest is said to be without effect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.bpmn.checks.rules import Raised, advice, refused
from engine.bpmn.checks.subject import Subject
from engine.text import Text

PROGRAM: Final = refused("foreign_program")
IGNORED: Final = advice("foreign_extension")

_SPIFF: Final = "spiffworkflow.org"


def check(subject: Subject) -> Iterator[Raised]:
    """Attributes and extension elements of namespaces that are not ours."""
    for other in subject.definition.others:
        if other.kind != "foreign" or not other.detail:
            continue
        tag = etree.QName(other.detail)
        name = tag.localname
        if _SPIFF in (tag.namespace or ""):
            yield PROGRAM.at(
                other.id,
                Text(
                    f"“{other.id}” chứa phần mở rộng {name} của công cụ khác, có thể mang mã chương trình.",
                    f"“{other.id}” holds the extension {name} of another tool, which may carry program code.",
                ),
                Text("Hãy xóa phần mở rộng này.", "Delete this extension."),
            )
        else:
            yield IGNORED.at(
                other.id,
                Text(
                    f"“{other.id}” có thông tin {name} của công cụ khác; hệ thống bỏ qua.",
                    f"“{other.id}” has {name} of another tool, which is ignored.",
                ),
                Text(
                    "Hãy ghi lại bằng thuộc tính của bước nếu cần.", "Say it with the step's own attributes if needed."
                ),
            )
