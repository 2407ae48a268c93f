"""Expressions that read a name nobody gives: they would silently be null."""

from __future__ import annotations

from collections.abc import Iterator

from engine.forms.checks.places import Path, uses
from engine.forms.form import Form
from engine.forms.problems import Problem
from engine.text import Text


def find(form: Form, known: frozenset[Path]) -> Iterator[Problem]:
    """One problem per unknown name of an expression."""
    for use in uses(form):
        for path in sorted(use.condition.reads):
            if path and path[0] not in use.sees and not _is_known(path, known):
                name = ".".join(path)
                yield Problem(
                    use.place,
                    Text(f"Không có ô hay biến “{name}”.", f"There is no field or variable “{name}”."),
                    Text("Biểu thức sẽ luôn rỗng.", "The expression would always be null."),
                    Text("Kiểm tra lại tên, hoặc thêm ô có khóa này.", "Check the name, or add a field with that key."),
                )


def _is_known(path: Path, known: frozenset[Path]) -> bool:
    return any(path[: len(name)] == name or name[: len(path)] == path for name in known)
