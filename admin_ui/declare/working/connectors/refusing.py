"""The ticks by which a table's automatic step catches refusals, each with where the work goes then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from engine.bpmn import refusals
from engine.bpmn.definition import Definition
from engine.bpmn.edit.edits import CatchRefusal, End, GoOn, LeaveRefusal, To
from engine.connectors.descriptor import Descriptor
from engine.platform.errors import Invalid
from engine.text import Text

TICK, GOAL = "bat-", "di-"
NEXT, STEP, END = "tiep", "buoc:", "ket-thuc:"
ENDS = ("refused", "stopped")

Known = Callable[[str], object]


@dataclass(frozen=True)
class Refusal:
    """One refusal of the form: its code and words, whether it is caught, and the goal that is chosen."""

    code: str
    title: Text
    caught: bool
    goal: str


def shown(definition: Definition, element: str) -> dict[str, str]:
    """The ticks and goals of a step as the diagram has them."""
    fields = {}
    for one in refusals.caught(definition, element):
        fields[TICK + one.code] = "1"
        fields[GOAL + one.code] = _goal_code(definition, element, one.goal)
    return fields


def offered(values: Mapping[str, str], told: Descriptor, definition: Definition, element: str) -> list[Refusal]:
    """Every refusal the form shows: the connector's, then others the diagram catches."""
    titles = {one.code: one.title for one in told.errors}
    for one in refusals.caught(definition, element):
        titles.setdefault(one.code, Text(one.name or one.code, one.name or one.code))
    return [
        Refusal(code, title, bool(values.get(TICK + code)), values.get(GOAL + code, f"{END}refused"))
        for code, title in titles.items()
    ]


def ticked(form: Mapping[str, str]) -> list[str]:
    """The codes that are to be caught."""
    return [name.removeprefix(TICK) for name in form if name.startswith(TICK) and form.get(name)]


def edits(
    form: Mapping[str, str], told: Descriptor | None, definition: Definition, element: str, known: Known
) -> Iterator[CatchRefusal | LeaveRefusal]:
    """What the ticks change; ``known`` raises ``Invalid`` for a step that is gone."""
    now = {one.code: _goal_code(definition, element, one.goal) for one in refusals.caught(definition, element)}
    wanted = ticked(form)
    for code in now:
        if code not in wanted:
            yield LeaveRefusal(element, code)
    titles = {one.code: one.title.vi for one in told.errors} if told else {}
    for code in wanted:
        goal = form.get(GOAL + code, "")
        if now.get(code) != goal:
            yield CatchRefusal(element, code, titles.get(code, code), _goal(goal, code, known))


def require_caught(form: Mapping[str, str]) -> None:
    """A failure rule that takes an error branch needs the branch. Raises ``Invalid``."""
    then = form.get("khi-hong", "")
    code = then.removeprefix("error:")
    if then.startswith("error:") and code not in ticked(form):
        raise Invalid(
            Text(f"Chưa có nhánh cho lỗi “{code}”.", f"There is no branch for the error “{code}”."),
            Text(
                "Đánh dấu lỗi này ở “Rẽ nhánh khi đối tác báo”, hoặc chọn cách xử lý khác.",
                "Tick it under “Branch when the partner says”, or choose another rule.",
            ),
            "khi-hong",
        )


def _goal(code: str, error: str, known: Known) -> GoOn | To | End:
    if code == NEXT:
        return GoOn()
    if code == f"{END}stopped":
        return End("stopped")
    if code == f"{END}refused":
        return End("refused")
    if code.startswith(STEP):
        known(code.removeprefix(STEP))
        return To(code.removeprefix(STEP))
    raise Invalid(
        Text(f"Chưa chọn đi đâu khi đối tác báo “{error}”.", f"Choose where “{error}” leads."),
        Text("Chọn một hướng đi.", "Choose a way."),
        GOAL + error,
    )


def _goal_code(definition: Definition, element: str, goal: tuple[str, ...]) -> str:
    target = definition.nodes.get(goal[0]) if goal else None
    if target is None:
        return ""
    if target.kind == "end":
        return f"{END}{target.end_result if target.end_result in ENDS else 'refused'}"
    onward = [definition.flows[key].target for key in definition.nodes[element].outgoing]
    return NEXT if target.id in onward else f"{STEP}{target.id}"
