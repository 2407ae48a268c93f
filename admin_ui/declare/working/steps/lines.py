"""The table as the tab shows it: one line per step, wait and automatic step, with the blocks they stand in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from admin_ui.declare import words
from admin_ui.declare.working.steps import wording
from engine.bpmn import table
from engine.bpmn.definition import Definition, Node
from engine.bpmn.lapses import Lapse, lapsed
from engine.bpmn.refusals import Caught, caught
from engine.bpmn.table import Row, RowOutcome, Table
from engine.bpmn.table_branches import branches, split_of
from engine.procedures import labels
from engine.text import Text

STEP, WAIT, AUTO = "step", "wait", "auto"
_SHARED = Text("Tính chung", "Shared")
_KINDS = {"user": STEP, "receive": WAIT, "service": AUTO}


@dataclass(frozen=True)
class Stop:
    """Where a way leads: words, the id of the line there (empty for an end), whether that is back."""

    words: Text
    element: str
    back: bool


@dataclass(frozen=True)
class Way:
    """An outcome, or a branch by a condition, with where it leads and what is printed."""

    id: str
    name: Text
    stops: tuple[Stop, ...]
    paper: Text | None = None
    condition: str = ""


@dataclass(frozen=True)
class Band:
    """The heading of lines that belong together; ``split`` is the gateway of a parallel block."""

    kind: str
    words: Text
    split: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the table. ``also`` are ids of gateways and flows that belong to it, for messages about them."""

    element: str
    kind: str
    no: str
    label: Text
    name: Text
    content: str = ""
    who: Text | None = None
    where: Text | None = None
    time: Text | None = None
    counting: Text | None = None
    form: str | None = None
    papers: tuple[Text, ...] = ()
    cases: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    branches: tuple[Way, ...] = ()
    per_unit: Text | None = None
    sample: bool = False
    also: tuple[str, ...] = ()
    agency: str | None = None
    parallel: str | None = None
    shared: str | None = None
    adds: Decimal | None = None
    upto: Decimal | None = None
    bands: tuple[Band, ...] = field(default=())


def label_of(definition: Definition, node: Node) -> Text:
    """ "Bước 3 “Thẩm định”", for messages and the history."""
    name = labels.node_name(definition, node)
    if node.kind != "user":
        return Text(f"“{name.vi}”", f"“{name.en}”")
    no = table.number_of(node)
    return Text(f"Bước {no} “{name.vi}”", f"Step {no} “{name.en}”")


def of(definition: Definition, read: Table, case: str = "") -> list[Line]:
    """The lines of one case (empty: of all), in the order of work."""
    rows = {row.element: row for row in read.rows}
    order = table.ordered(definition)
    place = {key: at for at, key in enumerate(order)}
    blocks = table.blocks_of(definition)
    made, agency = [], None
    for key in order:
        node = definition.nodes[key]
        row = rows.get(key)
        if node.kind not in _KINDS and row is None:
            continue
        if row is not None:
            agency = row.block
        if case and row is not None and row.case and case not in row.case:
            continue
        made.append(_line(definition, node, row, place, blocks.get(key), agency))
    return made


def _line(
    definition: Definition, node: Node, row: Row | None, place: dict[str, int], block: str | None, agency: str | None
) -> Line:
    base = Line(
        element=node.id,
        kind=_KINDS.get(node.kind, STEP),
        no="",
        label=label_of(definition, node),
        name=labels.node_name(definition, node),
        parallel=block,
        agency=agency,
        also=tuple(_also(definition, node)),
    )
    if row is None or base.kind != STEP:
        return _other(definition, node, place, base)
    return dataclasses.replace(
        base,
        no=row.no,
        content="" if row.content == node.name else row.content,
        who=_who(row),
        where=words.unit(definition, row.unit),
        time=_SHARED if row.shared_group and row.limit is None else words.time(row),
        counting=words.counting(row) if row.shared_group is None else None,
        form=row.form,
        papers=tuple(wording.paper(one) for one in row.produces),
        cases=row.case,
        ways=tuple(_way(definition, node, one, place) for one in row.outcomes),
        branches=tuple(_branches(definition, node, place)),
        per_unit=wording.per_unit(node),
        sample=row.sample,
        shared=row.shared_group,
    )


def _other(definition: Definition, node: Node, place: dict[str, int], base: Line) -> Line:
    """A wait or an automatic step."""
    goal = [one.id for one in table.next_of(definition, node)]
    ways = (Way("", Text("Sau đó", "Then"), _stops(definition, node, goal, place)),)
    if node.kind == "receive":
        time, counting, where = wording.wait(node.wait)
        lapses = tuple(_lapse(definition, node, one, place) for one in lapsed(definition, node.id))
        return dataclasses.replace(base, ways=(*ways, *lapses), time=time, counting=counting, where=where)
    said = wording.connector(node.connector.id) if node.connector else None
    refused = tuple(_refusal(definition, node, one, place) for one in caught(definition, node.id))
    return dataclasses.replace(base, ways=(*ways, *refused), time=Text("Tự động", "Automatic"), where=said)


def _lapse(definition: Definition, node: Node, one: Lapse, place: dict[str, int]) -> Way:
    """Where the work goes when nothing has come in time."""
    said = Text(f"Quá {one.days} ngày chưa có", f"Nothing after {one.days} days")
    return Way(one.event, said, _stops(definition, node, one.goal, place))


def _refusal(definition: Definition, node: Node, one: Caught, place: dict[str, int]) -> Way:
    """Where the work goes when the partner refuses."""
    name = wording.refusal(node, one)
    said = Text(f"Đối tác báo “{name.vi}”", f"The partner says “{name.en}”")
    return Way(one.code, said, _stops(definition, node, one.goal, place))


def _who(row: Row) -> Text | None:
    posts = [words.post(one) for one in (row.post, *row.alternatives) if one]
    said = [one for one in posts if one]
    return Text(" hoặc ".join(one.vi for one in said), " or ".join(one.en for one in said)) if said else None


def _way(definition: Definition, node: Node, outcome: RowOutcome, place: dict[str, int]) -> Way:
    name = labels.outcome_name(definition, node, outcome.id)
    paper = wording.paper(outcome.produces) if outcome.produces else None
    return Way(outcome.id, name, _stops(definition, node, outcome.goal, place), paper)


def _branches(definition: Definition, node: Node, place: dict[str, int]) -> Iterator[Way]:
    for one in branches(definition, node):
        name = Text(one.name or one.condition, one.name or one.condition)
        yield Way(one.flow, name, _stops(definition, node, one.goal, place), condition=one.condition)


def _stops(
    definition: Definition, node: Node, goal: tuple[str, ...] | list[str], place: dict[str, int]
) -> tuple[Stop, ...]:
    return tuple(
        Stop(*wording.stop(definition, definition.nodes[key]), place[key] <= place[node.id])
        for key in goal
        if key in place
    )


def _also(definition: Definition, node: Node) -> Iterator[str]:
    """The split behind a line with its flows, the merges in front of it."""
    gateway = split_of(definition, node)
    yield from node.outgoing
    if gateway is not None:
        yield gateway.id
        yield from gateway.outgoing
        yield from (
            flow.target
            for key in gateway.outgoing
            if definition.nodes[(flow := definition.flows[key]).target].kind == "end"
        )
    for key in node.incoming:
        source = definition.nodes[definition.flows[key].source]
        if source.kind in ("exclusive", "parallel"):
            yield source.id
