"""Functions as values: those written in an expression, those of a decision model, and the built-in ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.feel.run import Run
    from engine.feel.values.types import Type


class Function:
    """Something that can be called.

    ``parameters`` are (name, type) in order; ``body`` takes the run and one argument per parameter, in that order,
    already converted to their types; ``result`` is the type of what it gives, as far as it is known.
    """

    __slots__ = ("body", "name", "parameters", "result")

    def __init__(
        self,
        name: str,
        parameters: tuple[tuple[str, Type], ...],
        body: Callable[[Run, list[Any]], Any],
        result: Type,
    ) -> None:
        self.name = name
        self.parameters = parameters
        self.body = body
        self.result = result

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parameters, in order."""
        return tuple(name for name, _ in self.parameters)

    def __str__(self) -> str:
        return f"function({', '.join(self.names)})"

    def __repr__(self) -> str:
        return f"<{self}>"
