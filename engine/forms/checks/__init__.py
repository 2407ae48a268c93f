"""What must be right before a form is published, one check per file, gathered here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from engine.forms.checks import circles, expressions, fields, hidden, keys, names, pages, rules
from engine.forms.form import Form
from engine.forms.problems import Problem

_CHECKS: Final = (
    keys.find,
    fields.find,
    expressions.find,
    names.find,
    hidden.find,
    circles.find,
    rules.find,
    pages.find,
)


def check(form: Form, known: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Everything that keeps ``form`` from being published, in the order of the checks.

    ``known`` are the names expressions may read beside the answers, such as ``ho_so`` (and all below it) or
    ``don.loai`` (that path alone).
    """
    paths = frozenset(tuple(name.split(".")) for name in known)
    return tuple(problem for find in _CHECKS for problem in find(form, paths))
