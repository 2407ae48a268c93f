"""The official sheet of a procedure as it stands in the diagram file: terms, documents, fees, results, grounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal


@dataclass(frozen=True)
class Covers:
    """One national procedure (code and name, with the day it begins to apply) served by this process."""

    code: str = ""
    name: str = ""
    valid_from: date | None = None
    sample: bool = False


@dataclass(frozen=True)
class Case:
    """A case (trường hợp): selects documents, term, fee and steps; ``when`` is a FEEL condition."""

    id: str = ""
    name: str = ""
    when: str | None = None
    sample: bool = False


@dataclass(frozen=True)
class Term:
    """A time limit. ``value`` counts ``unit``s; ``value_formula`` is FEEL when the file says ``=FEEL``."""

    value: Decimal | None = None
    value_formula: str | None = None
    unit: str = ""
    statutory: Decimal | None = None
    case: tuple[str, ...] = ()
    channel: str | None = None
    phase: int | None = None
    starts_at: str | None = None
    agency: str | None = None
    cut_off: time | None = None
    on_supplement: str = "reset"
    max_supplement: int | None = None
    extend_max: int | None = None
    reception_hours: Decimal = Decimal(8)
    last_hours: Decimal | None = None
    return_limit: Decimal | None = None
    buffer: Decimal | None = None
    sample: bool = False


@dataclass(frozen=True)
class Document:
    """One paper of the dossier: how many originals and copies, in which way it is handed in or looked up."""

    id: str = ""
    name: str = ""
    originals: int = 0
    copies: int = 0
    mode: str = "submit"
    required: bool = True
    case: tuple[str, ...] = ()
    channel: str | None = None
    when: str | None = None
    form: str | None = None
    source: str | None = None
    basis: str | None = None
    sample: bool = False


@dataclass(frozen=True)
class Fee:
    """A fee in đồng: a fixed ``amount``, a FEEL ``formula`` or a DMN ``decision``; exempt when FEEL says so."""

    id: str = ""
    name: str = ""
    amount: Decimal | None = None
    formula: str | None = None
    decision: str | None = None
    exempt_when: str | None = None
    collect: str = "receipt"
    case: tuple[str, ...] = ()
    channel: str | None = None
    basis: str | None = None
    valid_from: date | None = None
    sample: bool = False


@dataclass(frozen=True)
class ProcedureResult:
    """A paper the procedure ends with and the post that signs it."""

    id: str = ""
    name: str = ""
    template: str | None = None
    signed_by: str | None = None
    sample: bool = False


@dataclass(frozen=True)
class Basis:
    """One legal ground: the document and, when known, the article."""

    ref: str = ""
    article: str | None = None
    sample: bool = False


@dataclass(frozen=True)
class Translation:
    """A wording of some field (``of``) of the procedure in another language."""

    lang: str = ""
    of: str = ""
    content: str = ""
    sample: bool = False
