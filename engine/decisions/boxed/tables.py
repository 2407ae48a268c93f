"""Decision tables: cells compiled once, rules matched against the inputs, hits handed to the hit policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from engine.decisions.boxed.compiler import Box, boxed, type_reference
from engine.decisions.boxed.policies import POLICIES, Hits
from engine.decisions.compiling import Logic, nothing
from engine.decisions.fired import fire
from engine.decisions.xml import attribute, children, first, text_of
from engine.feel.errors import FeelError
from engine.feel.expression import Expression, separate
from engine.feel.run import Run


@dataclass(frozen=True, slots=True)
class Input:
    """A column of conditions."""

    text: str
    value: Logic
    allowed: Expression | None


@dataclass(frozen=True, slots=True)
class Output:
    """A column of results; ``values`` lists the possible ones from the most to the least important."""

    name: str
    values: tuple[Expression, ...]
    default: Logic | None

    def rank(self, run: Run, value: Any) -> int:
        """The place of a result among the possible ones; one that is not among them comes last."""
        for place, possible in enumerate(self.values):
            if possible.run(run, ({"?": value}, None)) is True:
                return place
        return len(self.values)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: its number from 1, its cells as text and compiled."""

    number: int
    id: str
    cells: tuple[str, ...]
    tests: tuple[Expression | FeelError, ...]
    results: tuple[Logic, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A whole decision table."""

    name: str
    policy: str
    aggregation: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]


@boxed("decisionTable")
def decision_table(element: etree._Element, box: Box) -> Logic:
    """The logic of a decision table."""
    table = read_table(element, box)
    policy = POLICIES.get(table.policy, POLICIES["UNIQUE"])
    box.compiler.tables.append(table)

    def logic(run: Run) -> Any:
        values = [column.value(run) for column in table.inputs]
        for column, value in zip(table.inputs, values, strict=True):
            if column.allowed is not None and column.allowed.run(run, ({"?": value}, None)) is not True:
                return run.warn("item.values", 0, column.text)
        matched = [rule for rule in table.rules if _matches(run, rule, values)]
        return policy(run, Hits(table, tuple(matched), _result, _default))

    return logic


def _matches(run: Run, rule: Rule, values: list[Any]) -> bool:
    run.spend()
    for test, value in zip(rule.tests, values, strict=False):
        if isinstance(test, FeelError):
            run.warn("expression.wrong", test.position, test.said)
            return False
        if test.run(run, ({"?": value}, None)) is not True:
            return False
    return True


def _result(run: Run, table: Table, rule: Rule) -> Any:
    fire(run, table.name, rule.number, rule.id, rule.notes)
    values = [result(run) for result in rule.results]
    if len(table.outputs) == 1:
        return values[0] if values else None
    return {column.name: value for column, value in zip(table.outputs, values, strict=False)}


def _default(run: Run, table: Table) -> tuple[bool, Any]:
    """Whether there is a default result, and what it is."""
    if all(column.default is None for column in table.outputs):
        return False, None
    values = [column.default(run) if column.default is not None else None for column in table.outputs]
    if len(table.outputs) == 1:
        return True, values[0]
    return True, {column.name: value for column, value in zip(table.outputs, values, strict=True)}


def read_table(element: etree._Element, box: Box) -> Table:
    """The table an element describes."""
    return Table(
        attribute(element, "outputLabel") or box.name,
        attribute(element, "hitPolicy") or "UNIQUE",
        attribute(element, "aggregation"),
        tuple(_input(each, box) for each in children(element, "input")),
        tuple(_output(each, box) for each in children(element, "output")),
        tuple(_rule(number, each, box) for number, each in enumerate(children(element, "rule"), 1)),
    )


def _input(element: etree._Element, box: Box) -> Input:
    expression = first(element, "inputExpression")
    text = text_of(expression)
    allowed = _tests(text_of(first(element, "inputValues")), box)
    return Input(text.strip(), box.compiler.logic(text) if expression is not None else nothing, allowed)


def _tests(text: str, box: Box) -> Expression | None:
    if not text.strip():
        return None
    compiled = box.compiler.tests(text)
    return None if isinstance(compiled, FeelError) else compiled


def _output(element: etree._Element, box: Box) -> Output:
    text = text_of(first(element, "outputValues"))
    reference = type_reference(element)
    item = box.items.item(reference) if reference else None
    values = _tests(text, box) or (item.allowed if item is not None else None)
    entry = first(element, "defaultOutputEntry")
    return Output(
        " ".join(attribute(element, "name").split()),
        separate(values) if values is not None else (),
        None if entry is None else box.compiler.logic(text_of(entry)),
    )


def _rule(number: int, element: etree._Element, box: Box) -> Rule:
    cells = tuple(text_of(cell).strip() for cell in children(element, "inputEntry"))
    return Rule(
        number,
        attribute(element, "id"),
        cells,
        tuple(box.compiler.tests(cell or "-") for cell in cells),
        tuple(box.compiler.logic(text_of(cell)) for cell in children(element, "outputEntry")),
        tuple(text_of(note) for note in children(element, "annotationEntry")),
    )
