"""Boxed functions and invocations."""

from __future__ import annotations

from typing import Any

from lxml import etree

from engine.decisions.boxed.compiler import Box, boxed, compile_boxed, compile_inside, expression_in, type_reference
from engine.decisions.compiling import Logic
from engine.decisions.items import Item, bound, given_by
from engine.decisions.xml import attribute, children, first
from engine.feel.calling import call
from engine.feel.run import Run
from engine.feel.values.functions import Function
from engine.feel.values.types import ANY, UNKNOWN, Type


def parameters_of(element: etree._Element, box: Box) -> tuple[tuple[str, Type], ...]:
    """The formal parameters of a function definition with their types."""
    found: list[tuple[str, Type]] = []
    for parameter in children(element, "formalParameter"):
        item = box.items.item(type_reference(parameter)) if type_reference(parameter) else None
        found.append((" ".join(attribute(parameter, "name").split()), item.kind if item is not None else ANY))
    return tuple(found)


@boxed("functionDefinition")
def function_definition(element: etree._Element, box: Box) -> Logic:
    """A function; it sees its parameters and the names around it. Java and PMML are never run."""
    return function_giving(element, box, result_of(element, box))


def function_giving(element: etree._Element, box: Box, result: Item | None) -> Logic:
    """The function an element defines, whose results are bound to a type."""
    parameters = parameters_of(element, box)
    names = tuple(name for name, _ in parameters)
    external = attribute(element, "kind").upper() in ("JAVA", "PMML", "J", "P")
    body = compile_boxed(expression_in(element), box.knowing(*names))

    def logic(run: Run) -> Function:
        root = run.root

        def invoke(during: Run, arguments: list[Any]) -> Any:
            if external:
                return during.warn("call.external", 0)
            scope = {**root, **dict(zip(names, arguments, strict=True))}
            value = during.elsewhere(scope, lambda: body(during))
            return bound(during, value, result, box.name)

        return Function(box.name, parameters, invoke, result.kind if result is not None else UNKNOWN)

    return logic


def result_of(element: etree._Element, box: Box) -> Item | None:
    """The type a function definition is declared to give: that of its body, or its own."""
    reference = type_reference(expression_in(element)) or type_reference(element)
    return given_by(box.items.item(reference)) if reference else None


@boxed("invocation")
def invocation(element: etree._Element, box: Box) -> Logic:
    """A call with named arguments."""
    target = compile_boxed(expression_in(element), box)
    names: list[str] = []
    arguments: list[Logic] = []
    for binding in children(element, "binding"):
        names.append(" ".join(attribute(first(binding, "parameter"), "name").split()))
        arguments.append(compile_inside(binding, box))

    def logic(run: Run) -> Any:
        function = target(run)
        return call(run, function, [argument(run) for argument in arguments], names, 0)

    return logic
