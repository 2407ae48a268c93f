"""The outcomes of a step: their words, where each leads, what is printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from admin_ui.declare.working.steps import cleaning
from admin_ui.declare.working.steps.asked import Asked, Done, Next
from engine.bpmn.definition import Outcome, Wait
from engine.bpmn.edit import names
from engine.bpmn.edit.edits import (
    AddOutcome,
    Await,
    ChangeOutcome,
    Edit,
    End,
    Goal,
    GoOn,
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
        edits.append(AddOutcome(node.id, Outcome(key, new, paper), goal(asked, "moi.di") or GoOn()))
        told.append(Text(f"thêm kết quả “{new}”", f"outcome “{new}” added"))
    if gone:
        edits.append(RemoveOutcome(node.id, gone))
        name = next((one.name for one in step.outcomes if one.id == gone), gone)
        told.append(Text(f"xóa kết quả “{name}”", f"outcome “{name}” removed"))
    said = told or [Text("không đổi gì", "nothing changed")]
    vi, en = "; ".join(one.vi for one in said), "; ".join(one.en for one in said)
    return Done(tuple(edits), Text(f"{label.vi}: {vi}", f"{label.en}: {en}"), node.id, PANEL)


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
    wanted = goal(asked, f"{field}.di")
    if to == outcome and wanted is None:
        return None
    return ChangeOutcome(asked.element, outcome.id, to if to != outcome else None, wanted)


def goal(asked: Asked, field: str) -> Goal | None:
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
