"""Finds every process a document prints, in tables and in prose."""

from __future__ import annotations

from collections.abc import Callable

from engine.procedures.sheets.assembling import Assembler
from engine.procedures.sheets.document import Block, Document, Paragraph, Table
from engine.procedures.sheets.process import Process
from engine.procedures.sheets.prose import Prose
from engine.procedures.sheets.walking import Walk

_EVERY = 50
"""After so many blocks the caller is told how far it is."""


def recognise(document: Document, tell: Callable[[int], None] | None = None) -> list[Process]:
    """The processes of ``document`` in printed order; ``tell`` hears how many blocks are looked through."""
    assembler = Assembler()
    prose = Prose(assembler)
    for number, block in enumerate(document.blocks):
        if tell is not None and number and number % _EVERY == 0:
            tell(number)
        _block(block, assembler, prose)
    prose.end()
    return assembler.finish()


def _block(block: Block, assembler: Assembler, prose: Prose) -> None:
    if isinstance(block, Paragraph):
        if not prose.take(block):
            assembler.outline.line(block.text, block.where, block.heading)
        return
    prose.end()
    _table(block, assembler)


def _table(table: Table, assembler: Assembler) -> None:
    Walk(assembler, table).run()
    for cell in table.cells():
        for inner in cell.tables:
            _table(inner, assembler)
