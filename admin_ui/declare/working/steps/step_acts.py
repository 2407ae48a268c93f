"""The acts on whole rows: add, change, copy, move, remove, number again."""

from __future__ import annotations

import dataclasses

from admin_ui.declare.working.steps import agency_time, moving, step_form, wait_form
from admin_ui.declare.working.steps.asked import Asked, Done, Next, fresh
from engine.bpmn import difference
from engine.bpmn.definition import Definition, Outcome, Step
from engine.bpmn.edit.edits import (
    AddOutcome,
    AddStep,
    Await,
    ChangeConnector,
    ChangeStep,
    ChangeWait,
    Edit,
    End,
    Goal,
    MoveStep,
    RemoveStep,
    Renumber,
    To,
)
from engine.bpmn.table import RowOutcome
from engine.bpmn.table import read as read_table
from engine.text import Text

START = "dau-bang"
"""The place before the first row."""


def change(asked: Asked) -> Done:
    """Save the form of a step, a wait or an automatic step."""
    node = asked.node
    name = asked.required("ten", step_form.NAME)
    if node.kind == "receive":
        edits: list[Edit | Next] = [ChangeWait(node.id, wait_form.read(asked, node.wait), name)]
        edits += wait_form.onward(asked)
    elif node.kind == "service":
        edits = [ChangeConnector(node.id, wait_form.connector(asked, node.connector), name)]
        edits += wait_form.refusals(asked, node.id)
        edits += agency_time.edits(asked, node)
    else:
        facts = step_form.read(asked, asked.was)
        edits = [ChangeStep(node.id, facts, name), *step_form.repetition(asked, node.id, node, facts)]
    return Done(tuple(edits), _told(asked, edits), node.id)


def add(asked: Asked) -> Done:
    """A new row behind another: a step, a wait or an automatic step."""
    after = asked.form.get("sau", "")
    place = None if after in ("", START) else asked.known(after).id
    outcome = asked.form.get("nhanh", "") or None
    if place is None or place != asked.element:
        outcome = None
    name = asked.required("ten", step_form.NAME)
    made = asked.form.get("dong", "")
    what = Text(f"Thêm “{name}”{_behind(asked, place).vi}", f"Added “{name}”{_behind(asked, place).en}")
    if made in wait_form.NEW:
        first = wait_form.new(asked, made, place, name, outcome)
        later = (*wait_form.new_refusals(asked), *agency_time.new(asked)) if made == wait_form.AUTO_ROW else ()
        return Done((first, *later), what)
    facts = step_form.read(asked, Step())
    asking = dataclasses.replace(
        facts, no=asked.line("so", 20) or None, kind=facts.kind or step_form.kind_by_name(name)
    )
    return Done((AddStep(place, name, asking, outcome), *_later(asked, facts)), what)


def copy(asked: Asked) -> Done:
    """The same row once more behind itself, with its outcomes."""
    node, step = asked.node, asked.was
    name = f"{node.name} (bản sao)"
    row = next(one for one in read_table(asked.definition).rows if one.element == node.id)
    facts = dataclasses.replace(step, no=None, outcomes=step.outcomes[:1])
    edits: list[Edit | Next] = [AddStep(node.id, name, facts)]
    for number, outcome in enumerate(step.outcomes[1:], 1):
        edits.append(_same_outcome(asked.definition, outcome, row.outcomes[number]))
    label = asked.label()
    return Done(tuple(edits), Text(f"Nhân bản {label.vi}", f"Copied {label.en}"))


def move(asked: Asked, up: bool) -> Done:
    """One place up or down."""
    after = moving.up(asked) if up else moving.down(asked)
    label = asked.label()
    way = Text("lên trên", "up") if up else Text("xuống dưới", "down")
    what = Text(f"Chuyển {label.vi} {way.vi}", f"Moved {label.en} {way.en}")
    return Done((MoveStep(asked.element, after),), what, asked.element)


def remove(asked: Asked) -> Done:
    """Take a row out; ``ve`` says where those go that came back to it."""
    label, returns = asked.label(), asked.form.get("ve", "") or None
    before = moving.before(asked)
    what = Text(f"Xóa {label.vi}", f"Removed {label.en}")
    return Done((RemoveStep(asked.element, returns),), what, before or "")


def renumber(asked: Asked) -> Done:
    """1, 2, 3 … in the order of the table."""
    return Done((Renumber(),), Text("Đánh lại số bước 1, 2, 3 …", "Numbered the steps 1, 2, 3 …"))


def _behind(asked: Asked, place: str | None) -> Text:
    if place is None:
        return Text(" ở đầu bảng", " at the beginning")
    if asked.definition.nodes[place].kind not in ("user", "receive", "service"):
        return Text(" sau khối song song", " behind the parallel block")
    label = asked.label(place)
    return Text(f" sau {label.vi[:1].lower()}{label.vi[1:]}", f" behind {label.en[:1].lower()}{label.en[1:]}")


def _later(asked: Asked, facts: Step) -> list[Next]:
    """What can be said of a new step only when it has its id: that it is done once per chosen unit."""

    def edit(first: Definition, now: Definition) -> Edit | None:
        edits = step_form.repetition(asked, fresh(first, now), None, facts)
        return edits[0] if edits else None

    return [edit]


def _same_outcome(definition: Definition, outcome: Outcome, row: RowOutcome) -> Next:
    def edit(first: Definition, now: Definition) -> Edit | None:
        return AddOutcome(fresh(first, now, ("user",)), outcome, _same_goal(definition, row))

    return edit


def _same_goal(definition: Definition, row: RowOutcome) -> Goal:
    target = definition.nodes[row.goal[0]] if row.goal else None
    if target is not None and target.kind == "receive" and target.wait is not None:
        return Await(target.wait, target.name)
    if target is not None and target.kind == "end":
        ends: dict[str, Goal] = {"granted": End("granted"), "stopped": End("stopped")}
        return ends.get(target.end_result or "", End("refused"))
    return To(target.id) if target is not None else End("refused")


def _told(asked: Asked, edits: list[Edit | Next]) -> Text:
    """What the history says: the first change in words ("thời hạn 16 → 8 giờ"), and how many more there are."""
    first = edits[0]
    label = asked.label()
    plain = Text(f"Sửa {label.vi}", f"Changed {label.en}")
    if not isinstance(first, ChangeStep):
        return plain
    node = asked.node
    changed = dataclasses.replace(node, step=first.to, name=first.name or node.name)
    after = dataclasses.replace(asked.definition, nodes={**asked.definition.nodes, node.id: changed})
    found = [one.message for one in difference.between(asked.definition, after) if one.about != "drawing"]
    if not found:
        return plain
    more = len(found) - 1
    rest = Text(f" (và {more} chỗ khác)", f" (and {more} more)") if more else Text("", "")
    return Text(f"{found[0].vi.rstrip('.')}{rest.vi}", f"{found[0].en.rstrip('.')}{rest.en}")
