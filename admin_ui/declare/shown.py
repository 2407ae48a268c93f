"""A declaration ready to be looked at, whether it is a draft with faults or a published version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from admin_ui.web.language import language
from engine.bpmn import picture, reader
from engine.bpmn.conditions import Names, names_of, sentence
from engine.bpmn.definition import Definition
from engine.bpmn.layout import lay_out
from engine.forms import Form
from engine.procedures.sources import Sources
from engine.publication import form_files
from engine.publication.inspection import read_diagram

SIZES = ("vua", "nho", "that")
_SCREEN = 1100
_DRAWN_BY_US = 300
"""More elements than this are not laid out for a look: it could take long, and nobody would see anything."""


@dataclass(frozen=True)
class Shown:
    """The diagram as data and as a picture, the forms that can be drawn, and the names of those that cannot."""

    definition: Definition
    drawn: Definition
    forms: Mapping[str, Form]
    broken: tuple[str, ...]

    @cached_property
    def names(self) -> Names:
        """What conditions read, with the labels people know them by."""
        return names_of(self.definition, self.forms)

    def told(self, expression: str) -> str:
        """A condition or a formula as a sentence."""
        return sentence(expression, self.names, language())

    def form_title(self, name: str) -> str:
        """What a form is called; its file name when it cannot be read."""
        form = self.forms.get(name)
        return form.title.said_in(language()) if form else name

    @property
    def undrawn(self) -> bool:
        """Whether the arrangement of the picture is ours, because the file has none."""
        return self.drawn is not self.definition

    def size(self, asked: str) -> str:
        """How large the diagram is shown: as asked, else small when it is wider than a screen."""
        right = max((bounds.x + bounds.width for bounds in self.drawn.shapes.values()), default=0)
        return asked if asked in SIZES else "nho" if right > _SCREEN else "that"

    def picture(self) -> Markup:
        """The diagram as an SVG element."""
        return Markup(picture.svg(self.drawn, language=language()))

    def in_words(self) -> tuple[str, ...]:
        """The diagram as sentences, one per step."""
        return picture.steps_in_words(self.definition, language=language())


def of(sources: Sources) -> Shown:
    """Read files that were accepted as a draft or published."""
    definition = read_diagram(sources.bpmn)
    forms, _ = form_files.compiled(sources.forms)
    broken = tuple(sorted(set(sources.forms) - set(forms)))
    return Shown(definition, _drawn(definition, sources.bpmn), forms, broken)


def _drawn(definition: Definition, data: bytes) -> Definition:
    if definition.shapes or not definition.nodes or len(definition.nodes) > _DRAWN_BY_US:
        return definition
    return reader.read(lay_out(data))
