"""The codes of a definition for the table behind the sheet."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from engine.bpmn import tthc
from engine.bpmn.edit.writing import text_of
from engine.bpmn.table import Row, RowWait
from engine.procedures.sheets.document import flat, tidy
from engine.procedures.sheets.exporting.steps import Printing, goals_of
from engine.procedures.sheets.own.codes import CaseCodes, Codes, StepCodes, WaitCodes, work_of

_FACTS: Final = ("key", "name", "symbol", "field", "level", "online", "boundary_free", "competent", "form")


def codes_of(printing: Printing) -> Codes:
    """Facts of the procedure, cases, steps, waits and time limits."""
    definition = printing.definition
    facts = {name: getattr(definition, name) for name in _FACTS}
    return Codes(
        facts={name: flat(text_of(value)) for name, value in facts.items() if value not in (None, "")},
        cases=[CaseCodes(one.id, flat(one.name), one.when or "") for one in definition.cases],
        steps=[_step(row) for row in printing.table.rows],
        waits=[_wait(printing, one) for one in printing.table.waits],
        terms=[dict(attributes_of(tthc.ELEMENTS["Term"], one)) for one in definition.terms],
    )


def _step(row: Row) -> StepCodes:
    return StepCodes(
        id=row.element,
        no=row.no,
        work=work_of(tidy(row.content)),
        name=row.name,
        kind=row.kind or "",
        form=row.form or "",
        group=row.shared_group or "",
        outcomes=tuple((one.id, flat(one.name or one.id)) for one in row.outcomes),
        completion=row.completion or "",
    )


def _wait(printing: Printing, one: RowWait) -> WaitCodes:
    attributes = attributes_of(tthc.ELEMENTS["Wait"], one.wait)
    return WaitCodes(printing.waits[one.element], one.element, one.name, attributes, goals_of(printing, one.goal))


def attributes_of(kind: tthc.Element, value: Any) -> Mapping[str, str]:
    """The attributes of a record as its file would write them; what is as it would be anyway is left out."""
    usual = {one.name: one.default for one in dataclasses.fields(value)}
    found = {}
    for attribute in kind.attributes:
        said = getattr(value, f"{attribute.field}_formula", None) or getattr(value, attribute.field, None)
        if said not in (None, "", ()) and said != usual.get(attribute.field):
            formula = getattr(value, f"{attribute.field}_formula", None)
            found[attribute.name] = f"={formula}" if formula else text_of(said)
    return found
