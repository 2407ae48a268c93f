"""Item definitions: the types a model declares, and the values they allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from engine.decisions.xml import attribute, children, first, text_of
from engine.feel.expression import Expression
from engine.feel.parse.reader import read_type
from engine.feel.run import Run
from engine.feel.values.functions import Function
from engine.feel.values.types import (
    ANY,
    CONTEXT,
    NAMED,
    UNTYPED,
    ContextOf,
    FunctionOf,
    ListOf,
    Type,
    converted,
)

_OLD_NAMES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Item:
    """A declared type: its type in the language, and the tests its values must pass, level by level."""

    name: str
    kind: Type
    collection: bool = False
    allowed: Expression | None = None
    constraint: Expression | None = None
    base: Item | None = None
    entries: Mapping[str, Item] = field(default_factory=dict)

    def permits(self, run: Run, value: Any) -> bool:
        """Whether the value passes all tests; nothing is tested of null."""
        if value is None:
            return True
        if self.constraint is not None and not _passes(run, self.constraint, value):
            return False
        each = value if self.collection and isinstance(value, list) else [value]
        return all(self._permits_one(run, item) for item in each)

    def _permits_one(self, run: Run, value: Any) -> bool:
        if value is None:
            return True
        if self.allowed is not None and not _passes(run, self.allowed, value):
            return False
        if self.base is not None and not self.base.permits(run, value):
            return False
        return not isinstance(value, dict) or all(
            item.permits(run, value.get(name)) for name, item in self.entries.items()
        )


def _passes(run: Run, tests: Expression, value: Any) -> bool:
    return tests.run(run, ({"?": value}, None)) is True


Compile = Callable[[str], "Expression | None"]


class Items:
    """All types of a model, made when first asked for; imported ones under "import name.type name"."""

    def __init__(self, root: etree._Element, imported: Mapping[str, Items], compile_tests: Compile) -> None:
        self._elements = {attribute(element, "name").strip(): element for element in children(root, "itemDefinition")}
        self._imported = imported
        self._compile = compile_tests
        self._made: dict[str, Item] = {}

    def names(self) -> list[str]:
        """The names of the types this model declares or imports."""
        return [
            *self._elements,
            *(
                f"{prefix}.{name}" if prefix else name
                for prefix, items in self._imported.items()
                for name in items.names()
            ),
        ]

    def types(self) -> dict[str, Type]:
        """Every type by its name."""
        return {name: item.kind for name in self.names() if (item := self.item(name)) is not None}

    def item(self, reference: str, depth: int = 0) -> Item | None:
        """The type a typeRef means; None when nobody declares it."""
        name = _plain(reference)
        builtin = NAMED.get(name) or UNTYPED.get(name)
        if builtin is not None and name not in self._elements:
            return Item(name, builtin)
        if name in self._elements:
            if name not in self._made:
                if depth > _DEEPEST:
                    return Item(name, ANY)
                self._made[name] = self._make(self._elements[name], depth + 1)
            return self._made[name]
        for prefix, items in self._imported.items():
            rest = name.removeprefix(f"{prefix}.") if prefix else name
            if (prefix == "" or rest != name) and (found := items.item(rest, depth + 1)) is not None:
                return found
        return self._written(name) or self._local(name, depth)

    def _written(self, name: str) -> Item | None:
        """A type spelled out, such as list<number>."""
        if "<" not in name:
            return None
        kind = read_type(name, {plain: made.kind for plain, made in self._made.items()})
        return None if kind is None else Item(name, kind)

    def _local(self, name: str, depth: int) -> Item | None:
        """A name with an XML prefix, as DMN 1.1 wrote references."""
        _, colon, rest = name.partition(":")
        return self.item(rest, depth + 1) if colon else None

    def _make(self, element: etree._Element, depth: int) -> Item:
        name = attribute(element, "name")
        base: Item | None = None
        entries: dict[str, Item] = {}
        components = list(children(element, "itemComponent"))
        function = first(element, "functionItem")
        if components:
            entries = {attribute(each, "name").strip(): self._make(each, depth + 1) for each in components}
            kind: Type = ContextOf(tuple((key, item.kind) for key, item in entries.items()))
        elif function is not None:
            kind = self._function(function, depth)
        else:
            base = self.item(text_of(element, "typeRef"), depth + 1)
            kind = base.kind if base is not None else ANY
            kind = ANY if kind == CONTEXT else kind
        collection = attribute(element, "isCollection") == "true"
        return Item(
            name,
            ListOf(kind) if collection else kind,
            collection,
            self._tests(element, "allowedValues"),
            self._tests(element, "typeConstraint"),
            base,
            entries,
        )

    def _function(self, element: etree._Element, depth: int) -> Type:
        parameters = tuple(self._kind(attribute(each, "typeRef"), depth) for each in children(element, "parameters"))
        return FunctionOf(parameters, self._kind(attribute(element, "outputTypeRef"), depth))

    def _kind(self, reference: str, depth: int) -> Type:
        item = self.item(reference, depth + 1) if reference else None
        return item.kind if item is not None else ANY

    def _tests(self, element: etree._Element, child: str) -> Expression | None:
        text = text_of(first(element, child))
        return self._compile(text) if text.strip() else None


def _plain(reference: str) -> str:
    name = reference.strip()
    if name.startswith("{"):
        name = name.partition("}")[2]
    name = name.removeprefix("feel:")
    return _OLD_NAMES.get(name, name)


def given_by(item: Item | None) -> Item | None:
    """What a callable of a declared type gives: the result of a function type, or in older files the type itself."""
    return Item(item.name, item.kind.result) if item is not None and isinstance(item.kind, FunctionOf) else item


def bound(run: Run, value: Any, item: Item | None, name: str, *, lenient: bool = False) -> Any:
    """The value as a variable of that type holds it: converted, or null with a warning (DMN 1.5, 10.3.2.9.4).

    A function under a variable of another type is left alone: older files declare there what the function gives.
    """
    if item is None or value is None or (isinstance(value, Function) and not isinstance(item.kind, FunctionOf)):
        return value
    fits, made = converted(value, item.kind, lenient=lenient)
    if not fits:
        return run.warn("item.type", 0, name, item.name)
    return made if item.permits(run, made) else run.warn("item.values", 0, name)
