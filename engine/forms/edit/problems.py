"""Why an edit of a form was not carried out: at which component and which of its facts; the form stays as it was."""

from __future__ import annotations

from typing import NamedTuple

from engine.text import Text


class Problem(NamedTuple):
    """One reason: ``component`` is an id, ``rule:0`` or empty for the whole form; ``fact`` names one of its facts."""

    component: str
    fact: str
    why: Text
    what_to_do: Text


class FormEditRefused(ValueError):
    """The edit would lose something, or make a form that cannot be filled in."""

    def __init__(self, *problems: Problem) -> None:
        """Keep every reason."""
        super().__init__("; ".join(f"{one.component}.{one.fact}: {one.why.en}" for one in problems))
        self.problems = problems


def refuse(component: str, fact: str, why: Text, what_to_do: Text) -> FormEditRefused:
    """The refusal with one reason."""
    return FormEditRefused(Problem(component, fact, why, what_to_do))
