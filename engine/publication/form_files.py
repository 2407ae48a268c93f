"""The forms of a bundle: compiled by name, and everything that keeps one of them from being published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine import forms as form_language
from engine.forms import Form, FormProblems, Problem
from engine.forms.review import review
from engine.publication.findings import ERROR, WARNING, Found
from engine.text import Text

HINT = Text("Sửa biểu mẫu rồi tải lên lại.", "Correct the form and upload again.")
AROUND = ("ho_so", "phi", "don")
"""What every form may read beside its own answers; the ids of steps come from the diagram."""


def compiled(files: Mapping[str, bytes]) -> tuple[dict[str, Form], list[Found]]:
    """Compile each form; one that cannot be compiled is left out and its problems are findings."""
    forms: dict[str, Form] = {}
    findings: list[Found] = []
    for name, data in files.items():
        try:
            forms[name] = form_language.load(data, name=name)
        except FormProblems as problems:
            findings += [_found(name, problem) for problem in problems.problems]
    return forms, findings


def checked(forms: Mapping[str, Form], steps: Iterable[str]) -> Iterator[Found]:
    """What compiles and yet may not be published: circles, unknown names, places that lead nowhere."""
    known = (*AROUND, *steps)
    for name, form in forms.items():
        for problem in form_language.check(form, known):
            yield _found(name, problem)
        for problem in review(form):
            yield _found(name, problem, "form_expression", WARNING)


def _found(name: str, problem: Problem, code: str = "form", severity: str = ERROR) -> Found:
    file = f"forms/{name}.json"
    said = Text(*(" ".join(filter(None, parts)) for parts in zip(problem.what, problem.why, strict=True)))
    return Found(
        code, severity, f"{file} {problem.path}".strip(), said, problem.hint if any(problem.hint) else HINT, file
    )
