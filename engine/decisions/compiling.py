"""Compiling the texts of a model: what cannot be read becomes a problem and a null, never a failure to load."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from engine.feel.errors import FeelError
from engine.feel.expression import Expression, compile_tests_with, compile_with
from engine.feel.run import Run
from engine.feel.values.types import Type

if TYPE_CHECKING:
    from engine.decisions.boxed.tables import Table

Logic = Callable[[Run], Any]
"""Compiled logic of a model; it reads its names from ``run.root``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A text of the model that cannot be read, and whose it is."""

    element: str
    text: str
    error: FeelError


@dataclass(frozen=True)
class Compiler:
    """What is known where a text stands: names, types and names of entries; problems and tables are collected."""

    owner: str
    names: frozenset[str]
    types: dict[str, Type]
    entries: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def knowing(self, names: Iterable[str]) -> Compiler:
        """The same with more names in scope."""
        return replace(self, names=self.names | frozenset(names))

    def expression(self, text: str) -> Expression | FeelError:
        """An expression, or why it cannot be read."""
        try:
            return compile_with(text, self.names, self.types, self.entries)
        except FeelError as error:
            self.problems.append(Problem(self.owner, text, error))
            return error

    def tests(self, text: str) -> Expression | FeelError:
        """The tests of a cell, or why they cannot be read."""
        try:
            return compile_tests_with(text, self.names, self.types, self.entries)
        except FeelError as error:
            self.problems.append(Problem(self.owner, text, error))
            return error

    def logic(self, text: str) -> Logic:
        """The logic of a literal expression; an empty one is null."""
        if not text.strip():
            return nothing
        compiled = self.expression(text)
        if isinstance(compiled, FeelError):
            return _unreadable(compiled)
        return compiled.run


def nothing(run: Run) -> None:
    """No logic: null."""
    return


def _unreadable(error: FeelError) -> Logic:
    return lambda run: run.warn("expression.wrong", error.position, error.said)
