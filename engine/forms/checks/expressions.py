"""Expressions that do not compile."""

from __future__ import annotations

from collections.abc import Iterator

from engine.forms.checks.places import Path, uses
from engine.forms.form import Form
from engine.forms.problems import Problem
from engine.text import Text


def find(form: Form, known: frozenset[Path]) -> Iterator[Problem]:
    """One problem per broken expression, in the compiler's words."""
    for use in uses(form):
        if use.condition.problem is not None:
            yield Problem(
                use.place,
                Text(f"Biểu thức “{use.condition.source}” sai.", f"The expression “{use.condition.source}” is wrong."),
                use.condition.problem,
                Text("Sửa biểu thức FEEL.", "Correct the FEEL expression."),
            )
