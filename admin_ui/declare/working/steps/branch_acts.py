"""Branches behind a step that are taken when a condition on what the forms say holds."""

from __future__ import annotations

from typing import Final

from admin_ui.declare import conditions
from admin_ui.declare.working.steps import outcome_acts
from admin_ui.declare.working.steps.asked import Asked, Done
from engine.bpmn.edit.edits import AddBranch, ChangeCondition, GoOn, RemoveBranch
from engine.platform.errors import Invalid
from engine.text import Text

PANEL: Final = "nhanh"
CONDITION: Final = "khi"
"""The builder's fields begin with this."""


def save(asked: Asked) -> Done:
    """A new branch, or another condition and name for one; with ``bo`` take it out."""
    flow, label = asked.form.get("nhanh", ""), asked.label()
    if asked.form.get("bo"):
        what = Text(f"{label.vi}: bỏ nhánh theo điều kiện", f"{label.en}: conditional branch removed")
        return Done((RemoveBranch(flow),), what, asked.element)
    name = asked.required("nhanh-ten", Text("tên nhánh", "a name for the branch"))
    when = _condition(asked)
    if flow:
        what = Text(f"{label.vi}: sửa nhánh “{name}”", f"{label.en}: branch “{name}” changed")
        return Done((ChangeCondition(flow, when, name),), what, asked.element)
    goal = outcome_acts.goal(asked, "nhanh-di") or GoOn()
    what = Text(f"{label.vi}: thêm nhánh “{name}”", f"{label.en}: branch “{name}” added")
    return Done(
        (AddBranch(asked.node.id, when, name, goal, asked.form.get("nhanh-kq", "") or None),), what, asked.element
    )


def _condition(asked: Asked) -> str:
    """The condition the builder says. Raises ``Invalid`` at what is wrong in it."""
    state = conditions.posted(asked.form, CONDITION, asked.names)
    if state.wrong:
        where, why = state.problems[0]
        raise Invalid(why, Text("Sửa điều kiện rồi lưu lại.", "Correct the condition, then save."), where)
    if not state.expression:
        raise Invalid(
            Text("Nhánh này chưa có điều kiện.", "This branch has no condition yet."),
            Text("Thêm ít nhất một dòng điều kiện.", "Add at least one row."),
            CONDITION,
        )
    return state.expression
