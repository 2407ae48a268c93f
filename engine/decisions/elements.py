"""The elements of a decision requirements graph, compiled: inputs, decisions, knowledge models, services."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.decisions.compiling import Logic
from engine.decisions.items import Item
from engine.feel.values.types import UNKNOWN, Type


@dataclass(frozen=True, slots=True)
class Reference:
    """A requirement: the model it points into ("" for this one) and the id of the element there."""

    namespace: str
    id: str


@dataclass(frozen=True, slots=True)
class InputData:
    """A value given from outside; ``name`` is that of its variable, ``own`` that of the element."""

    id: str
    name: str
    item: Item | None
    own: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something to decide, and what must be known before."""

    id: str
    name: str
    item: Item | None
    requirements: tuple[Reference, ...]
    logic: Logic | None
    own: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A business knowledge model: ``logic`` makes its function."""

    id: str
    name: str
    requirements: tuple[Reference, ...]
    logic: Logic | None
    parameters: tuple[tuple[str, Type], ...] = ()
    result: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Service:
    """A decision service: a function of its inputs and input decisions, giving its output decisions."""

    id: str
    name: str
    item: Item | None
    outputs: tuple[Reference, ...] = ()
    encapsulated: tuple[Reference, ...] = ()
    input_decisions: tuple[Reference, ...] = ()
    input_data: tuple[Reference, ...] = ()


Element = InputData | Decision | Knowledge | Service


@dataclass(slots=True)
class Graph:
    """One model file: its namespace, its elements by id, and the names its imports have here."""

    namespace: str
    name: str
    elements: dict[str, Element] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)
    """From namespace to the name it is known by in this model."""
