"""The table of makers, and the door: a tree in, a closure out."""

from __future__ import annotations

from engine.feel.build import arithmetic, calls, comparisons, lists, logic, loops, names, paths, tests
from engine.feel.build.builder import Builder, Code, Maker
from engine.feel.tree import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    ContextLiteral,
    Filter,
    For,
    FunctionDefinition,
    If,
    In,
    InstanceOf,
    Limit,
    ListLiteral,
    Literal,
    Logic,
    Name,
    Negative,
    Node,
    Path,
    Quantified,
    RangeLiteral,
    UnaryTests,
)

MAKERS: dict[type, Maker] = {
    Literal: names.literal,
    Name: names.name,
    Path: paths.path,
    Negative: arithmetic.minus,
    Arithmetic: arithmetic.arithmetic,
    Comparison: comparisons.comparison,
    Between: comparisons.between,
    Logic: logic.logic,
    If: logic.conditional,
    In: tests.inclusion,
    InstanceOf: tests.instance_of,
    UnaryTests: tests.unary_tests,
    ListLiteral: lists.list_literal,
    ContextLiteral: lists.context_literal,
    RangeLiteral: lists.range_literal,
    Limit: lists.limit,
    Filter: lists.filtered,
    For: loops.loop,
    Quantified: loops.quantified,
    FunctionDefinition: calls.definition,
    Call: calls.invocation,
}


def build(node: Node, local: tuple[str, ...] = ()) -> Code:
    """The closure of a whole tree; ``local`` are names handed in as the innermost frame."""
    builder = Builder(MAKERS)
    return builder.inside(node, local) if local else builder.code(node)
