"""A declared procedure as an office file: bytes in, bytes out, usable by a command and by a page alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from engine.bpmn.definition import Definition
from engine.bpmn.vocabulary import Vocabulary, shipped
from engine.procedures.sheets.document import flat
from engine.procedures.sheets.exporting.content import content_of
from engine.procedures.sheets.exporting.edition import NOT_IN_FORCE, Edition
from engine.procedures.sheets.exporting.excel import xlsx_of
from engine.procedures.sheets.exporting.layouts import DEFAULT, LAYOUTS
from engine.procedures.sheets.exporting.word import docx_of

Kind = Literal["docx", "xlsx"]
MIME: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export_sheet(
    definition: Definition,
    edition: Edition,
    kind: Kind,
    *,
    layout: str = DEFAULT,
    vocabulary: Vocabulary | None = None,
    form_titles: Mapping[str, str] | None = None,
) -> bytes:
    """The sheet of ``definition`` as Word or Excel; the same input gives the same bytes.

    ``layout`` is a key of LAYOUTS (KeyError for any other); ``form_titles`` are titles by form name.
    """
    words = vocabulary or shipped()
    blocks = content_of(definition, edition, LAYOUTS[layout], words, form_titles or {})
    footer = f"{flat(definition.name)[:80]} – {edition.version or edition.state} – {edition.content_hash[:16]}"
    if not edition.in_force:
        footer = f"{NOT_IN_FORCE} – {footer}"
    return docx_of(blocks, footer) if kind == "docx" else xlsx_of(blocks, footer)
