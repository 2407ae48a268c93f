"""So much for each of something, when a condition holds: the formula most fees are, from an expression and back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from engine.feel.errors import FeelError
from engine.feel.expression import compile
from engine.feel.names import unrolled
from engine.feel.rows.model import ALL, Group, Row
from engine.feel.rows.reading import rows_of_tree
from engine.feel.rows.writing import expression_of
from engine.feel.tree import Arithmetic, Call, If, Literal, Name, Node
from engine.feel.values.printing import literal


@dataclass(frozen=True, slots=True)
class Rate:
    """``price`` times what ``path`` says (``counted``: times its number of elements), when ``when`` holds; else 0.

    ``blank_is_nothing``: an answer left blank costs nothing instead of leaving the amount open.
    """

    price: Decimal
    path: str
    counted: bool = False
    when: Group = field(default_factory=Group)
    blank_is_nothing: bool = True

    @property
    def expression(self) -> str:
        """The formula."""
        subject = f"count({self.path})" if self.counted else self.path
        product = f"{literal(self.price)} * {subject}"
        tests = expression_of(_guarded(self))
        return f"if {tests} then {product} else 0" if tests else product


def rate_of(expression: str) -> Rate | None:
    """The rate an expression is; None when it is something else."""
    if "//" in expression or "/*" in expression:
        return None
    try:
        tree = compile(expression.strip()).tree
    except FeelError:
        return None
    if not isinstance(tree, If):
        found = _product(tree)
        return replace(found, blank_is_nothing=False) if found else None
    product, when = _product(tree.yes), rows_of_tree(tree.condition)
    if product is None or when is None or not _is_zero(tree.no):
        return None
    return _with(product, when)


def _with(product: Rate, when: Group) -> Rate:
    guard = Row(product.path, "filled")
    if when.join != ALL or guard not in when.items:
        return replace(product, when=when, blank_is_nothing=False)
    left = tuple(one for one in when.items if one != guard)
    only = left[0] if len(left) == 1 else None
    return replace(product, when=only if isinstance(only, Group) else Group(ALL, left))


def _guarded(rate: Rate) -> Group:
    if not rate.blank_is_nothing:
        return rate.when
    guard = Row(rate.path, "filled")
    if rate.when.join == ALL:
        return Group(ALL, (*rate.when.items, guard))
    return Group(ALL, (rate.when, guard))


def _product(node: Node) -> Rate | None:
    if not isinstance(node, Arithmetic) or node.operator != "*":
        return None
    price, subject = (node.left, node.right) if isinstance(node.left, Literal) else (node.right, node.left)
    if not isinstance(price, Literal) or not isinstance(price.value, Decimal):
        return None
    counted = isinstance(subject, Call) and subject.function == Name("count", subject.function.at)
    if isinstance(subject, Call):
        if not counted or len(subject.arguments) != 1 or subject.names:
            return None
        subject = subject.arguments[0]
    base, keys = unrolled(subject)
    if not isinstance(base, Name):
        return None
    return Rate(price.value, ".".join((base.name, *keys)), counted)


def _is_zero(node: Node) -> bool:
    return isinstance(node, Literal) and node.value == 0 and not isinstance(node.value, bool)
