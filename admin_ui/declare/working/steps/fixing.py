"""What the checks say of the steps, beside the table, with a button where one edit puts it right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from admin_ui.declare.working.steps import lines
from admin_ui.declare.working.steps.asked import Asked, Done
from engine.bpmn.checks import Finding, check
from engine.bpmn.definition import Definition
from engine.bpmn.edit import fixes
from engine.bpmn.vocabulary import Vocabulary, shipped
from engine.connectors import registry
from engine.platform.errors import Invalid
from engine.text import Text

SHOWN = 8


@dataclass(frozen=True)
class Note:
    """One finding: where, what, whether it is an error, and whether one press corrects it."""

    code: str
    element: str
    place: Text
    message: Text
    hint: Text
    error: bool
    fixable: bool


def notes(definition: Definition) -> tuple[list[Note], int]:
    """The first findings about elements of the diagram, errors first, and how many there are."""
    found = [one for one in check(definition, _words()) if _of_the_table(definition, one)]
    found.sort(key=lambda one: one.severity != "error")
    return [_note(definition, one) for one in found[:SHOWN]], len(found)


def fix(asked: Asked) -> Done:
    """Carry out the edit that corrects a finding."""
    code, element = asked.form.get("ma", ""), asked.element
    for one in check(asked.definition, _words()):
        if (one.code, one.element) == (code, element):
            edit = fixes(asked.definition, one)
            if edit is not None:
                what = Text(f"Sửa theo kiểm tra: {one.message.vi}", f"Put right: {one.message.en}")
                return Done((edit,), what, element if element in asked.definition.nodes else "")
    raise Invalid(
        Text("Điểm này đã hết hoặc phải tự sửa.", "This point is gone, or has to be settled by hand."),
        Text("Xem lại danh sách.", "Look at the list again."),
    )


def _words() -> Vocabulary:
    """The shipped words, with the connectors that are installed."""
    return replace(shipped(), connectors=registry.words())


def _of_the_table(definition: Definition, one: Finding) -> bool:
    return one.element in definition.nodes or one.element in definition.flows


def _note(definition: Definition, one: Finding) -> Note:
    node = definition.nodes.get(one.element)
    if node is None and one.element in definition.flows:
        node = definition.nodes[definition.flows[one.element].source]
    shown = node is not None and node.kind in ("user", "receive", "service")
    place = lines.label_of(definition, node) if node is not None and shown else Text("", "")
    fixable = fixes(definition, one) is not None
    return Note(one.code, one.element, place, one.message, one.hint, one.severity == "error", fixable)
