"""Boxed filters and iterators: the boxed twins of list[condition], for, some and every."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lxml import etree

from engine.decisions.boxed.compiler import Box, boxed, compile_inside
from engine.decisions.compiling import Logic
from engine.decisions.xml import attribute, first, kind
from engine.feel.build.lists import element as element_at
from engine.feel.build.spans import span
from engine.feel.run import Run
from engine.feel.values.kinds import kind_of
from engine.feel.values.ranges import Range
from engine.feel.warnings import Kind


@boxed("filter")
def filtered(element: etree._Element, box: Box) -> Logic:
    """The elements for which the condition is true."""
    source = compile_inside(first(element, "in"), box)
    condition = compile_inside(first(element, "match"), box.knowing("item"))

    def logic(run: Run) -> Any:
        items = source(run)
        if items is None:
            return run.warn("iterate.kind", 0, Kind("null"))
        chosen: list[Any] = []
        for item in items if isinstance(items, list) else [items]:
            run.spend()
            verdict = _seeing(run, {"item": item, **(item if isinstance(item, dict) else {})}, condition)
            if isinstance(verdict, Decimal):
                return element_at(run, items, verdict, 0)
            if verdict is not None and not isinstance(verdict, bool):
                return run.warn("filter.kind", 0, Kind(kind_of(verdict)))
            if verdict is True:
                chosen.append(item)
        return chosen

    return logic


def _seeing(run: Run, names: dict[str, Any], logic: Logic) -> Any:
    return run.elsewhere({**run.root, **names}, lambda: logic(run))


def _items(run: Run, value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, Range):
        found = span(run, value.start, value.end, value.start_included, value.end_included)
        return list(found) if found is not None else run.warn("iterate.kind", 0, Kind("range"))
    return [value] if value is not None else run.warn("iterate.kind", 0, Kind("null"))


@boxed("for")
def loop(element: etree._Element, box: Box) -> Logic:
    """The result of the body for every element; ``partial`` is what came before."""
    name = attribute(element, "iteratorVariable")
    source = compile_inside(first(element, "in"), box)
    body = compile_inside(first(element, "return"), box.knowing(name, "partial"))

    def logic(run: Run) -> Any:
        items = _items(run, source(run))
        if items is None:
            return None
        results: list[Any] = []
        for item in items:
            run.allow_list(len(results))
            results.append(_seeing(run, {name: item, "partial": list(results)}, body))
        return results

    return logic


@boxed("some", "every")
def quantified(element: etree._Element, box: Box) -> Logic:
    """Whether some, or every, element satisfies the condition."""
    name = attribute(element, "iteratorVariable")
    settled: bool = kind(element) == "some"
    source = compile_inside(first(element, "in"), box)
    condition = compile_inside(first(element, "satisfies"), box.knowing(name))

    def logic(run: Run) -> Any:
        items = _items(run, source(run))
        if items is None:
            return None
        doubtful = False
        for item in items:
            run.spend()
            verdict = _seeing(run, {name: item}, condition)
            if verdict is settled:
                return settled
            if verdict is not None and not isinstance(verdict, bool):
                return run.warn("logic.kind", 0, kind(element), Kind(kind_of(verdict)))
            doubtful = doubtful or verdict is None
        return None if doubtful else not settled

    return logic
