"""Expressions: each compiles, and reads only names an earlier step can have written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine import feel
from engine.bpmn.checks.names import misread
from engine.bpmn.checks.rules import Raised, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.formulas import Formula, formulas
from engine.text import Text

SYNTAX: Final = refused("feel_syntax")


def check(subject: Subject) -> Iterator[Raised]:
    """Every FEEL expression of the file, and every path that names units or an address."""
    for formula in formulas(subject.definition):
        try:
            expression = feel.compile(formula.source.strip())
        except feel.FeelError as error:
            yield SYNTAX.at(
                formula.element,
                Text(f"Biểu thức ở {formula.place.vi} sai: {error.vi}", f"The {formula.place.en} is wrong: {error.en}"),
                Text(f"Biểu thức: {_short(formula.source)}", f"Expression: {_short(formula.source)}"),
            )
            continue
        for path in sorted(expression.names_read):
            yield from misread(subject, formula, path)
    for formula, path in _paths(subject):
        yield from misread(subject, formula, path)


def _paths(subject: Subject) -> Iterator[tuple[Formula, tuple[str, ...]]]:
    competent = subject.definition.competent or ""
    if competent.startswith("address:"):
        path = competent.removeprefix("address:")
        yield Formula(path, subject.place, Text("cách xác định cơ quan", "competent authority")), tuple(path.split("."))
    for node in subject.nodes:
        anchor = ((node.step.unit if node.step else None) or "").partition("/")[0]
        if anchor.startswith("chosen:"):
            path = anchor.removeprefix("chosen:")
            place = Text(f"đơn vị của bước “{node.id}”", f"unit of step “{node.id}”")
            yield Formula(path, node.id, place, node.id, "before"), tuple(path.split("."))


def _short(source: str) -> str:
    text = " ".join(source.split())
    return text if len(text) <= 120 else f"{text[:117]}…"
