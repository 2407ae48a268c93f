"""Everything the field table says of a component, as one value of plain words and flags.

Numbers, dates and expressions stand here as they were typed, so that what is wrong can be given back; writing them
into the document is ``engine.forms.edit.slots``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OptionFact:
    """One option: what is stored and how it is called."""

    value: str
    label: str
    en: str = ""


@dataclass(frozen=True)
class Facts:
    """The facts of one component; which of them count depends on its kind (``Kind.facts``)."""

    kind: str = ""
    label: str = ""
    en: str = ""
    key: str = ""
    hint: str = ""
    en_hint: str = ""
    required: bool = False
    locked: bool = False
    routing: bool = False
    hide: str = ""
    """FEEL without the equals sign: hidden when it is true."""
    default: str = ""
    prefill: str = ""
    columns: str = ""
    options: tuple[OptionFact, ...] = ()
    options_from: str = ""
    options_path: str = ""
    inline: bool = False
    least: str = ""
    most: str = ""
    decimals: str = ""
    min_length: str = ""
    max_length: str = ""
    pattern: str = ""
    pattern_message: str = ""
    prefix: str = ""
    suffix: str = ""
    partial: str = ""
    not_before: str = ""
    not_after: str = ""
    accept: str = ""
    multiple: bool = False
    other_place: bool = False
    unit_kind: str = ""
    unit_under: str = ""
    expression: str = ""
    words: str = ""
    min_rows: str = ""
    max_rows: str = ""
    first_rows: str = ""
    fixed_rows: bool = False
    text: str = ""
    en_text: str = ""
