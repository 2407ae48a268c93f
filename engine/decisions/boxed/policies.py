"""The hit policies: what a table gives when no rule, one rule or several rules match (DMN 1.5, 8.2.8 and 10.3.2.10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.feel.builtins import BUILTINS
from engine.feel.run import Run
from engine.feel.values.comparing import equal

if TYPE_CHECKING:
    from engine.decisions.boxed.tables import Rule, Table


@dataclass(frozen=True, slots=True)
class Hits:
    """A table, the rules that match, and how to get their results and the default."""

    table: Table
    rules: tuple[Rule, ...]
    result: Callable[[Run, Table, Rule], Any]
    default: Callable[[Run, Table], tuple[bool, Any]]

    def results(self, run: Run, rules: tuple[Rule, ...] | None = None) -> list[Any]:
        """The results of the rules, in that order."""
        return [self.result(run, self.table, rule) for rule in (self.rules if rules is None else rules)]

    def numbers(self) -> str:
        """The numbers of the matching rules."""
        return ", ".join(str(rule.number) for rule in self.rules)


Policy = Callable[[Run, Hits], Any]


def _or_default(policy: Policy, otherwise: Callable[[Table], Any] = lambda table: None) -> Policy:
    """The policy when rules match; otherwise the default result, or nothing."""

    def applied(run: Run, hits: Hits) -> Any:
        if hits.rules:
            return policy(run, hits)
        there, value = hits.default(run, hits.table)
        if there:
            return value
        value = otherwise(hits.table)
        return run.warn("table.none", 0, hits.table.name) if value is None else value

    return applied


def _unique(run: Run, hits: Hits) -> Any:
    if len(hits.rules) > 1:
        return run.warn("table.several", 0, hits.table.name, hits.numbers())
    return hits.results(run)[0]


def _any(run: Run, hits: Hits) -> Any:
    results = hits.results(run)
    if any(not _alike(results[0], other) for other in results[1:]):
        return run.warn("table.different", 0, hits.table.name, hits.numbers())
    return results[0]


def _alike(left: Any, right: Any) -> bool:
    return equal(left, right) is True


def _first(run: Run, hits: Hits) -> Any:
    return hits.results(run, hits.rules[:1])[0]


def _in_output_order(run: Run, hits: Hits) -> list[Any]:
    """The results by the order of the output values, the leftmost output first; equal ones in rule order."""
    return sorted(hits.results(run), key=lambda result: _rank(run, hits.table, result))


def _rank(run: Run, table: Table, result: Any) -> tuple[int, ...]:
    values = result.values() if len(table.outputs) > 1 else (result,)
    return tuple(column.rank(run, value) for column, value in zip(table.outputs, values, strict=False))


def _priority(run: Run, hits: Hits) -> Any:
    return _in_output_order(run, hits)[0]


def _collect(run: Run, hits: Hits) -> Any:
    results = hits.results(run)
    function = _AGGREGATIONS.get(hits.table.aggregation)
    if function is None:
        return results
    if function == "count":
        return Decimal(len(results))
    value = BUILTINS[function].call(run, [results], (), 0)
    return run.warn("table.aggregate", 0, hits.table.name) if value is None else value


_AGGREGATIONS = {"SUM": "sum", "COUNT": "count", "MIN": "min", "MAX": "max"}


def _nothing_collected(table: Table) -> Any:
    return {"": [], "COUNT": Decimal(0)}.get(table.aggregation)


POLICIES: dict[str, Policy] = {
    "UNIQUE": _or_default(_unique),
    "ANY": _or_default(_any),
    "FIRST": _or_default(_first),
    "PRIORITY": _or_default(_priority),
    "RULE ORDER": _or_default(lambda run, hits: hits.results(run)),
    "OUTPUT ORDER": _or_default(_in_output_order),
    "COLLECT": _or_default(_collect, _nothing_collected),
}
