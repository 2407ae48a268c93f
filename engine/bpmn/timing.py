"""How long the steps take together: per case, along the way to success, against the terms of the sheet.

Counted once: the longest of parallel legs, the time a group of steps shares, a step that return flows pass again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from engine.bpmn.definition import Definition, Leg, Node, Step
from engine.bpmn.graph import Graph, graphs
from engine.bpmn.sheet import Term

HOURS_A_DAY: Final = 8
NOTHING: Final = Decimal(0)

Weight = Callable[[Node], Decimal]


def limit_hours(step: Step) -> Decimal | None:
    """Working hours of a step that is counted or shares a counted time; None when its time does not count."""
    if step.limit is None or step.count in ("excluded", "office_hours"):
        return None
    return step.limit * HOURS_A_DAY if step.limit_unit == "working_days" else step.limit


def term_hours(terms: Iterable[Term]) -> Decimal | None:
    """Working hours of terms that follow each other; None when one is in calendar days, or worked out by FEEL."""
    total = NOTHING
    for term in terms:
        hours = _hours(term, term.value)
        if hours is None:
            return None
        total += hours
    return total


def _hours(term: Term, value: Decimal | None) -> Decimal | None:
    if term.unit == "same_day":
        return Decimal(HOURS_A_DAY)
    if value is None or term.unit not in ("working_days", "working_hours"):
        return None
    return value * HOURS_A_DAY if term.unit == "working_days" else value


@dataclass(frozen=True)
class Total:
    """Hours of the steps of one case (None: the procedure has no cases) beside those of its terms."""

    case: str | None
    total_hours: Decimal
    term_hours: Decimal | None
    agency: str | None = None
    buffer: Decimal = NOTHING
    same_day: bool = False

    @property
    def fits(self) -> bool:
        """Whether the steps take exactly what the terms allow (less the buffer); on the same day: at most that."""
        if self.term_hours is None:
            return True
        if self.same_day:
            return self.total_hours <= self.term_hours
        return self.total_hours == self.term_hours - self.buffer


class Timing:
    """The sums of one definition."""

    def __init__(self, definition: Definition) -> None:
        """Nothing is worked out before it is asked for."""
        self.definition = definition

    @cached_property
    def _graphs(self) -> dict[str | None, Graph]:
        return graphs(self.definition)

    @cached_property
    def cases(self) -> tuple[str | None, ...]:
        """Ids of the cases; just None when there are none."""
        return tuple(case.id for case in self.definition.cases) or (None,)

    def totals(self) -> tuple[Total, ...]:
        """One total per case."""
        return tuple(self._total(case) for case in self.cases)

    def agency_totals(self) -> tuple[Total, ...]:
        """One total per case and agency that has a term of its own."""
        found = []
        for case in self.cases:
            for agency, terms in self._by_agency(case).items():
                found.append(_made(case, self._longest(self._weigher(case, agency)), terms, agency))
        return tuple(found)

    def way(self, case: str | None) -> tuple[tuple[str, Decimal], ...]:
        """The steps a total is added up from, in order, each with the hours it adds: the longest way to success."""
        graph, weight = self._graphs.get(None), self._weigher(case, None)
        if graph is None:
            return ()
        hours, came_from = self._walked(graph, None, weight, ())
        at: str | None = max(_goals(graph, hours), key=lambda key: hours[key], default=None)
        found: list[tuple[str, Decimal]] = []
        while at is not None:
            before = came_from[at]
            mine = hours[at] - (hours[before] if before is not None else NOTHING)
            if mine:
                found.append((at, mine))
            at = before
        return tuple(reversed(found))

    def longest_anywhere(self, case: str | None) -> Decimal:
        """Hours of the longest way to any end, success or not."""
        return self._longest(self._weigher(case, None), to_success=False)

    def agency_of(self, step: Step) -> str | None:
        """Which agency's term a step falls under; None when no agency has one."""
        agencies = [term.agency for term in self.definition.terms if term.agency]
        anchor = (step.unit or "").partition("/")[0]
        for mine in (step.unit, anchor):
            if mine in agencies:
                return mine
        return "resolving" if "resolving" in agencies else None

    def _total(self, case: str | None) -> Total:
        hours = self._longest(self._weigher(case, None))
        terms = [term for term in self._terms(case) if not term.agency]
        if not terms:
            terms = [term for several in self._by_agency(case).values() for term in several]
        return _made(case, hours, _one_channel(terms), None)

    def _terms(self, case: str | None) -> list[Term]:
        mine = [term for term in self.definition.terms if case is not None and case in term.case]
        named = {term.agency for term in mine}
        return mine + [term for term in self.definition.terms if not term.case and term.agency not in named]

    def _by_agency(self, case: str | None) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for term in self._terms(case):
            if term.agency:
                found.setdefault(term.agency, []).append(term)
        return {agency: _one_channel(terms) for agency, terms in found.items()}

    def _weigher(self, case: str | None, agency: str | None) -> Weight:
        return lambda node: self._weight(node, case, agency)

    def _weight(self, node: Node, case: str | None, agency: str | None) -> Decimal:
        step = node.step
        if step is not None and case is not None and step.case and case not in step.case:
            return NOTHING
        if node.leg is not None and node.connector is not None:
            return self._of_leg(node.leg, case, agency)
        if step is None:
            return NOTHING
        if agency is not None and self.agency_of(step) != agency:
            return NOTHING
        if step.shared_group is None:
            return limit_hours(step) or NOTHING
        return self._shared.get(node.id, NOTHING)

    def leg_hours(self, leg: Leg, case: str | None) -> Decimal | None:
        """The time another agency has: the leg's own limit, else its agency's term; None when neither says."""
        if leg.limit is not None:
            return leg.limit * HOURS_A_DAY if leg.limit_unit == "working_days" else leg.limit
        for agency, terms in self._by_agency(case).items():
            if _names(agency, leg.agency):
                return term_hours(terms)
        return None

    def ends_at(self, case: str | None) -> dict[str, Decimal]:
        """For every node of the procedure the working hours from acceptance to its end, along the longest way."""
        graph = self._graphs.get(None)
        return self._walked(graph, None, self._weigher(case, None), ())[0] if graph else {}

    def _of_leg(self, leg: Leg, case: str | None, agency: str | None) -> Decimal:
        if agency is not None and not _names(agency, leg.agency):
            return NOTHING
        return self.leg_hours(leg, case) or NOTHING

    @cached_property
    def _shared(self) -> dict[str, Decimal]:
        """Hours of a shared time, put on the first steps of the group only."""
        groups: dict[tuple[str | None, str], list[Node]] = {}
        for node in self.definition.nodes.values():
            if node.step and node.step.shared_group:
                groups.setdefault((node.parent, node.step.shared_group), []).append(node)
        found: dict[str, Decimal] = {}
        for (scope, _), members in groups.items():
            hours = max((limit_hours(one.step) or NOTHING for one in members if one.step), default=NOTHING)
            graph = self._graphs[scope]
            for node in members:
                before = _forward_before(graph, node.id)
                if not any(other.id in before for other in members):
                    found[node.id] = hours
        return found

    def _longest(self, weight: Weight, *, to_success: bool = True) -> Decimal:
        return self._longest_in(None, weight, to_success, ())

    def _longest_in(
        self, scope: str | None, weight: Weight, to_success: bool, above: tuple[str | None, ...]
    ) -> Decimal:
        graph = self._graphs.get(scope)
        if graph is None or scope in above:
            return NOTHING
        hours, _ = self._walked(graph, scope, weight, above)
        goals = _goals(graph, hours) if to_success else list(hours)
        return max((hours[key] for key in goals), default=NOTHING)

    def _walked(
        self, graph: Graph, scope: str | None, weight: Weight, above: tuple[str | None, ...]
    ) -> tuple[dict[str, Decimal], dict[str, str | None]]:
        """For every node the hours of the longest way to its end, and from which node that way comes."""
        hours: dict[str, Decimal] = {}
        came_from: dict[str, str | None] = {}
        for key in graph.ordered(lambda one: (one,)):
            node = graph.nodes[key]
            mine = weight(node)
            if node.kind in ("subprocess", "call"):
                inside = key if node.kind == "subprocess" else node.called
                mine += self._longest_in(inside, weight, False, (*above, scope))
            ahead = [one for one in graph.before[key] if (one, key) not in graph.back_edges]
            came_from[key] = max(ahead, key=lambda one: hours[one], default=None)
            best = came_from[key]
            hours[key] = mine + (hours[best] if best is not None else NOTHING)
        return hours, came_from


def _goals(graph: Graph, hours: dict[str, Decimal]) -> list[str]:
    """The successful ends; every node when there is none."""
    return [key for key in graph.ends if graph.nodes[key].end_result == "granted"] or list(hours)


def _names(agency: str, leg: str) -> bool:
    """Whether a term's agency (``external:police``, ``receiving/phong_vhxh``) is the one a leg names."""
    return leg in (agency, agency.removeprefix("external:"), agency.rpartition("/")[2])


def _made(case: str | None, hours: Decimal, terms: list[Term], agency: str | None) -> Total:
    buffer = sum((_hours(term, term.buffer) or NOTHING for term in terms if term.buffer), NOTHING)
    same_day = any(term.unit == "same_day" for term in terms)
    return Total(case, hours, term_hours(terms) if terms else None, agency, buffer, same_day)


def _one_channel(terms: list[Term]) -> list[Term]:
    """The terms of one channel: those for every channel or, when each channel has its own, the longest."""
    plain = [term for term in terms if term.channel is None]
    if plain or not terms:
        return plain
    channels: dict[str | None, list[Term]] = {}
    for term in terms:
        channels.setdefault(term.channel, []).append(term)
    return max(channels.values(), key=lambda some: term_hours(some) or NOTHING)


def _forward_before(graph: Graph, key: str) -> set[str]:
    """Nodes from which ``key`` can be reached without a return flow."""
    found: set[str] = set()
    stack = [key]
    while stack:
        current = stack.pop()
        for source in graph.before[current]:
            if (source, current) not in graph.back_edges and source not in found:
                found.add(source)
                stack.append(source)
    return found
