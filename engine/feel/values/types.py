"""Types: the lattice of DMN 1.5 (10.3.2.9), whether a value belongs to one, and the implicit conversions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from engine.feel.values import kinds
from engine.feel.values.temporal import midnight


@dataclass(frozen=True, slots=True)
class Simple:
    """A type known by its name alone: number, string, …, Any and Null."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one type."""

    element: Type

    def __str__(self) -> str:
        return f"list<{self.element}>"


@dataclass(frozen=True, slots=True)
class RangeOf:
    """A range whose ends have one type."""

    element: Type

    def __str__(self) -> str:
        return f"range<{self.element}>"


@dataclass(frozen=True, slots=True)
class ContextOf:
    """A context with at least these entries."""

    entries: tuple[tuple[str, Type], ...]

    def __str__(self) -> str:
        return "context<" + ", ".join(f"{name}: {kind}" for name, kind in self.entries) + ">"


@dataclass(frozen=True, slots=True)
class FunctionOf:
    """A function taking these types and giving that one."""

    parameters: tuple[Type, ...]
    result: Type

    def __str__(self) -> str:
        return f"function<{', '.join(map(str, self.parameters))}>->{self.result}"


Type: TypeAlias = Simple | ListOf | RangeOf | ContextOf | FunctionOf

ANY, NULL = Simple("Any"), Simple("Null")
UNKNOWN = Simple("?")
"""A type that cannot be seen before running; it stands in nobody's way."""
NUMBER, STRING, BOOLEAN = Simple(kinds.NUMBER), Simple(kinds.STRING), Simple(kinds.BOOLEAN)
DATE, TIME, DATE_TIME = Simple(kinds.DATE), Simple(kinds.TIME), Simple(kinds.DATE_TIME)
DAY_TIME, YEAR_MONTH = Simple(kinds.DAY_TIME), Simple(kinds.YEAR_MONTH)
LIST, CONTEXT, RANGE, FUNCTION = Simple(kinds.LIST), Simple(kinds.CONTEXT), Simple(kinds.RANGE), Simple(kinds.FUNCTION)

NAMED: dict[str, Type] = {
    kind.name: kind for kind in (ANY, NULL, NUMBER, STRING, BOOLEAN, DATE, TIME, DATE_TIME, DAY_TIME, YEAR_MONTH)
}
NAMED |= {"day and time duration": DAY_TIME, "year and month duration": YEAR_MONTH}
UNTYPED: dict[str, Type] = {kind.name: kind for kind in (LIST, CONTEXT, RANGE, FUNCTION)}
"""Names that need parameters before ``instance of`` accepts them; item definitions may use some of them bare."""


def belongs(value: Any, kind: Type, *, lenient: bool = False) -> bool:
    """Whether a value conforms to a type; null conforms to every type.

    ``lenient`` lets entries of a context be absent, as they are in data from outside.
    """
    if value is None or kind is ANY:
        return True
    if isinstance(kind, Simple):
        return kinds.kind_of(value) == kind.name
    if isinstance(kind, ListOf):
        return isinstance(value, list) and all(belongs(item, kind.element, lenient=lenient) for item in value)
    if isinstance(kind, RangeOf):
        return kinds.kind_of(value) == kinds.RANGE and all(
            belongs(end, kind.element) for end in (value.start, value.end)
        )
    if isinstance(kind, ContextOf):
        return isinstance(value, dict) and all(
            (lenient or name in value) and belongs(value.get(name), entry, lenient=lenient)
            for name, entry in kind.entries
        )
    return kinds.kind_of(value) == kinds.FUNCTION and conforms(type_of_function(value), kind)


def type_of_function(value: Any) -> FunctionOf:
    """The type of a function value."""
    return FunctionOf(tuple(kind for _, kind in value.parameters), value.result)


def conforms(kind: Type, target: Type) -> bool:
    """Whether an instance of ``kind`` may stand wherever ``target`` is expected (DMN 1.5, 10.3.2.9.2)."""
    if kind in (target, NULL, UNKNOWN) or target in (ANY, UNKNOWN):
        return True
    if isinstance(kind, ListOf) and isinstance(target, ListOf):
        return conforms(kind.element, target.element)
    if isinstance(kind, RangeOf) and isinstance(target, RangeOf):
        return conforms(kind.element, target.element)
    if isinstance(kind, ContextOf) and isinstance(target, ContextOf):
        entries = dict(kind.entries)
        return all(name in entries and conforms(entries[name], entry) for name, entry in target.entries)
    if isinstance(kind, FunctionOf) and isinstance(target, FunctionOf):
        return (
            len(kind.parameters) == len(target.parameters)
            and all(conforms(theirs, ours) for ours, theirs in zip(kind.parameters, target.parameters, strict=True))
            and conforms(kind.result, target.result)
        )
    return isinstance(target, Simple) and target.name == _family(kind)


def _family(kind: Type) -> str:
    families = {ListOf: kinds.LIST, ContextOf: kinds.CONTEXT, RangeOf: kinds.RANGE, FunctionOf: kinds.FUNCTION}
    return families.get(type(kind), "")


def converted(value: Any, target: Type, *, lenient: bool = False) -> tuple[bool, Any]:
    """Apply the implicit conversions (10.3.2.9.4): (whether it fits, the value as the target type wants it)."""
    if belongs(value, target, lenient=lenient):
        return True, value
    if isinstance(value, list) and len(value) == 1 and not isinstance(target, ListOf):
        return converted(value[0], target, lenient=lenient)
    if isinstance(target, ListOf) and not isinstance(value, list):
        fits, element = converted(value, target.element, lenient=lenient)
        return fits, [element] if fits else None
    if target == DATE_TIME and kinds.kind_of(value) == kinds.DATE:
        return True, midnight(value)
    return False, None
