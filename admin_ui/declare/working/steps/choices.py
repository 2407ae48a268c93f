"""The lists the panels offer: places, goals, forms, printed papers, partners."""

from __future__ import annotations

from dataclasses import dataclass

from admin_ui.declare.shown import Shown
from admin_ui.declare.working.steps import lines, moving, outcome_acts, step_acts, units, wording
from admin_ui.declare.working.steps.lines import Line
from admin_ui.declare.working.steps.panels import Panel
from admin_ui.declare.working.steps.units import Choice
from engine.bpmn.definition import Definition
from engine.bpmn.vocabulary import shipped
from engine.text import Text

_WAITS = {
    "supplement": Text("Yêu cầu bổ sung: chờ, rồi quay lại bước này", "Ask for a supplement, then back to this step"),
    "payment": Text("Chờ nộp tiền, rồi đi tiếp", "Wait for a payment, then go on"),
    "confirmation": Text("Chờ người dân xác nhận, rồi đi tiếp", "Wait for the applicant to confirm, then go on"),
    "agency": Text("Chờ cơ quan khác trả lời, rồi đi tiếp", "Wait for another agency, then go on"),
}
_ENDS = {
    "refused": Text("Từ chối, kết thúc hồ sơ", "Refuse; the dossier ends"),
    "stopped": Text("Dừng giải quyết, kết thúc hồ sơ", "Stop; the dossier ends"),
    "granted": Text("Xong, kết thúc hồ sơ có kết quả", "Finish; the dossier ends with its result"),
}

Groups = list[tuple[Text, list[Choice]]]


@dataclass(frozen=True)
class Lists:
    """Everything one open panel chooses from."""

    anchors: list[Choice]
    kinds: Groups
    posts: Groups
    steps: list[Choice]
    fields: list[Choice]
    partners: list[Choice]
    forms: list[Choice]
    papers: list[Choice]
    goals: Groups
    places: list[Choice]
    outcomes: list[Choice]
    step_kinds: list[Choice]
    counts: list[Choice]
    limit_units: list[Choice]
    close_units: list[Choice]
    waits: list[Choice]
    clocks: list[Choice]


def of(look: Shown, made: list[Line], panel: Panel) -> Lists:
    """The lists for ``panel``."""
    definition = look.definition
    unit = _unit(panel)
    return Lists(
        anchors=_said(units.ANCHORS),
        kinds=units.kinds(definition.level),
        posts=units.posts(definition, unit),
        steps=units.earlier(definition, panel.element if panel.kind == "sua" else None),
        fields=units.fields(definition, dict(look.forms)),
        partners=units.partners(),
        forms=[Choice(name, form.title) for name, form in look.forms.items()],
        papers=[Choice(code, name) for code, name in shipped().form_roles.items()],
        goals=_goals(made, panel.element),
        places=_places(definition, made),
        outcomes=_outcomes(made, panel.element),
        step_kinds=_said(wording.STEP_KINDS),
        counts=_counts(panel),
        limit_units=_said(wording.LIMIT_UNITS),
        close_units=_said(wording.CLOSE_UNITS),
        waits=_said(wording.WAITS),
        clocks=_said(wording.CLOCKS),
    )


def _unit(panel: Panel) -> str | None:
    values = panel.values
    anchor = values.get("neo", "")
    if not anchor:
        return None
    named = {"step": "tai-buoc", "chosen": "truong", "external": "doi-tac"}.get(anchor)
    start = f"{anchor}:{values.get(named, '')}" if named else anchor
    kind = values.get("loai", "")
    return f"{start}/{kind}" if kind else start


def _said(known: dict[str, Text]) -> list[Choice]:
    return [Choice(code, name) for code, name in known.items()]


def _goals(made: list[Line], element: str) -> Groups:
    """Where an outcome may lead, seen from the step ``element``."""
    at = next((place for place, one in enumerate(made) if one.element == element), 0)
    tasks = [(place, one) for place, one in enumerate(made) if one.element != element]
    back = [_step(one) for place, one in tasks if place < at and one.kind != lines.WAIT]
    ahead = [_step(one) for place, one in tasks if place > at or one.kind == lines.WAIT]
    onward = [Choice(outcome_acts.NEXT, Text("Đi tiếp bước sau", "Go on to the next step"))]
    waits = [Choice(f"{outcome_acts.WAIT}:{code}", name) for code, name in _WAITS.items()]
    ends = [Choice(f"{outcome_acts.END}:{code}", name) for code, name in _ENDS.items()]
    found = [
        (Text("Thường dùng", "Usual"), [*onward, *waits, *ends]),
        (Text("Quay lại", "Back to"), list(reversed(back))),
        (Text("Đi thẳng đến", "Straight to"), ahead),
    ]
    return [(name, some) for name, some in found if some]


def _step(line: Line) -> Choice:
    words = Text(f"Bước {line.no}. {line.name.vi}", f"Step {line.no}. {line.name.en}") if line.no else line.name
    return Choice(f"{outcome_acts.STEP}:{line.element}", words)


def _places(definition: Definition, made: list[Line]) -> list[Choice]:
    """Where a new row can stand: at the beginning, behind every row, behind every parallel block."""
    found = [Choice(step_acts.START, Text("Đầu bảng", "At the beginning"))]
    for place, line in enumerate(made):
        found.append(Choice(line.element, line.label))
        last = line.parallel and (place + 1 == len(made) or made[place + 1].parallel != line.parallel)
        join = moving.join_behind(definition, line.element) if last else None
        if join is not None:
            numbers = ", ".join(one.no for one in made if one.parallel == line.parallel and one.no)
            words = Text(f"Sau cả khối song song (bước {numbers})", f"Behind the parallel block (steps {numbers})")
            found.append(Choice(join, words))
    return found


def _outcomes(made: list[Line], element: str) -> list[Choice]:
    line = next((one for one in made if one.element == element), None)
    return [Choice(way.id, way.name) for way in line.ways if way.id] if line else []


def _counts(panel: Panel) -> list[Choice]:
    found = _said(wording.COUNTS)
    now = panel.values.get("tinh", "")
    if now.startswith("shared:"):
        found.append(Choice(now, Text("Tính chung với các bước cùng nhóm", "Shares the time of its group")))
    return found
