"""The steps as a table, the way offices print them, read out of the diagram; or what in it is not a table."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.bpmn.definition import Definition, Node, Outcome, Step, Wait
from engine.bpmn.graph import Graph
from engine.bpmn.not_a_table import NotATable, reasons
from engine.bpmn.routes import next_stops
from engine.bpmn.table_blocks import parallel_blocks
from engine.bpmn.timing import Timing, Total, limit_hours


@dataclass(frozen=True)
class RowOutcome:
    """An outcome and where it goes: step numbers, ``wait:<id>`` or ``end:<result>``, several joined by a comma."""

    id: str
    name: str
    goes_to: str
    produces: str | None = None
    goal: tuple[str, ...] = ()
    """Ids of the elements it leads to."""


@dataclass(frozen=True)
class Row:
    """One step. ``hours`` at 8 hours a day, None where its time does not count; ``element`` is its id."""

    element: str
    no: str
    case: tuple[str, ...]
    unit: str | None
    post: str | None
    alternatives: tuple[str, ...]
    content: str
    limit: Decimal | None
    limit_unit: str
    hours: Decimal | None
    count: str
    shared_group: str | None
    form: str | None
    outcomes: tuple[RowOutcome, ...]
    block: str | None
    sample: bool = False
    name: str = ""
    kind: str | None = None
    produces: tuple[str, ...] = ()
    parallel: str | None = None
    """The split of the block in which the step is done beside others."""
    per_unit: str | None = None
    """The form field with the list of units that each do the step."""
    completion: str | None = None
    """FEEL that says when enough of them have answered; None: when all have."""


@dataclass(frozen=True)
class RowWait:
    """A wait of the table, and the steps it comes back or goes on to."""

    element: str
    name: str
    wait: Wait
    goes_to: str
    goal: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Rows in the order of work, totals per case, and what a table cannot say (empty: it is a table)."""

    rows: tuple[Row, ...]
    totals: tuple[Total, ...]
    not_a_table: tuple[NotATable, ...] = ()
    waits: tuple[RowWait, ...] = ()


def read(definition: Definition) -> Table:
    """Read the table of ``definition``; never fails, a draft has a draft's table."""
    timing = Timing(definition)
    nodes = [definition.nodes[key] for key in ordered(definition)]
    blocks = blocks_of(definition)
    rows = tuple(_row(definition, node, timing, blocks) for node in nodes if node.kind == "user" or node.step)
    waits = tuple(_wait(definition, node) for node in nodes if node.kind == "receive")
    return Table(rows, timing.totals(), reasons(definition), waits)


def ordered(definition: Definition) -> list[str]:
    """Ids of all nodes in the order of work; among equals steps by printed number, then as the file has them."""
    position = {key: index for index, key in enumerate(definition.nodes)}

    def rank(key: str) -> tuple[object, ...]:
        node = definition.nodes[key]
        return (natural(number_of(node)) if node.kind == "user" or node.step else (), position[key])

    return graph_of(definition).ordered(rank)


def graph_of(definition: Definition) -> Graph:
    """The order of the nodes, default flows walked first: what goes against them is the return."""
    defaults = {node.default for node in definition.nodes.values()}
    flows = dict(sorted(definition.flows.items(), key=lambda one: one[0] not in defaults))
    return Graph(dataclasses.replace(definition, flows=flows), None)


def blocks_of(definition: Definition) -> dict[str, str]:
    """For every step, wait and automatic step of a parallel block the id of its split."""
    return parallel_blocks(definition, graph_of(definition))


def next_of(definition: Definition, node: Node) -> list[Node]:
    """Where a wait or an automatic step leads."""
    return stops(definition, node, None)


def number_of(node: Node) -> str:
    """The printed number of a step, its id when it has none."""
    return (node.step.no if node.step else None) or node.id


def natural(number: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts printed numbers as people do: 2, 2a, 10."""
    parts = re.findall(r"[0-9]{1,9}|[^0-9]+", number)
    return tuple((0, int(part), "") if part[0].isdecimal() else (1, 0, part) for part in parts)


def goes_to(definition: Definition, node: Node, outcome: Outcome | None) -> str:
    """Where ``node`` leads with ``outcome``."""
    return ", ".join(_stop(stop) for stop in stops(definition, node, outcome))


def stops(definition: Definition, node: Node, outcome: Outcome | None) -> list[Node]:
    """The steps, waits and ends that come next after ``node`` with ``outcome``."""
    context = {node.id: {"outcome": outcome.id}} if outcome else {}
    return next_stops(definition, node, context)


def _wait(definition: Definition, node: Node) -> RowWait:
    goal = tuple(one.id for one in stops(definition, node, None))
    return RowWait(node.id, node.name, node.wait or Wait(), goes_to(definition, node, None), goal)


def _outcome(definition: Definition, node: Node, outcome: Outcome) -> RowOutcome:
    goal = tuple(one.id for one in stops(definition, node, outcome))
    return RowOutcome(outcome.id, outcome.name, goes_to(definition, node, outcome), outcome.produces, goal)


def _stop(node: Node) -> str:
    if node.kind == "end" or not node.outgoing:
        return f"end:{node.end_result or node.id}"
    if node.kind in ("receive", "catch"):
        return f"wait:{node.id}"
    return number_of(node)


def _row(definition: Definition, node: Node, timing: Timing, blocks: Mapping[str, str]) -> Row:
    step = node.step or Step()
    outcomes = tuple(_outcome(definition, node, one) for one in step.outcomes)
    unit = (step.unit or "").partition("/")[0]
    return Row(
        element=node.id,
        no=number_of(node),
        case=step.case,
        unit=step.unit,
        post=step.post,
        alternatives=step.alternatives,
        content=step.content or node.name,
        limit=step.limit,
        limit_unit=step.limit_unit,
        hours=limit_hours(step),
        count="shared" if step.shared_group else step.count,
        shared_group=step.shared_group,
        form=step.form,
        outcomes=outcomes,
        block=timing.agency_of(step),
        sample=step.sample,
        name=node.name,
        kind=step.kind,
        produces=step.produces,
        parallel=blocks.get(node.id),
        per_unit=unit.removeprefix("chosen:") if node.loop and unit.startswith("chosen:") else None,
        completion=node.loop.completion if node.loop else None,
    )
