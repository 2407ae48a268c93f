"""The outcomes of a step: their words, where each leads, what is printed; and branches by a condition."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from admin_ui.declare.working.steps import cleaning
from admin_ui.declare.working.steps.asked import Asked, Done, Next
from engine import feel
from engine.bpmn.definition import Outcome, Wait
from engine.bpmn.edit import names
from engine.bpmn.edit.edits import (
    AddBranch,
    AddOutcome,
    Await,
    ChangeCondition,
    ChangeOutcome,
    Edit,
    End,
    Goal,
    GoOn,
    RemoveBranch,
    RemoveOutcome,
    To,
)
from engine.platform.errors import Invalid
from engine.text import Text

PANEL = "ket-qua"
KEEP, NEXT, STEP, WAIT, END = "giu", "tiep", "buoc", "cho", "ket-thuc"
_CLOSES: Final = {"supplement": Decimal(15), "confirmation": Decimal(15)}


def save(asked: Asked) -> Done:
    """Save all outcomes of the form; with ``xoa`` also take one out, with a new name also add one."""
    node, step, label = asked.node, asked.was, asked.label()
    edits: list[Edit | Next] = []
    told: list[Text] = []
    gone = asked.form.get("xoa", "")
    for outcome in step.outcomes:
        if outcome.id == gone:
            continue
        edit = _changed(asked, outcome)
        if edit is not None:
            edits.append(edit)
            told.append(Text(f"sửa kết quả “{outcome.name}”", f"outcome “{outcome.name}” changed"))
    new = asked.line("moi.ten", 200)
    if new:
        taken = {one.id for one in step.outcomes}
        key = names.free(names.slug(new, "ket_qua"), taken)
        paper = asked.form.get("moi.in", "") or None
        edits.append(AddOutcome(node.id, Outcome(key, new, paper), _goal(asked, "moi.di") or GoOn()))
        told.append(Text(f"thêm kết quả “{new}”", f"outcome “{new}” added"))
    if gone:
        edits.append(RemoveOutcome(node.id, gone))
        name = next((one.name for one in step.outcomes if one.id == gone), gone)
        told.append(Text(f"xóa kết quả “{name}”", f"outcome “{name}” removed"))
    said = told or [Text("không đổi gì", "nothing changed")]
    vi, en = "; ".join(one.vi for one in said), "; ".join(one.en for one in said)
    return Done(tuple(edits), Text(f"{label.vi}: {vi}", f"{label.en}: {en}"), node.id, PANEL)


def add_branch(asked: Asked) -> Done:
    """A way taken when a condition holds."""
    node, label = asked.node, asked.label()
    when, name = _condition(asked, "khi"), asked.required("nhanh-ten", Text("tên nhánh", "a name for the branch"))
    goal = _goal(asked, "nhanh-di") or GoOn()
    edit = AddBranch(node.id, when, name, goal, asked.form.get("nhanh-kq", "") or None)
    what = Text(f"{label.vi}: thêm nhánh “{name}” khi {when}", f"{label.en}: branch “{name}” when {when}")
    return Done((edit,), what, node.id, PANEL)


def change_branch(asked: Asked) -> Done:
    """Another condition or name for a branch, or take it out (``bo``)."""
    flow, label = asked.form.get("nhanh", ""), asked.label()
    if asked.form.get("bo"):
        return Done(
            (RemoveBranch(flow),), Text(f"{label.vi}: bỏ nhánh", f"{label.en}: branch removed"), asked.element, PANEL
        )
    field = f"khi-{flow}"
    when = _condition(asked, field)
    what = Text(f"{label.vi}: điều kiện của nhánh là {when}", f"{label.en}: the branch is taken when {when}")
    return Done((ChangeCondition(flow, when, asked.line(f"ten-{flow}", 200) or None),), what, asked.element, PANEL)


def _changed(asked: Asked, outcome: Outcome) -> ChangeOutcome | None:
    """The edit of one outcome; None when its fields say what it says."""
    field = f"kq.{outcome.id}"
    if f"{field}.ten" not in asked.form:
        return None
    name = cleaning.line(asked.form.get(f"{field}.ten", ""), 200)
    if not name:
        raise Invalid(
            Text("Chưa nhập tên kết quả.", "Enter the name of the outcome."),
            Text("Nhập tên, hoặc xóa kết quả này.", "Enter a name, or remove the outcome."),
            f"{field}.ten",
        )
    paper = asked.form.get(f"{field}.in", "") or None
    to = Outcome(outcome.id, name, paper, outcome.sample)
    goal = _goal(asked, f"{field}.di")
    if to == outcome and goal is None:
        return None
    return ChangeOutcome(asked.element, outcome.id, to if to != outcome else None, goal)


def _goal(asked: Asked, field: str) -> Goal | None:
    """Where an outcome is to lead; None: where it leads now."""
    kind, _, rest = asked.form.get(field, "").partition(":")
    if kind == NEXT:
        return GoOn()
    if kind == STEP:
        return To(asked.known(rest).id)
    if kind == WAIT and rest in ("supplement", "payment", "confirmation", "agency"):
        wait = Wait(rest, auto_close_after=_CLOSES.get(rest))
        return Await(wait, then=None if rest == "supplement" else GoOn())
    if kind == END and rest in ("granted", "refused", "stopped"):
        ends: dict[str, Goal] = {"granted": End("granted"), "refused": End("refused"), "stopped": End("stopped")}
        return ends[rest]
    return None


def _condition(asked: Asked, field: str) -> str:
    """A FEEL condition that compiles. Raises ``Invalid`` at its field with the place of the error."""
    typed = asked.required(field, Text("điều kiện", "the condition"))
    try:
        feel.compile(typed)
    except feel.FeelError as error:
        raise Invalid(
            Text(f"Điều kiện viết chưa đúng: {error.said_in('vi')}", f"The condition is wrong: {error.said_in('en')}"),
            Text('Ví dụ: don.so_nguoi > 2 hoặc don.loai = "moi".', 'For example: don.count > 2 or don.kind = "new".'),
            field,
        ) from None
    return typed
