"""The fields by which an automatic step becomes another agency's part of the dossier, with a time of its own."""

from __future__ import annotations

from typing import Final

from admin_ui.declare.working.connectors import described
from admin_ui.declare.working.steps import amounts
from admin_ui.declare.working.steps.asked import Asked, Next, fresh
from engine.bpmn.definition import Definition, Node
from engine.bpmn.edit.edits import Edit, TimeAgency

LIMIT, UNIT = "han-rieng", "han-rieng-don-vi"
UNITS: Final = ("working_hours", "working_days")


def shown(node: Node) -> dict[str, str]:
    """The fields as the diagram has them."""
    leg = node.leg
    return {LIMIT: amounts.said(leg.limit), UNIT: leg.limit_unit} if leg else {LIMIT: "", UNIT: UNITS[0]}


def edits(asked: Asked, node: Node) -> list[Edit | Next]:
    """What the fields change; nothing for a form that does not have them, or a leg timed by its agency's term."""
    if LIMIT not in asked.form:
        return []
    found = _edit(asked, node.id, node.leg.agency if node.leg else "")
    was = node.leg
    if found is None or (found.limit is None and (was is None or was.limit is None)):
        return []
    same = was is not None and (was.limit, was.limit_unit) == (found.limit, found.unit)
    return [] if same else [found]


def new(asked: Asked) -> list[Next]:
    """The same for a step that is only being added: what can be said when it has its id."""
    if not amounts.amount(asked.form.get(LIMIT, ""), LIMIT):
        return []

    def made(first: Definition, now: Definition) -> Edit | None:
        return _edit(asked, fresh(first, now, ("service",)), "")

    return [made]


def _edit(asked: Asked, element: str, agency: str) -> TimeAgency | None:
    told = described.find(asked.form.get("ket-noi", ""))
    agency = (told.partner if told else None) or agency
    unit = asked.form.get(UNIT, "")
    limit = amounts.amount(asked.form.get(LIMIT, ""), LIMIT)
    return TimeAgency(element, agency, limit or None, unit if unit in UNITS else UNITS[0]) if agency else None
