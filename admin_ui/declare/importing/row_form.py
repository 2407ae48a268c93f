"""The form that corrects one row: who, how long, how it counts, where its outcomes lead; and reading it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from admin_ui.declare.working.steps import amounts, lines, units, wording
from admin_ui.declare.working.steps.units import Choice
from engine.bpmn import table
from engine.bpmn.definition import Definition, Node, Step
from engine.bpmn.edit.edits import End, Goal, GoOn, To
from engine.platform.errors import Invalid
from engine.publication.imports.correcting import Correction, Time, Who
from engine.publication.imports.found import Found
from engine.text import Text

Groups = list[tuple[Text, list[Choice]]]
_NAMED = {"step": "tai-buoc", "external": "doi-tac"}
_ENDS = {
    "refused": Text("Từ chối, kết thúc hồ sơ", "Refuse; the dossier ends"),
    "stopped": Text("Dừng giải quyết, kết thúc hồ sơ", "Stop; the dossier ends"),
    "granted": Text("Xong, kết thúc hồ sơ có kết quả", "Finish; the dossier ends with its result"),
}


@dataclass(frozen=True)
class Lists:
    """What the form chooses from."""

    anchors: list[Choice]
    kinds: Groups
    posts: Groups
    steps: list[Choice]
    partners: list[Choice]
    counts: list[Choice]
    limit_units: list[Choice]
    goals: Groups
    ways: tuple[lines.Way, ...]


def shown(node: Node) -> MultiDict[str, str]:
    """The fields as the draft has the step."""
    step = node.step or Step()
    anchor, named, kind = units.parts(step.unit)
    return MultiDict(
        {
            "neo": anchor,
            "loai": kind,
            "tai-buoc": named if anchor == "step" else "",
            "doi-tac": named if anchor == "external" else "",
            "chuc-danh": step.post or "",
            "han": amounts.said(step.limit),
            "don-vi-han": step.limit_unit,
            "tinh": step.count,
        }
    )


def lists(found: Found, definition: Definition, row: int, values: MultiDict[str, str]) -> Lists:
    """The lists for the form of row number ``row``."""
    element = found.told["rows"][row]["element"]
    made = lines.of(definition, table.read(definition))
    anchors = [Choice(code, name) for code, name in units.ANCHORS.items() if code != "chosen"]
    if values.get("neo") == "chosen":
        anchors.append(Choice("chosen", units.ANCHORS["chosen"]))
    counts = [Choice(code, name) for code, name in wording.COUNTS.items()]
    if values.get("tinh", "").startswith("shared:"):
        counts.append(Choice(values["tinh"], Text("Tính chung với các bước cùng nhóm", "Shares the time of its group")))
    return Lists(
        anchors=anchors,
        kinds=units.kinds(definition.level),
        posts=units.posts(definition, (definition.nodes[element].step or Step()).unit),
        steps=units.earlier(definition, element),
        partners=units.partners(),
        counts=counts,
        limit_units=[Choice(code, name) for code, name in wording.LIMIT_UNITS.items()],
        goals=_goals(made, element),
        ways=next((line.ways for line in made if line.element == element), ()),
    )


def read(form: MultiDict[str, str], definition: Definition, element: str) -> Correction:
    """What the form changes; what it leaves as it is stays None. Raises ``Invalid`` at a field."""
    was = definition.nodes[element].step or Step()
    who, time = _who(form, was), _time(form, was)
    goals = {}
    for outcome in was.outcomes:
        goal = _goal(definition, form.get(f"kq.{outcome.id}", ""))
        if goal is not None:
            goals[outcome.id] = goal
    name = " ".join(form.get("moi-ten", "").split())[:200]
    added = (name, _goal(definition, form.get("moi-di", "")) or GoOn()) if name else None
    return Correction(
        who if (who.unit, who.post) != (was.unit, was.post) else None,
        time if (time.limit, time.unit, time.count) != (was.limit, was.limit_unit, was.count) else None,
        goals,
        added,
        alike=bool(form.get("giong-nhau")),
    )


def _who(form: MultiDict[str, str], was: Step) -> Who:
    anchor, post = form.get("neo", ""), form.get("chuc-danh", "") or None
    if anchor == "chosen":
        return Who(was.unit, post)
    named = form.get(_NAMED.get(anchor, ""), "")
    if post and units.post_named(post) is None and post != was.post:
        raise Invalid(
            Text("Chưa chọn chức danh trong danh sách.", "Choose a post from the list."),
            Text("Chọn lại chức danh.", "Choose the post again."),
            "chuc-danh",
        )
    return Who(units.joined(anchor, named, form.get("loai", "")), post)


def _time(form: MultiDict[str, str], was: Step) -> Time:
    count, unit = form.get("tinh", was.count), form.get("don-vi-han", was.limit_unit)
    return Time(
        amounts.amount(form.get("han", ""), "han"),
        unit if unit in wording.LIMIT_UNITS else was.limit_unit,
        count if count in wording.COUNTS or count == was.count else was.count,
    )


def _goal(definition: Definition, typed: str) -> Goal | None:
    kind, _, rest = typed.partition(":")
    if kind == "tiep":
        return GoOn()
    if kind == "buoc" and rest in definition.nodes:
        return To(rest)
    ends: dict[str, Goal] = {"granted": End("granted"), "refused": End("refused"), "stopped": End("stopped")}
    return ends.get(rest) if kind == "ket-thuc" else None


def _goals(made: list[lines.Line], element: str) -> Groups:
    at = next((place for place, one in enumerate(made) if one.element == element), 0)
    usual = [Choice("tiep", Text("Đi tiếp bước sau", "Go on to the next step"))]
    usual += [Choice(f"ket-thuc:{code}", name) for code, name in _ENDS.items()]
    back = [_step(one) for place, one in enumerate(made) if place < at and one.kind == lines.STEP]
    ahead = [_step(one) for place, one in enumerate(made) if place > at]
    found: list[tuple[Text, list[Any]]] = [
        (Text("Thường dùng", "Usual"), usual),
        (Text("Quay lại", "Back to"), list(reversed(back))),
        (Text("Đi thẳng đến", "Straight to"), ahead),
    ]
    return [(name, some) for name, some in found if some]


def _step(line: lines.Line) -> Choice:
    words = Text(f"Bước {line.no}. {line.name.vi}", f"Step {line.no}. {line.name.en}") if line.no else line.name
    return Choice(f"buoc:{line.element}", words)
