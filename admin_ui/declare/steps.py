"""The steps of a declaration as offices print them: blocks of one agency, a line per step, sums beside the term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from admin_ui.declare import words
from engine.bpmn import table
from engine.bpmn.definition import Definition
from engine.bpmn.table import Row, RowOutcome, Table
from engine.bpmn.timing import Total
from engine.procedures import labels
from engine.text import Text


@dataclass(frozen=True)
class Way:
    """An outcome and where it leads: words with the id of the step there."""

    name: Text
    stops: tuple[tuple[Text, str], ...]


@dataclass(frozen=True)
class Line:
    """One step."""

    element: str
    no: str
    name: Text
    content: str
    who: Text | None
    where: Text | None
    time: Text
    counting: Text | None
    form: str | None
    cases: tuple[Text, ...]
    ways: tuple[Way, ...]
    sample: bool


@dataclass(frozen=True)
class Block:
    """Steps of one agency under each other; ``heading`` None when the procedure has one agency only."""

    heading: Text | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sum:
    """The hours of all steps beside those of the term."""

    case: Text | None
    hours: Text
    term: Text | None
    fits: bool


@dataclass(frozen=True)
class Steps:
    """What the page of steps shows."""

    blocks: tuple[Block, ...]
    sums: tuple[Sum, ...]
    not_a_table: tuple[tuple[str, Text], ...]


def of(definition: Definition) -> Steps:
    """Arrange a definition; a draft has a draft's table."""
    read = table.read(definition)
    return Steps(
        blocks=tuple(_blocks(definition, read)),
        sums=tuple(_sum(definition, total) for total in read.totals),
        not_a_table=tuple((odd.element, odd.reason) for odd in read.not_a_table),
    )


def _blocks(definition: Definition, read: Table) -> Iterator[Block]:
    for agency, rows in groupby(read.rows, key=lambda row: row.block):
        lines = list(rows)
        hours = sum((row.hours for row in lines if row.hours is not None), Decimal(0))
        yield Block(_heading(definition, agency, hours), tuple(_line(definition, row) for row in lines))


def _heading(definition: Definition, agency: str | None, hours: Decimal) -> Text | None:
    named = words.unit(definition, agency)
    if named is None:
        return None
    took = words.amount(hours, "working_hours")
    return Text(f"{named.vi} · {took.vi}", f"{named.en} · {took.en}")


def _line(definition: Definition, row: Row) -> Line:
    node = definition.nodes[row.element]
    return Line(
        element=row.element,
        no=row.no,
        name=labels.node_name(definition, node),
        content="" if row.content == node.name else row.content,
        who=words.post(row.post),
        where=words.unit(definition, row.unit),
        time=words.time(row),
        counting=words.counting(row),
        form=row.form,
        cases=tuple(_case(definition, one) for one in row.case),
        ways=tuple(_way(definition, row, outcome) for outcome in row.outcomes),
        sample=row.sample,
    )


def _way(definition: Definition, row: Row, outcome: RowOutcome) -> Way:
    name = labels.outcome_name(definition, definition.nodes[row.element], outcome.id)
    codes = [code for code in outcome.goes_to.split(", ") if code]
    return Way(name, tuple(words.stop(definition, code) for code in codes))


def _sum(definition: Definition, total: Total) -> Sum:
    return Sum(
        case=_case(definition, total.case) if total.case else None,
        hours=words.amount(total.total_hours, "working_hours"),
        term=None if total.term_hours is None else words.amount(total.term_hours, "working_hours"),
        fits=total.fits,
    )


def _case(definition: Definition, case: str) -> Text:
    name = next((one.name for one in definition.cases if one.id == case), case)
    return labels.translated(definition, f"case.{case}", name)
