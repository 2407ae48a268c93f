"""The papers and fees of a version by the names its file gives them, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from admin_ui.web.language import said, vietnamese
from engine.bpmn.definition import Definition
from engine.procedures import labels

Named = Callable[[str, str, str], Markup]


def named_in(definition: Definition) -> Named:
    """Return a function of kind ("document", "fee" …), id and Vietnamese name; words without English are marked."""

    def named(kind: str, id: str, name: str) -> Markup:
        text = labels.translated(definition, f"{kind}.{id}", name)
        return vietnamese(text.vi) if text.vi == text.en else escape(said(text))

    return named
