"""The door to boxed expressions: each kind of element has one compiler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from engine.decisions.compiling import Compiler, Logic, nothing
from engine.decisions.items import Items
from engine.decisions.xml import attribute, children, kind, text_of


@dataclass(frozen=True)
class Box:
    """Where a boxed expression stands: how to compile its texts, and the types of the model."""

    compiler: Compiler
    items: Items
    name: str

    def knowing(self, *names: str) -> Box:
        """The same with more names in scope."""
        return Box(self.compiler.knowing(names), self.items, self.name)


BoxedCompiler = Callable[[etree._Element, Box], Logic]
_COMPILERS: dict[str, BoxedCompiler] = {}


def boxed(*kinds: str) -> Callable[[BoxedCompiler], BoxedCompiler]:
    """Register the compiler of a kind of element."""

    def register(compiler: BoxedCompiler) -> BoxedCompiler:
        _COMPILERS.update(dict.fromkeys(kinds, compiler))
        return compiler

    return register


def expression_in(element: etree._Element | None) -> etree._Element | None:
    """The boxed expression directly inside an element."""
    return None if element is None else next(iter(expressions_in(element)), None)


def expressions_in(element: etree._Element) -> list[etree._Element]:
    """All boxed expressions directly inside an element."""
    return [child for child in children(element) if kind(child) in _COMPILERS]


def compile_boxed(element: etree._Element | None, box: Box) -> Logic:
    """The logic of a boxed expression; without one, null."""
    return nothing if element is None else _COMPILERS[kind(element)](element, box)


def compile_inside(element: etree._Element | None, box: Box) -> Logic:
    """The logic of the boxed expression inside an element such as <then>."""
    return compile_boxed(expression_in(element), box)


@boxed("literalExpression")
def literal_expression(element: etree._Element, box: Box) -> Logic:
    """One line of text; other languages than FEEL are not run."""
    return box.compiler.logic(text_of(element))


def type_reference(element: etree._Element | None) -> str:
    """The type an element declares: an attribute, or in older files a child element."""
    return attribute(element, "typeRef") or text_of(element, "typeRef")
