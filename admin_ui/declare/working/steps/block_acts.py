"""The acts on several rows at once: side by side, one time for all, in some cases only; and on parallel blocks."""

from __future__ import annotations

import dataclasses

from admin_ui.declare import words
from admin_ui.declare.working.steps import amounts, step_form, wording
from admin_ui.declare.working.steps.asked import Asked, Done
from engine.bpmn import table
from engine.bpmn.definition import Step
from engine.bpmn.edit.edits import AddLeg, MakeParallel, MakeSequential, OnlyInCases, ShareTime
from engine.platform.errors import Invalid
from engine.text import Text


def parallel(asked: Asked) -> Done:
    """The chosen rows side by side; all must be done."""
    steps = chosen(asked, 2)
    vi, en = _named(asked, steps)
    return Done((MakeParallel(steps),), Text(f"Làm song song {vi}", f"Side by side: {en}"), steps[0])


def sequential(asked: Asked) -> Done:
    """The rows of a block one after the other again."""
    split = asked.form.get("khoi", "")
    return Done((MakeSequential(split),), Text("Bỏ khối song song, làm lần lượt", "The block is done one by one"))


def add_leg(asked: Asked) -> Done:
    """One more step in a block that is done side by side."""
    name = asked.required("ten", step_form.NAME)
    facts = step_form.read(asked, Step())
    facts = dataclasses.replace(facts, kind=facts.kind or step_form.kind_by_name(name))
    what = Text(f"Thêm nhánh song song “{name}”", f"Added the parallel leg “{name}”")
    return Done((AddLeg(asked.form.get("khoi", ""), name, facts),), what)


def share(asked: Asked) -> Done:
    """One limit over the chosen rows; without one each counts for itself again."""
    steps = chosen(asked, 1)
    limit = amounts.amount(asked.form.get("chung-han", ""), "chung-han")
    unit = asked.form.get("chung-don-vi", "")
    vi, en = _named(asked, steps)
    what = Text(f"Tách riêng thời gian {vi}", f"Times of {en} apart")
    if limit is not None:
        if len(steps) < 2:
            raise _too_few(2)
        unit = unit if unit in wording.LIMIT_UNITS else "working_hours"
        took = words.amount(limit, unit)
        what = Text(f"{took.vi} chung cho {vi}", f"{took.en} for {en} together")
    return Done((ShareTime(steps, limit, unit or "working_hours"),), what, steps[0])


def in_cases(asked: Asked) -> Done:
    """The chosen rows in some cases only."""
    steps, cases = chosen(asked, 1), tuple(asked.form.getlist("truong-hop"))
    vi, en = _named(asked, steps)
    what = Text(f"{vi[:1].upper()}{vi[1:]}: đổi trường hợp áp dụng", f"Cases of {en} changed")
    return Done((OnlyInCases(steps, cases),), what, steps[0])


def chosen(asked: Asked, least: int) -> tuple[str, ...]:
    """The chosen rows in the order of the table."""
    wanted = set(asked.form.getlist("chon"))
    found = tuple(key for key in table.ordered(asked.definition) if key in wanted)
    if len(found) < least:
        raise _too_few(least)
    return found


def _named(asked: Asked, steps: tuple[str, ...]) -> tuple[str, str]:
    numbers = ", ".join(table.number_of(asked.definition.nodes[key]) for key in steps)
    return f"bước {numbers}", f"steps {numbers}"


def _too_few(least: int) -> Invalid:
    return Invalid(
        Text(f"Cần chọn ít nhất {least} bước.", f"Choose at least {least} rows."),
        Text("Đánh dấu các bước ở đầu dòng rồi bấm lại.", "Tick them at the head of the rows, then press again."),
        "bang",
    )
