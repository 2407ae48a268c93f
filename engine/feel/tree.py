"""The typed tree of an expression; ``at`` is where a node begins in the source, counted from 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from engine.feel.values.types import Type


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written down: a number, text, true, false, null or an at-literal."""

    value: Any
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name, possibly of several words."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Path:
    """``base.name``."""

    base: Node
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Negative:
    """``-operand``."""

    operand: Node
    at: int


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left operator right`` with + - * / or **."""

    operator: str
    left: Node
    right: Node
    at: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left operator right`` with = != < <= > or >=."""

    operator: str
    left: Node
    right: Node
    at: int


@dataclass(frozen=True, slots=True)
class Logic:
    """Operands joined by "and" or by "or"."""

    operator: str
    operands: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Between:
    """``value between low and high``."""

    value: Node
    low: Node
    high: Node
    at: int


@dataclass(frozen=True, slots=True)
class In:
    """``value in tests``."""

    value: Node
    tests: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class InstanceOf:
    """``value instance of type``; ``kind`` is None when no such type exists."""

    value: Node
    kind: Type | None
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class If:
    """``if condition then yes else no``."""

    condition: Node
    yes: Node
    no: Node
    at: int


@dataclass(frozen=True, slots=True)
class Iterator:
    """``name in source`` or ``name in source..end``."""

    name: str
    source: Node
    end: Node | None
    at: int


@dataclass(frozen=True, slots=True)
class For:
    """``for … return body``."""

    iterators: tuple[Iterator, ...]
    body: Node
    at: int


@dataclass(frozen=True, slots=True)
class Quantified:
    """``some … satisfies body`` or ``every … satisfies body``."""

    quantifier: str
    iterators: tuple[Iterator, ...]
    body: Node
    at: int


@dataclass(frozen=True, slots=True)
class FunctionDefinition:
    """``function(parameters) body``; external ones are kept but never run."""

    parameters: tuple[tuple[str, Type], ...]
    body: Node
    external: bool
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """``function(arguments)``; ``names`` is empty for positional arguments."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Filter:
    """``source[condition]``."""

    source: Node
    condition: Node
    at: int


@dataclass(frozen=True, slots=True)
class ListLiteral:
    """``[a, b]``."""

    items: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class ContextLiteral:
    """``{key: value}``."""

    entries: tuple[tuple[str, Node], ...]
    at: int


@dataclass(frozen=True, slots=True)
class RangeLiteral:
    """``[low..high]`` with open or closed ends."""

    low: Node
    high: Node
    low_included: bool
    high_included: bool
    at: int


@dataclass(frozen=True, slots=True)
class Limit:
    """``operator endpoint`` standing alone, as in ``>= 10``."""

    operator: str
    endpoint: Node
    at: int


@dataclass(frozen=True, slots=True)
class UnaryTests:
    """A cell of a decision table: tests of the value called ``?``; no tests at all is the dash."""

    tests: tuple[Node, ...]
    negated: bool
    at: int


Node: TypeAlias = (
    Literal
    | Name
    | Path
    | Negative
    | Arithmetic
    | Comparison
    | Logic
    | Between
    | In
    | InstanceOf
    | If
    | For
    | Quantified
    | FunctionDefinition
    | Call
    | Filter
    | ListLiteral
    | ContextLiteral
    | RangeLiteral
    | Limit
    | UnaryTests
)
