"""The built-in functions, one family per file; ``BUILTINS`` maps every name to its function."""

from __future__ import annotations

from engine.feel.builtins import (
    booleans,
    calendar_parts,
    contexts,
    conversion,
    intervals,
    list_edits,
    lists,
    numeric,
    order,
    patterns,
    rounding,
    statistics,
    temporal,
    text,
)
from engine.feel.signature import REGISTRY, Builtin

BUILTINS: dict[str, Builtin] = REGISTRY

FAMILIES = (
    booleans,
    calendar_parts,
    contexts,
    conversion,
    intervals,
    list_edits,
    lists,
    numeric,
    order,
    patterns,
    rounding,
    statistics,
    temporal,
    text,
)

__all__ = ["BUILTINS", "FAMILIES"]
