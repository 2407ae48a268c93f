"""What a change of the official sheet may name; a list given replaces the list there was."""

from __future__ import annotations

from typing import TypedDict

from engine.bpmn.sheet import Basis, Case, Covers, Document, Fee, ProcedureResult, Term, Translation


class SheetChange(TypedDict, total=False):
    """Fields of the sheet, as engine.bpmn.definition.Definition calls them; the key is no field: it never changes."""

    name: str
    documentation: str | None
    symbol: str | None
    field: str | None
    level: str | None
    online: str | None
    boundary_free: bool
    competent: str | None
    form: str | None
    sample: bool
    covers: tuple[Covers, ...]
    cases: tuple[Case, ...]
    terms: tuple[Term, ...]
    documents: tuple[Document, ...]
    fees: tuple[Fee, ...]
    results: tuple[ProcedureResult, ...]
    basis: tuple[Basis, ...]
    texts: tuple[Translation, ...]
