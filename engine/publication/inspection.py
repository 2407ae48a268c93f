"""Looking at uploaded files before anything is stored: what they declare, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine import forms as form_language
from engine.bpmn import reader, vocabulary
from engine.bpmn.checks import check
from engine.bpmn.definition import Definition
from engine.bpmn.errors import Unreadable
from engine.forms import Form, FormProblems
from engine.platform.errors import Invalid
from engine.procedures.sources import DIAGRAM, Sources
from engine.spiff import SpiffError, compile_version
from engine.text import Text

UNREADABLE_HINT = Text("Mở tệp bằng công cụ vẽ BPMN rồi lưu lại.", "Open the file in a BPMN tool and save it again.")
FORM_HINT = Text("Sửa biểu mẫu rồi tải lên lại.", "Correct the form and upload again.")
RUN_HINT = Text("Sửa sơ đồ tại phần tử được nêu.", "Correct the diagram at the element named.")


@dataclass(frozen=True)
class Found:
    """One thing that is wrong: where (file, element or field), what, and what to do."""

    code: str
    severity: str
    where: str
    message: Text
    hint: Text

    def as_data(self) -> dict[str, Any]:
        """The finding as JSON, both languages."""
        return {
            "code": self.code,
            "severity": self.severity,
            "where": self.where,
            "message": list(self.message),
            "hint": list(self.hint),
        }


@dataclass(frozen=True)
class Inspection:
    """What the files declare, and the findings; publication needs a definition and no error."""

    definition: Definition
    findings: tuple[Found, ...]

    @property
    def publishable(self) -> bool:
        """Whether nothing stands in the way of publication."""
        return not any(found.severity == "error" for found in self.findings)


def inspect(sources: Sources, *, stage: str = "publication") -> Inspection:
    """Read and check files from anywhere. Raises ``Invalid`` only when the diagram cannot be read at all."""
    try:
        definition = reader.read(sources.bpmn)
    except Unreadable as error:
        raise Invalid(error.text, fix=UNREADABLE_HINT, where=DIAGRAM) from error
    forms, findings = _forms(sources)
    findings += [
        Found(finding.code, finding.severity, finding.element, finding.message, finding.hint)
        for finding in check(definition, vocabulary.shipped(), stage=stage, forms=forms)
    ]
    if not any(found.severity == "error" for found in findings):
        findings += _compile(sources)
    return Inspection(definition, tuple(findings))


def _forms(sources: Sources) -> tuple[Mapping[str, Form], list[Found]]:
    forms: dict[str, Form] = {}
    findings: list[Found] = []
    for name, data in sources.forms.items():
        try:
            forms[name] = form_language.load(data, name=name)
        except FormProblems as problems:
            findings += [
                Found("form", "error", f"forms/{name}.json {problem.path}", problem.text, problem.hint or FORM_HINT)
                for problem in problems.problems
            ]
    return forms, findings


def _compile(sources: Sources) -> list[Found]:
    try:
        compile_version(sources.bpmn, sources.tables)
    except SpiffError as error:
        return [Found(error.code, "error", getattr(error, "element", ""), error.text, RUN_HINT)]
    return []
