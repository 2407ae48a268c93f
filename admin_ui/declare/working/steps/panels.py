"""Which edit panel stands open, on which line, and what its fields hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import request
from werkzeug.datastructures import MultiDict

from admin_ui.declare import conditions
from admin_ui.declare.conditions import Names, State
from admin_ui.declare.working.connectors.sampling import Run
from admin_ui.declare.working.steps import branch_acts, outcome_acts, step_form, wait_form
from engine.bpmn import table
from engine.bpmn.definition import Definition

EDIT, ADD, OUTCOMES, REMOVE, CHOSEN, BLOCK = "sua", "them", outcome_acts.PANEL, "xoa", "chon", "khoi"
BRANCH = branch_acts.PANEL
KINDS = (EDIT, ADD, OUTCOMES, REMOVE, CHOSEN, BLOCK, BRANCH)
STEP_ROW = "buoc"


@dataclass(frozen=True)
class Panel:
    """An open panel: its kind, the line it stands under (empty: above the table), its fields, what is chosen."""

    kind: str
    element: str = ""
    row: str = ""
    chosen: tuple[str, ...] = ()
    values: MultiDict[str, str] = field(default_factory=MultiDict)
    wrong: str = ""
    condition: State | None = None
    sample: Run | None = None


def asked_for(definition: Definition, names: Names) -> Panel | None:
    """The panel the address asks for."""
    kind, element = request.args.get("mo", ""), request.args.get("o", "")
    if kind not in KINDS:
        return None
    if kind == BRANCH:
        return _branch(definition, element, request.args.get("nhanh", ""), names)
    return opened(definition, kind, element, request.args.get("dong", STEP_ROW), request.args.getlist("chon"), names)


def opened(definition: Definition, kind: str, element: str, row: str, chosen: list[str], names: Names) -> Panel | None:
    """A panel with the fields as the diagram has them; None when its line is gone."""
    node = definition.nodes.get(element)
    if kind == CHOSEN:
        found = tuple(key for key in table.ordered(definition) if key in chosen)
        return Panel(kind, "", chosen=found)
    if kind == ADD:
        row = row if row in wait_form.NEW else STEP_ROW
        return Panel(kind, element if node else "", row, values=_new(definition, element, row))
    if node is None:
        return None
    if kind == EDIT:
        return Panel(kind, element, _row(node.kind), values=_fields(definition, element, names))
    if kind == BLOCK:
        return Panel(kind, element, values=step_form.empty())
    return Panel(kind, element)


def kept(definition: Definition, form: MultiDict[str, str], wrong: str, names: Names) -> Panel | None:
    """The panel a refused form came from, with what was typed; ``wrong`` is the field at fault."""
    kind, element = form.get("mo", ""), form.get("o", "")
    if kind not in KINDS:
        return None
    chosen = tuple(key for key in table.ordered(definition) if key in form.getlist("chon"))
    condition = conditions.posted(form, branch_acts.CONDITION, names) if kind == BRANCH else None
    return Panel(kind, element, form.get("dong", STEP_ROW), chosen, form, wrong, condition)


def _branch(definition: Definition, element: str, flow: str, names: Names) -> Panel | None:
    """A branch as it is, or a new one."""
    if element not in definition.nodes:
        return None
    known = definition.flows.get(flow)
    values = MultiDict({"nhanh": flow if known else "", "nhanh-ten": known.name if known else ""})
    condition = conditions.of((known.condition if known else "") or "", names, branch_acts.CONDITION)
    return Panel(BRANCH, element, values=values, condition=condition)


def _fields(definition: Definition, element: str, names: Names) -> MultiDict[str, str]:
    node = definition.nodes[element]
    if node.kind == "receive":
        return wait_form.shown(node)
    return wait_form.shown_connector(definition, node, names) if node.kind == "service" else step_form.shown(node)


def _row(kind: str) -> str:
    return {"receive": wait_form.WAIT_ROW, "service": wait_form.AUTO_ROW}.get(kind, STEP_ROW)


def _new(definition: Definition, after: str, row: str) -> MultiDict[str, str]:
    """A new row begins with the unit of the row before it."""
    if row == wait_form.AUTO_ROW:
        return MultiDict()
    if row == wait_form.WAIT_ROW:
        return MultiDict({"dong-don-vi": "working_days"})
    before = definition.nodes.get(after)
    unit = before.step.unit if before and before.step and not before.loop else None
    return step_form.empty(unit)
