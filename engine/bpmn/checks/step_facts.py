"""Every step says who does it, within which time, and how it can end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, Rule, advice, incomplete, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node, Step
from engine.text import Text

NO_STEP: Final = incomplete("step_missing")
NO_UNIT: Final = incomplete("step_unit_missing")
NO_POST: Final = incomplete("step_post_missing")
NO_LIMIT: Final = incomplete("step_limit_missing")
LIMIT: Final = refused("step_limit")
NO_KIND: Final = advice("step_kind_missing")
NO_NUMBER: Final = advice("step_number_missing")
NO_FORM: Final = advice("step_form_missing")
NO_OUTCOME: Final = incomplete("step_outcome_missing")
NO_NAME: Final = incomplete("step_name_missing")

_HINT: Final = Text("Hãy bổ sung ở thuộc tính của bước.", "Add it to the step's properties.")
_FORM_DUE: Final = ("appraise", "opinion")


def check(subject: Subject) -> Iterator[Raised]:
    """User tasks and what their row of the table lacks."""
    for node in subject.nodes:
        if node.kind != "user":
            continue
        if node.step is None:
            yield NO_STEP.at(
                node.id,
                Text(f"Bước {named(node)} chưa khai báo gì.", f"Step {named(node)} is not declared yet."),
                Text("Hãy khai báo đơn vị, chức danh, thời hạn.", "Declare its unit, post and time limit."),
            )
            continue
        for rule, absent, what in _lacks(node, node.step):
            if absent:
                yield rule.at(
                    node.id,
                    Text(f"Bước {named(node)} chưa có {what.vi}.", f"Step {named(node)} has no {what.en}."),
                    _HINT,
                )
        if node.step.limit is not None and node.step.limit <= 0:
            yield LIMIT.at(
                node.id,
                Text(
                    f"Thời hạn của bước {named(node)} phải lớn hơn 0.", f"The limit of {named(node)} must be above 0."
                ),
                Text(
                    "Bước không tính thời gian thì chọn cách tính “Không tính vào thời hạn”.",
                    "For no time choose “Not counted”.",
                ),
            )


def _lacks(node: Node, step: Step) -> list[tuple[Rule, bool, Text]]:
    timed = step.count == "counted"
    return [
        (NO_NAME, not node.name, Text("tên", "name")),
        (NO_UNIT, not step.unit, Text("đơn vị thực hiện", "unit")),
        (NO_POST, not step.post, Text("chức danh thực hiện", "post")),
        (NO_LIMIT, timed and step.limit is None, Text("thời hạn", "time limit")),
        (NO_OUTCOME, not step.outcomes, Text("kết quả nào để chọn", "outcome to choose")),
        (NO_KIND, not step.kind, Text("loại bước", "kind")),
        (NO_NUMBER, not step.no, Text("số thứ tự như trên bảng", "printed number")),
        (NO_FORM, step.kind in _FORM_DUE and not step.form, Text("biểu mẫu", "form")),
    ]
