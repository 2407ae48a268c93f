"""The rules that fired during an evaluation, in the order they did: what a receipt explains."""

from __future__ import annotations

from dataclasses import dataclass

from engine.feel.run import Run


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired: its table, its number from 1, its id and its annotations."""

    table: str
    rule: int
    id: str
    notes: tuple[str, ...] = ()


class ModelRun(Run):
    """An evaluation of a decision model; it also remembers the rules that fired."""

    __slots__ = ("fired",)

    fired: list[Fired]


def fire(run: Run, table: str, rule: int, identifier: str, notes: tuple[str, ...]) -> None:
    """Remember that a rule fired."""
    if isinstance(run, ModelRun):
        run.fired.append(Fired(table, rule, identifier, notes))
