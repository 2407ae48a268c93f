"""Looking at declared files before anything is stored: what they declare, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from engine.bpmn import reader, vocabulary
from engine.bpmn.checks import Finding, check
from engine.bpmn.definition import Definition
from engine.bpmn.errors import Unreadable
from engine.bpmn.review import review
from engine.bpmn.vocabulary import Vocabulary
from engine.connectors import registry
from engine.forms import Form
from engine.platform.errors import Invalid
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication import form_files, scenario_files, table_files
from engine.publication.findings import ERROR, Found
from engine.spiff import Bundle, SpiffError, compile_version
from engine.spiff.untrusted import compile_untrusted
from engine.text import Text

UNREADABLE_HINT = Text("Mở tệp bằng công cụ vẽ BPMN rồi lưu lại.", "Open the file in a BPMN tool and save it again.")
RUN_HINT = Text("Sửa sơ đồ tại phần tử được nêu.", "Correct the diagram at the element named.")

_FORM_MISSING: Final = ("form_missing", "document_form_missing")

Compile = Callable[[bytes, Mapping[str, bytes]], object]
IN_PROCESS: Final[Compile] = compile_version
"""For files of the library, which the maintainers vouch for: fast."""

IN_CHILD: Final[Compile] = compile_untrusted
"""For uploads: tried in a child process with limits of time and memory first."""


@dataclass(frozen=True)
class Inspection:
    """What the files declare, and the findings; ``hash`` says of which files."""

    hash: str
    definition: Definition
    findings: tuple[Found, ...]

    @property
    def publishable(self) -> bool:
        """Whether nothing stands in the way of publication."""
        return not any(found.severity == ERROR for found in self.findings)


def inspect(
    sources: Sources,
    *,
    stage: str = "publication",
    known: Vocabulary | None = None,
    compile_with: Compile = IN_PROCESS,
) -> Inspection:
    """Read and check files. Raises ``Invalid`` only when the diagram cannot be read at all.

    ``known`` are the words of the installation (units, posts), by default the shipped ones. Give ``IN_CHILD`` for
    files from anywhere, and do it outside of any transaction: it takes seconds.
    """
    definition = read_diagram(sources.bpmn)
    forms, findings = form_files.compiled(sources.forms)
    findings += form_files.checked(forms, definition.nodes)
    findings += table_files.checked(sources.tables)
    broken = frozenset(sources.forms) - frozenset(forms)
    tables = table_files.decisions(sources.tables)
    words = replace(known or vocabulary.shipped(), decisions=tables, connectors=registry.words())
    findings += [
        Found(found.code, found.severity, found.element, found.message, found.hint, element=found.element)
        for found in (*check(definition, words, stage=stage, forms=forms), *review(definition, forms))
        if not _echoes(found, broken)
    ]
    findings += scenario_files.checked(sources)
    if not any(found.severity == ERROR for found in findings):
        findings += _runs(sources, forms, compile_with)
    return Inspection(sources.hash, definition, tuple(findings))


def read_diagram(data: bytes) -> Definition:
    """Read a diagram. Raises ``Invalid``, naming the line, for bytes that are none."""
    try:
        return reader.read(data)
    except Unreadable as error:
        said = Text(error.said_in("vi"), error.said_in("en"))
        raise Invalid(said, fix=UNREADABLE_HINT, where=DIAGRAM) from error


def _echoes(found: Finding, broken: frozenset[str]) -> bool:
    """Whether a finding calls a form missing that is there, but broken: its own fault is said already."""
    return found.code in _FORM_MISSING and any(f"“{name}”" in found.message.vi for name in broken)


def _runs(sources: Sources, forms: Mapping[str, Form], compile_with: Compile) -> list[Found]:
    """What the compiler refuses; then what the scenarios kept with the files say of what was compiled."""
    try:
        compiled = compile_with(sources.bpmn, sources.tables)
    except SpiffError as error:
        element = getattr(error, "element", "")
        return [Found(error.code, ERROR, element, error.text, RUN_HINT, element=element)]
    return scenario_files.replayed(sources, compiled, forms) if isinstance(compiled, Bundle) else []
