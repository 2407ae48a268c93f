"""A range of values, with or without its ends; an absent end is null and never included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Range:
    """From ``start`` to ``end``; None on one side means without bound there.

    ``operator`` remembers the comparison a one-sided range was written with (">= 10").
    """

    start: Any
    end: Any
    start_included: bool = True
    end_included: bool = True
    operator: str = ""

    def __str__(self) -> str:
        from engine.feel.values.printing import printed_inside

        if self.operator:
            return f"({self.operator}{printed_inside(self.start if self.end is None else self.end)})"
        opening, closing = "[" if self.start_included else "(", "]" if self.end_included else ")"
        return f"{opening}{printed_inside(self.start)}..{printed_inside(self.end)}{closing}"


def one_sided(operator: str, endpoint: Any) -> Range:
    """The range a comparison such as ``>= 10`` stands for (DMN 1.5, table 42)."""
    if operator == "=":
        return Range(endpoint, endpoint, True, True, operator)
    if operator in ("<", "<="):
        return Range(None, endpoint, False, operator == "<=", operator)
    return Range(endpoint, None, operator == ">=", False, operator)
