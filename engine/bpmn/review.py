"""Expressions of a procedure that can be seen never to have a value, from the types of what they read.

They compile and they run, and a gateway takes their null for false; so these are warnings, found before anybody waits
at a branch that nothing ever enters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine import feel
from engine.bpmn.checks import Finding
from engine.bpmn.definition import Definition
from engine.bpmn.formulas import formulas
from engine.feel.analysis import review as review_expression
from engine.feel.values.types import NUMBER, STRING, Type
from engine.forms import Form
from engine.forms.review import KINDS
from engine.forms.types import routing_types
from engine.text import Text

_DOSSIER = ("case", "channel", "applicant_kind", "receiving_unit", "resolving_unit")


def review(definition: Definition, forms: Mapping[str, Form]) -> Iterator[Finding]:
    """One finding per place of an expression, in the order of the file."""
    types = types_read(definition, forms)
    for formula in formulas(definition):
        try:
            expression = feel.compile(formula.source.strip())
        except feel.FeelError:
            continue
        for found in review_expression(expression, types=types):
            if found.code.startswith(KINDS):
                yield Finding(
                    "feel_kinds",
                    "warning",
                    formula.element,
                    Text(f"{_capital(formula.place.vi)}: {found.vi}.", f"{_capital(formula.place.en)}: {found.en}."),
                    Text(f"Sửa biểu thức: {formula.source}", f"Correct the expression: {formula.source}"),
                )


def types_read(definition: Definition, forms: Mapping[str, Form]) -> dict[str, Type]:
    """The types of the names a procedure's expressions may read, by path."""
    types: dict[str, Type] = {f"ho_so.{key}": STRING for key in _DOSSIER}
    types["ho_so.quantity"] = NUMBER
    types |= {f"phi.{fee.id}": NUMBER for fee in definition.fees}
    types |= _answers("don", forms.get(definition.form or ""))
    for node in definition.nodes.values():
        if node.step:
            types[f"{node.id}.outcome"] = STRING
            types |= _answers(node.id, forms.get(node.step.form or ""))
        elif node.wait:
            types |= _answers(node.id, forms.get(node.wait.form or ""))
    return types


def _answers(root: str, form: Form | None) -> dict[str, Type]:
    return {f"{root}.{key}": kind for key, kind in routing_types(form).items()} if form else {}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
