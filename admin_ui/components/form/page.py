"""What the macros print: plain facts, already in the reader's language, so that templates decide nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from engine.text import Text


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the form in the reader's language; ``foreign`` when only Vietnamese exists on an English page."""

    text: str
    foreign: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)


def words(text: Text | None, lang: str) -> Words:
    """``text`` for a reader of ``lang``."""
    if text is None:
        return Words("")
    return Words(text.said_in(lang), lang == "en" and text.en == text.vi and not text.vi.isascii())


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file already handed in for a field."""

    name: str
    url: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """One option on the page."""

    id: str
    value: str
    label: Words
    hint: Words
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a repeated block."""

    id: str
    number: int
    path: str
    nodes: tuple[Node, ...]
    removable: bool


@dataclass(frozen=True, slots=True)
class Node:
    """One component of the form, ready to print."""

    widget: str
    id: str
    name: str
    """The HTML name, which is the path of the answer."""
    label: Words
    hints: tuple[Words, ...] = ()
    error: str = ""
    required: bool = False
    locked: bool = False
    off: bool = False
    """Not asked for the present answers: by its own condition or that of something around it."""
    hidden: bool = False
    """Not asked by its own condition; what is around it hides it otherwise."""
    hide: str = ""
    """The condition for the script, as JSON; empty when there is none or it cannot leave the server."""
    asks_server: bool = False
    """It has a condition that follows the answers of the page and that only the server can decide."""
    value: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    picks: tuple[Pick, ...] = ()
    parts: Mapping[str, Node] = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()
    rows: tuple[Row, ...] = ()
    can_add: bool = False
    columns: int = 16
    starts_row: bool = False
    prefix: str = ""
    suffix: str = ""
    prose: Markup = Markup("")
    suggestions: tuple[str, ...] = ()
    files: tuple[KeptFile, ...] = ()
    multiple: bool = False
    headings: tuple[Words, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    inline: bool = False
    short: bool = False
    part: int = 0
    """The number of a page of the form, 0 for anything else."""
    kind: str = "text"
    """How the script reads the answer: text, lines, upper, date, number, money, flag, list, address or rows."""

    @property
    def described_by(self) -> str:
        """Ids of hint and error, for aria-describedby."""
        ids = [f"{self.id}-hint"] if self.hints else []
        return " ".join([*ids, f"{self.id}-error"] if self.error else ids)


@dataclass(frozen=True, slots=True)
class FormPage:
    """A whole form, ready to print."""

    lang: str
    name: str
    title: Words
    nodes: tuple[Node, ...]
    summary: tuple[tuple[str, str], ...]
    """Id of the first input to correct (or "") and the message, in the order of the page."""
    has_files: bool
    has_rows: bool
    has_conditions: bool
    asks_server: bool = False
    """With script too, some fields are only shown or hidden by asking the server."""
    autosave: str = ""
    wards: str = ""
    """Address that answers ``?province=40`` with the names of its communes, for the script."""
    prefix: str = ""
    """Stands before every name where several forms share one page."""
    summary_id: str = "tom-tat-loi"

    @property
    def parts(self) -> tuple[Node, ...]:
        """The pages of a form that has several."""
        found = tuple(node for node in self.nodes if node.part)
        return found if len(found) > 1 else ()
