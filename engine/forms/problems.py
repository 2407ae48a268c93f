"""What is wrong with a form document, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.text import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it stands, what it is, why it matters and what to do about it."""

    path: str
    """Place in the document, such as ``components[2].validate.pattern``; empty for the whole."""
    what: Text
    why: Text
    hint: Text

    def said_in(self, language: str) -> str:
        """The whole problem as one readable line."""
        parts = (text.said_in(language) for text in (self.what, self.why, self.hint))
        sentence = " ".join(part for part in parts if part)
        return f"{self.path}: {sentence}" if self.path else sentence


class FormProblems(ValueError):
    """The document is not a form this product accepts; ``problems`` says why, in document order."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__(f"{name}: " + "; ".join(problem.said_in("en") for problem in self.problems))
