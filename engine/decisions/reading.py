"""Reading a model file into compiled elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from engine.decisions.boxed import collections, functions, iterations, tables
from engine.decisions.boxed.compiler import Box, compile_boxed, expression_in, type_reference
from engine.decisions.boxed.functions import parameters_of
from engine.decisions.boxed.tables import Table
from engine.decisions.compiling import Compiler, Logic, Problem
from engine.decisions.elements import Decision, Element, Graph, InputData, Knowledge, Reference, Service
from engine.decisions.items import Item, Items, given_by
from engine.decisions.xml import attribute, children, first, kind, name_of, own_name
from engine.feel.errors import FeelError
from engine.feel.expression import Expression, compile_tests_with
from engine.feel.values.types import UNKNOWN

KINDS_OF_BOXES = (collections, functions, iterations, tables)
"""Imported so that every kind of box is registered."""

_ELEMENTS = ("inputData", "decision", "businessKnowledgeModel", "decisionService")
_NAMED = ("itemComponent", "itemDefinition", "variable", "column", "output", "formalParameter", *_ELEMENTS)


class Reader:
    """Compiles one file; ``graphs`` are the files it imports, by namespace, already read."""

    def __init__(self, root: etree._Element, readers: Mapping[str, Reader]) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.tables: list[Table] = []
        self.graph = Graph(attribute(root, "namespace"), attribute(root, "name"))
        self.graph.imports = {
            attribute(each, "namespace"): " ".join(attribute(each, "name").split())
            for each in children(root, "import")
            if attribute(each, "namespace") in readers
        }
        self._readers = {space: readers[space] for space in self.graph.imports}
        imported: dict[str, Items] = {name: self._readers[space].items for space, name in self.graph.imports.items()}
        self.items: Items = Items(root, imported, self._constraint)
        self.entries: frozenset[str] = frozenset(_spoken_names(root)).union(
            *(reader.entries for reader in self._readers.values())
        )
        self._xml = {
            attribute(element, "id") or f"{kind(element)}:{name_of(element)}": element
            for element in children(root, *_ELEMENTS)
        }

    def _constraint(self, text: str) -> Expression | None:
        try:
            return compile_tests_with(text, frozenset(), {}, ())
        except FeelError as error:
            self.problems.append(Problem("itemDefinition", text, error))
            return None

    def read(self) -> Graph:
        """Compile every element."""
        readers = {
            "inputData": self._input,
            "decision": self._decision,
            "businessKnowledgeModel": self._knowledge,
            "decisionService": self._service,
        }
        for identifier, element in self._xml.items():
            self.graph.elements[identifier] = readers[kind(element)](identifier, element)
        return self.graph

    def _input(self, identifier: str, element: etree._Element) -> Element:
        return InputData(identifier, name_of(element), self._declared(element), own_name(element))

    def _declared(self, element: etree._Element) -> Item | None:
        reference = type_reference(first(element, "variable"))
        return self.items.item(reference) if reference else None

    def _decision(self, identifier: str, element: etree._Element) -> Element:
        requirements = tuple(self._requirements(element))
        name, item = name_of(element), self._declared(element)
        logic = self._logic(element, name, requirements)
        return Decision(identifier, name, item, requirements, logic, own_name(element))

    def _knowledge(self, identifier: str, element: etree._Element) -> Element:
        requirements = tuple(self._requirements(element))
        name, definition = name_of(element), first(element, "encapsulatedLogic")
        if definition is None:
            return Knowledge(identifier, name, requirements, None)
        box = self._box(name, requirements).knowing(name)
        result = functions.result_of(definition, box) or given_by(self._declared(element))
        logic = functions.function_giving(definition, box, result)
        kind_given = result.kind if result is not None else UNKNOWN
        return Knowledge(identifier, name, requirements, logic, parameters_of(definition, box), kind_given)

    def _service(self, identifier: str, element: etree._Element) -> Element:
        parts = {
            part: tuple(reference_of(each) for each in children(element, part))
            for part in ("outputDecision", "encapsulatedDecision", "inputDecision", "inputData")
        }
        return Service(identifier, name_of(element), given_by(self._declared(element)), *parts.values())

    def _logic(self, element: etree._Element, name: str, requirements: tuple[Reference, ...]) -> Logic | None:
        body = expression_in(element)
        return None if body is None else compile_boxed(body, self._box(name, requirements))

    def _box(self, name: str, requirements: Iterable[Reference]) -> Box:
        names = {self._name_here(each) for each in requirements}
        compiler = Compiler(name, frozenset(names - {""}), self.items.types(), self.entries, self.problems, self.tables)
        return Box(compiler, self.items, name)

    def _name_here(self, reference: Reference) -> str:
        """The first word of the name an element has in this model: its own, or that of its import."""
        if reference.namespace in ("", self.graph.namespace):
            element = self._xml.get(reference.id)
            return "" if element is None else name_of(element)
        prefix = self.graph.imports.get(reference.namespace, "")
        reader = self._readers.get(reference.namespace)
        return prefix if prefix or reader is None else reader._name_here(Reference("", reference.id))

    def _requirements(self, element: etree._Element) -> Iterable[Reference]:
        for requirement in children(element, "informationRequirement", "knowledgeRequirement"):
            for target in children(requirement, "requiredInput", "requiredDecision", "requiredKnowledge"):
                yield reference_of(target)


def reference_of(element: etree._Element) -> Reference:
    """What an href such as "namespace#id" points to."""
    namespace, _, identifier = attribute(element, "href").rpartition("#")
    return Reference(namespace, identifier)


def _spoken_names(root: etree._Element) -> Iterable[str]:
    """Names of the file that are more than one plain word: they may stand after a dot."""
    for element in root.iter():
        if kind(element) in _NAMED:
            name = " ".join(attribute(element, "name").split())
            if name and not name.isidentifier():
                yield name
