"""A decision of a model as a simple table, when it is one."""

from __future__ import annotations

from lxml import etree

from engine.decisions.simple.model import POLICIES, Column, Line, SimpleTable
from engine.decisions.xml import attribute, children, first, own_name, parse, text_of
from engine.feel.errors import FeelError
from engine.feel.expression import compile
from engine.feel.names import unrolled
from engine.feel.tree import Call, Name


def simple_table(data: bytes, decision: str) -> SimpleTable | None:
    """The table of one decision; None when there is none, or it is more than a simple one. Raises UnreadableModel."""
    root = parse(data)
    found = next((one for one in children(root, "decision") if attribute(one, "id") == decision), None)
    table = first(found, "decisionTable") if found is not None else None
    if found is None or table is None or not _is_simple(found, table):
        return None
    output = next(children(table, "output"))
    return SimpleTable(
        id=decision,
        name=own_name(found) or decision,
        policy=attribute(table, "hitPolicy") or "UNIQUE",
        columns=tuple(_column(one) for one in children(table, "input")),
        lines=tuple(_line(one) for one in children(table, "rule")),
        result_label=attribute(output, "label"),
        default=text_of(first(output, "defaultOutputEntry")).strip(),
    )


def _is_simple(decision: etree._Element, table: etree._Element) -> bool:
    if any(True for _ in children(decision, "knowledgeRequirement")):
        return False
    if any(first(one, "requiredDecision") is not None for one in children(decision, "informationRequirement")):
        return False
    policy = attribute(table, "hitPolicy") or "UNIQUE"
    outputs = list(children(table, "output"))
    plain = all(first(one, "inputValues") is None for one in children(table, "input"))
    return (
        policy in POLICIES
        and len(outputs) == 1
        and first(outputs[0], "outputValues") is None
        and plain
        and all(_is_name(_column(one).expression) for one in children(table, "input"))
    )


def _is_name(expression: str) -> bool:
    try:
        tree = compile(expression).tree
    except FeelError:
        return False
    if isinstance(tree, Call) and tree.function == Name("date", tree.function.at) and len(tree.arguments) == 1:
        tree = tree.arguments[0]
    return isinstance(unrolled(tree)[0], Name)


def _column(element: etree._Element) -> Column:
    return Column(text_of(first(element, "inputExpression")).strip(), attribute(element, "label"))


def _line(element: etree._Element) -> Line:
    return Line(
        tuple(text_of(one).strip() for one in children(element, "inputEntry")),
        next((text_of(one).strip() for one in children(element, "outputEntry")), ""),
        "; ".join(text_of(one).strip() for one in children(element, "annotationEntry") if text_of(one).strip()),
    )
