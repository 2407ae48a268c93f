"""What is found in a sheet: processes with their rows as printed, and the points nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from engine.procedures.sheets.document import Cell, Where
from engine.procedures.sheets.durations import DAY, NONE, Duration
from engine.procedures.sheets.own.codes import Codes, StepCodes
from engine.procedures.sheets.own.ways import Way
from engine.procedures.sheets.own.who import Who
from engine.procedures.sheets.parts import Parts
from engine.text import Text

UNCOUNTED: Final = "uncounted_as_the_total_shows"
"""Flag of a step without a printed time where the total is exactly the sum of the other steps."""
_COUNTS: Final = {"office_hours": "office_hours", "not_counted": "excluded", "immediate": "excluded"}


@dataclass(frozen=True)
class OpenPoint:
    """Something the reader did not understand, at its exact place; ``reason`` says what was tried."""

    where: Where
    text: str
    reason: Text


@dataclass(frozen=True)
class Column:
    """A column's role (label, content, actor, time, result, other) and its printed header."""

    role: str
    header: str
    index: int


@dataclass(frozen=True)
class Branch:
    """One way a step can end: the words that say it, and where it leads (a step's position, ``wait`` or ``end``).

    ``wait`` and ``result`` say which wait and which end, where a sheet of our own prints it.
    """

    id: str
    name: str
    goes_to: str = "next"
    target: int | None = None
    produces: str | None = None
    wait: str | None = None
    result: str | None = None


@dataclass(frozen=True)
class Understanding:
    """What the words of a step were taken to mean, in the codes of the vocabulary."""

    unit: str | None = None
    post: str | None = None
    alternatives: tuple[str, ...] = ()
    kind: str | None = None
    branches: tuple[Branch, ...] = ()
    produces: tuple[str, ...] = ()
    parallel: bool = False


@dataclass(frozen=True)
class Heard:
    """What a row says in exactly our own words: who, the ways it can end, the papers it makes."""

    who: Who | None = None
    ways: tuple[Way, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass
class Step:
    """One step as printed. ``cells`` are all cells of its row, inherited ones included: nothing of them may be lost.

    ``explained`` is what a column of explanations says of this row alone, ``seconded`` a second column of actors;
    ``printed_row`` is set on steps that are parts of one printed row; ``heard``, ``codes`` and ``cases`` come
    from sheets that this program printed.
    """

    label: str
    content: str
    actor: str
    time: Duration = NONE
    result: str = ""
    sub: int | None = None
    shared_group: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
    continued: list[str] = field(default_factory=list)
    explained: str = ""
    seconded: str = ""
    printed_row: int | None = None
    cells: tuple[Cell, ...] = ()
    flags: list[str] = field(default_factory=list)
    open_points: list[OpenPoint] = field(default_factory=list)
    where: Where = Where()
    understood: Understanding = Understanding()
    heard: Heard | None = None
    codes: StepCodes | None = None
    cases: tuple[str, ...] = ()

    @property
    def count(self) -> str:
        """How its time counts: counted, shared, office_hours or excluded."""
        if self.shared_group and self.time.counted:
            return "shared"
        if self.time.kind == "none" and UNCOUNTED in self.flags:
            return "excluded"
        return _COUNTS.get(self.time.kind, "counted")

    @property
    def whole_content(self) -> str:
        """The content with what a page break moved into rows of its own."""
        return "\n".join(part for part in (self.content, *self.continued) if part)

    def doubt(self, where: Where, text: str, reason: Text) -> None:
        """Attach an open point."""
        self.open_points.append(OpenPoint(where, text, reason))


@dataclass
class Section:
    """A row across the table: the next steps are done at an agency, in a case, or in a phase."""

    kind: str
    text: str
    label: str = ""
    hours: Decimal | None = None
    where: Where = Where()


@dataclass
class Total:
    """A printed total; ``scope`` is the agency it is limited to, None when it is the procedure's."""

    text: str
    duration: Duration
    source: str
    label: str = ""
    scope: str | None = None
    where: Where = Where()


@dataclass
class Note:
    """A row that is no step of its own; ``continues`` when it is the rest of the step above it."""

    text: str
    continues: bool = False
    where: Where = Where()


Item = Step | Section | Total | Note


@dataclass
class Process:
    """One printed process: one step table, or the part of a table that belongs to one procedure or case."""

    title: str = ""
    titles: tuple[str, ...] = ()
    title_as_printed: str = ""
    case: str | None = None
    codes: tuple[str, ...] = ()
    codes_as_printed: tuple[str, ...] = ()
    code_source: str | None = None
    symbol: str | None = None
    level_text: str | None = None
    field_text: str | None = None
    parts: Parts = field(default_factory=Parts)
    columns: tuple[Column, ...] = ()
    day: Decimal = DAY
    items: list[Item] = field(default_factory=list)
    open_points: list[OpenPoint] = field(default_factory=list)
    table: int | str | None = None
    where: Where = Where()
    own: Codes | None = None

    def steps(self) -> Iterator[Step]:
        """The steps in printed order."""
        return (item for item in self.items if isinstance(item, Step))

    def totals(self) -> Iterator[Total]:
        """Every printed total in order."""
        return (item for item in self.items if isinstance(item, Total))

    def points(self) -> Iterator[OpenPoint]:
        """Every open point: of the process, then of its steps."""
        yield from self.open_points
        for step in self.steps():
            yield from step.open_points
