"""Everything that may be handed in at the desk: applications that differ in what the sheet looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engine.bpmn.definition import Definition
from engine.bpmn.routes import compiled
from engine.feel.expression import Expression
from engine.forms.settle import settle
from engine.rehearsal.reading import Reader, Reading
from engine.rehearsal.sampling import sample
from engine.rehearsal.subject import Subject
from engine.rehearsal.values import UNIT, Values
from engine.rehearsal.walk import Walk

MOST_APPLICATIONS = 400

Names = Mapping[str, Any]


class _SheetReading(Reading):
    """The expressions of the sheet, in place of those that decide the way."""

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        sheet = self.subject.definition
        texts = [
            *(case.when for case in sheet.cases),
            *(document.when for document in sheet.documents),
            *(text for fee in sheet.fees for text in (fee.formula, fee.exempt_when)),
            *(term.value_formula for term in sheet.terms),
        ]
        found = [(text, compiled(text)) for text in texts if text]
        return tuple(Reader("", text, expression) for text, expression in found if expression is not None)


def _by_channel(sheet: Definition) -> bool:
    said = [one.channel for one in sheet.documents] + [one.channel for one in sheet.fees]
    return any(said) or any(one.channel for one in sheet.terms)


@dataclass(frozen=True)
class Desk:
    """Everything that may be handed in, as names an expression reads."""

    walk: Walk

    @cached_property
    def names(self) -> list[Names]:
        """One entry per application, as an expression of the sheet reads it."""
        subject = self.walk.subject
        values = Values(subject, _SheetReading(subject), self.walk.now)
        keys = self._keys(values)
        choices = {key: values.of(("don", key)) for key in keys}
        cases: list[str | None] = [one.id for one in subject.definition.cases] or list[str | None]([None])
        found: list[Names] = []
        for answers in values.together(choices, "don"):
            found += [self._filed(subject, answers, said) for said in self._dossiers(values, cases)]
        return found[:MOST_APPLICATIONS]

    def _dossiers(self, values: Values, cases: list[str | None]) -> list[dict[str, Any]]:
        """What else of a dossier the sheet looks at: its case, its channel, who files it, how many."""
        sheet = self.walk.subject.definition
        keys = [key for key in values.reading.keys_of("ho_so") if key in ("channel", "applicant_kind", "quantity")]
        if "channel" not in keys and _by_channel(sheet):
            keys.append("channel")
        choices = {key: values.of(("ho_so", key)) for key in keys}
        return [{"case": case, **one} for one in values.together(choices, "ho_so") for case in cases]

    def _keys(self, values: Values) -> list[str]:
        form = self.walk.subject.form_of("don")
        read = list(values.reading.keys_of("don"))
        if form is None:
            return read
        for field in form.top:
            if field.key in read and field.hide is not None:
                read += [path[0] for path in field.hide.reads if path[0] not in read and form.find(path[0])]
        return read

    def _filed(self, subject: Subject, answers: dict[str, Any], said: dict[str, Any]) -> Names:
        form = subject.form_of("don")
        ho_so = {
            "channel": "counter",
            "applicant_kind": "citizen",
            "quantity": 1,
            "received": self.walk.now,
            "receiving_unit": UNIT,
            "resolving_unit": UNIT,
            **said,
        }
        if form is None:
            return {"don": answers, "ho_so": ho_so}
        whole = {field.key: sample(field, self.walk.now) for field in form.top}
        settled = settle(form, {**whole, **answers}, {"ho_so": ho_so}, self.walk.now)
        return {"don": settled.values, "ho_so": ho_so}

    def ever(self, expression: Expression | None) -> bool:
        """Whether an expression holds for some application."""
        return expression is None or any(
            expression.evaluate(one, now=self.walk.now).value is True for one in self.names
        )
