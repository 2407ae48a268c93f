"""What a form is for: the application, steps, waits and documents that name it; and naming another one there."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from engine.bpmn import edit, reader
from engine.bpmn.definition import Definition, Step, Wait
from engine.bpmn.edit.edits import ChangeSheet, ChangeStep, ChangeWait, Edit
from engine.procedures import labels
from engine.procedures.sources import DIAGRAM, Sources
from engine.text import Text

APPLICATION, STEP, WAIT, DOCUMENT = "application", "step", "wait", "document"
APPLICANT: Final = Text("Tờ khai của người nộp hồ sơ", "The applicant's form")


@dataclass(frozen=True)
class Use:
    """One place that can name a form: ``key`` is its kind and id, ``form`` what it names now."""

    kind: str
    id: str
    name: Text
    form: str | None

    @property
    def key(self) -> str:
        """The name of the place on a page."""
        return f"{self.kind}:{self.id}" if self.id else self.kind


def places(definition: Definition) -> Iterator[Use]:
    """Every place of a procedure that can name a form, in the order people meet them."""
    yield Use(APPLICATION, "", APPLICANT, definition.form)
    for node in definition.nodes.values():
        if node.step:
            name = labels.node_name(definition, node)
            number = f"{node.step.no}. " if node.step.no else ""
            said = Text(f"Bước {number}{name.vi}", f"Step {number}{name.en}")
            yield Use(STEP, node.id, said, node.step.form)
        elif node.wait:
            name = labels.node_name(definition, node)
            yield Use(WAIT, node.id, Text(f"Chờ: {name.vi}", f"Wait: {name.en}"), node.wait.form)
    for document in definition.documents:
        said = Text(f"Giấy tờ: {document.name or document.id}", f"Document: {document.name or document.id}")
        yield Use(DOCUMENT, document.id, said, document.form)


def uses_of(definition: Definition, form: str) -> tuple[Use, ...]:
    """The places that name a form."""
    return tuple(use for use in places(definition) if use.form == form)


def roots_of(definition: Definition, form: str) -> tuple[str, ...]:
    """Under which names expressions elsewhere read the answers of a form."""
    kinds = {APPLICATION: "don"}
    named = (use for use in uses_of(definition, form) if use.kind != DOCUMENT)
    return tuple(kinds.get(use.kind, use.id) for use in named)


def assign(sources: Sources, form: str, chosen: Collection[str], retired: Collection[str] = ()) -> Sources:
    """Let exactly the places ``chosen`` (by key) name the form. Raises EditRefused."""
    data = sources.bpmn
    for one in _edits(reader.read(data), form, frozenset(chosen)):
        data = edit.apply(data, one, retired=retired)
    return Sources({**sources.files, DIAGRAM: data})


def _edits(definition: Definition, form: str, chosen: frozenset[str]) -> Iterator[Edit]:
    documents = list(definition.documents)
    for use in places(definition):
        wanted = form if use.key in chosen else None if use.form == form else use.form
        if wanted == use.form:
            continue
        node = definition.nodes.get(use.id)
        if use.kind == APPLICATION:
            yield ChangeSheet({"form": wanted})
        elif use.kind == STEP and node is not None:
            yield ChangeStep(use.id, dataclasses.replace(node.step or Step(), form=wanted))
        elif use.kind == WAIT and node is not None:
            yield ChangeWait(use.id, dataclasses.replace(node.wait or Wait(), form=wanted))
        elif use.kind == DOCUMENT:
            at = next(number for number, one in enumerate(documents) if one.id == use.id)
            documents[at] = dataclasses.replace(documents[at], form=wanted)
    if tuple(documents) != definition.documents:
        yield ChangeSheet({"documents": tuple(documents)})
