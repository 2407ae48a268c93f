"""not, is: truth and identity."""

from __future__ import annotations

from typing import Any

from engine.feel.run import Run
from engine.feel.signature import builtin
from engine.feel.values.comparing import identical


@builtin("not", "negand: boolean?", "boolean")
def negation(run: Run, negand: bool | None) -> bool | None:
    """The opposite; null stays null."""
    return None if negand is None else not negand


@builtin("is", "value1: any, value2: any", "boolean")
def same_element(run: Run, first: Any, second: Any) -> bool:
    """Whether both are the same element of the language, zones included; never null."""
    run.weigh(first)
    return identical(first, second)
