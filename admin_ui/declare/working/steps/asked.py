"""One act on the table as the page sent it: the copy, what its diagram says, and the form; and what the act does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from werkzeug.datastructures import MultiDict

from admin_ui.declare.working.steps import cleaning, lines
from engine.bpmn import edit, reader
from engine.bpmn.conditions import Names, names_of
from engine.bpmn.definition import Definition, Node, Step
from engine.bpmn.edit.edits import Edit
from engine.platform.errors import Invalid
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication import form_files
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

Next = Callable[[Definition, Definition], Edit | None]
"""An edit that depends on what the edits before it made: of the first definition and the one now."""


@dataclass(frozen=True)
class Asked:
    """What somebody wants done."""

    copy: WorkingCopy
    definition: Definition
    form: MultiDict[str, str]

    @property
    def element(self) -> str:
        """The id of the line the form belongs to."""
        return self.form.get("o", "")

    @cached_property
    def node(self) -> Node:
        """The line the form belongs to. Raises ``Invalid`` when it is gone."""
        return self.known(self.element)

    @property
    def was(self) -> Step:
        """The facts of the line as a step; those of an empty one when it is none, or not there yet."""
        node = self.definition.nodes.get(self.element)
        return (node.step if node else None) or Step()

    @cached_property
    def names(self) -> Names:
        """What conditions of this procedure may read."""
        return names_of(self.definition, form_files.compiled(self.copy.sources.forms)[0])

    def known(self, element: str) -> Node:
        """A step, wait or automatic step. Raises ``Invalid`` when it is gone."""
        found = self.definition.nodes.get(element)
        if found is None:
            raise Invalid(
                Text("Bước này không còn trong bảng.", "This step is no longer in the table."),
                Text("Tải lại trang rồi thử lại.", "Reload the page and try again."),
            )
        return found

    def line(self, name: str, longest: int = 500) -> str:
        """What was typed in a one-line field, cleaned."""
        return cleaning.line(self.form.get(name, ""), longest)

    def block(self, name: str) -> str:
        """What was typed in a field of several lines, cleaned."""
        return cleaning.block(self.form.get(name, ""))

    def label(self, element: str | None = None) -> Text:
        """ "Bước 3 “Thẩm định”"."""
        return lines.label_of(self.definition, self.known(element) if element else self.node)

    def required(self, name: str, what: Text) -> str:
        """A one-line field that must be filled in. Raises ``Invalid`` at the field."""
        typed = self.line(name)
        if not typed:
            raise Invalid(
                Text(f"Chưa nhập {what.vi}.", f"Enter {what.en}."),
                Text("Nhập rồi lưu lại.", "Fill it in, then save."),
                name,
            )
        return typed


@dataclass(frozen=True)
class Done:
    """The edits of an act in order, what the history says of it, and the line and panel that are shown next."""

    edits: tuple[Edit | Next, ...]
    what: Text
    at: str = ""
    then: str = ""

    def change(self, copy: WorkingCopy) -> Sources:
        """The files after the act. Raises ``EditRefused``."""
        data = copy.sources.bpmn
        first = reader.read(data)
        for one in self.edits:
            wanted = one(first, reader.read(data)) if callable(one) else one
            if wanted is not None:
                data = edit.apply(data, wanted, retired=copy.retired)
        return Sources({**copy.sources.files, DIAGRAM: data})


def fresh(before: Definition, after: Definition, kinds: tuple[str, ...] = ("user", "receive", "service")) -> str:
    """The id of the line an edit has added; empty when it added none."""
    return next((key for key, node in after.nodes.items() if key not in before.nodes and node.kind in kinds), "")
