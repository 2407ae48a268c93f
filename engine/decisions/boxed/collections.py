"""Boxed contexts, lists and relations."""

from __future__ import annotations

from typing import Any

from lxml import etree

from engine.decisions.boxed.compiler import (
    Box,
    boxed,
    compile_boxed,
    compile_inside,
    expression_in,
    expressions_in,
    type_reference,
)
from engine.decisions.compiling import Logic
from engine.decisions.items import Item, bound
from engine.decisions.xml import attribute, children, first, kind
from engine.feel.run import Run
from engine.feel.values.kinds import kind_of
from engine.feel.warnings import Kind


@boxed("context")
def context(element: etree._Element, box: Box) -> Logic:
    """Entries that see the earlier ones; an entry without a name is the result."""
    entries: list[tuple[str, Item | None, Logic]] = []
    result: Logic | None = None
    for entry in children(element, "contextEntry"):
        variable = first(entry, "variable")
        body = expression_in(entry)
        if variable is None:
            result = compile_boxed(body, box)
            continue
        name = " ".join(attribute(variable, "name").split())
        reference = type_reference(variable)
        inside = box.knowing(name) if body is not None and kind(body) == "functionDefinition" else box
        entries.append((name, box.items.item(reference) if reference else None, compile_boxed(body, inside)))
        box = box.knowing(name)
    names = [name for name, _, _ in entries]
    if len(set(names)) < len(names):
        return lambda run: run.warn("context.twice", 0, next(name for name in names if names.count(name) > 1))

    def logic(run: Run) -> Any:
        scope = dict(run.root)
        made: dict[str, Any] = {}

        def fill() -> Any:
            for name, item, entry in entries:
                made[name] = scope[name] = bound(run, entry(run), item, name)
            return result(run) if result is not None else made

        return run.elsewhere(scope, fill)

    return logic


@boxed("list")
def list_of(element: etree._Element, box: Box) -> Logic:
    """One expression per element."""
    elements = tuple(compile_boxed(child, box) for child in expressions_in(element))
    return lambda run: [each(run) for each in elements]


@boxed("relation")
def relation(element: etree._Element, box: Box) -> Logic:
    """A list of contexts with the same entries."""
    names = [" ".join(attribute(column, "name").split()) for column in children(element, "column")]
    rows = [_row(row, box) for row in children(element, "row")]

    def logic(run: Run) -> list[dict[str, Any]]:
        run.allow_list(len(rows))
        return [{name: cell(run) for name, cell in zip(names, row, strict=False)} for row in rows]

    return logic


def _row(row: etree._Element, box: Box) -> list[Logic]:
    return [compile_boxed(cell, box) for cell in expressions_in(row)]


@boxed("conditional")
def conditional(element: etree._Element, box: Box) -> Logic:
    """If, then, else; the condition must be true, false or null (10.2.2.9)."""
    condition, yes, no = (compile_inside(first(element, part), box) for part in ("if", "then", "else"))

    def logic(run: Run) -> Any:
        verdict = condition(run)
        if verdict is not None and not isinstance(verdict, bool):
            return run.warn("condition.kind", 0, Kind(kind_of(verdict)))
        return yes(run) if verdict is True else no(run)

    return logic
