"""The rows of an expression, when the builder can show each of them with the names at hand."""

from __future__ import annotations

from engine.bpmn.conditions.comparisons import suits
from engine.bpmn.conditions.names import Names
from engine.feel.rows import Group, rows_of


def fitting_rows(expression: str, names: Names) -> Group | None:
    """Rows that hold exactly when the expression does; None when it says more, or reads a name not among ``names``."""
    found = rows_of(expression)
    if found is None:
        return None
    for row in found.rows():
        field = names.get(row.path)
        if field is None or not suits(field.kind, row):
            return None
    return found
