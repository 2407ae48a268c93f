"""Why an edit was not carried out: which element, why, and what to do; the file stays as it was."""

from __future__ import annotations

from typing import NamedTuple

from engine.text import Text


class Problem(NamedTuple):
    """One reason against an edit."""

    element: str
    why: Text
    what_to_do: Text


class EditRefused(ValueError):
    """The edit would lose something, or make a procedure that cannot run."""

    def __init__(self, *problems: Problem) -> None:
        """Keep every reason."""
        super().__init__("; ".join(f"{one.element}: {one.why.en}" for one in problems))
        self.problems = problems

    def said_in(self, language: str) -> str:
        """All reasons with what to do, in one language."""
        return "\n".join(f"{one.why.said_in(language)} {one.what_to_do.said_in(language)}" for one in self.problems)


def refuse(element: str, why: Text, what_to_do: Text) -> EditRefused:
    """The refusal with one reason."""
    return EditRefused(Problem(element, why, what_to_do))
