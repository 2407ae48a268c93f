"""Reviewing an expression before it ever runs: unknown names, kinds that do not fit, conditions that never change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.feel.analysis.calls import call_findings
from engine.feel.analysis.conditions import condition_of
from engine.feel.analysis.findings import Finding
from engine.feel.errors import Said
from engine.feel.expression import Expression
from engine.feel.inference import Known, type_of
from engine.feel.names import children, walk
from engine.feel.suggest import did_you_mean
from engine.feel.tree import (
    Arithmetic,
    Call,
    Comparison,
    ContextLiteral,
    Filter,
    For,
    FunctionDefinition,
    If,
    Literal,
    Logic,
    Name,
    Node,
    Quantified,
)
from engine.feel.values.arithmetic import OPERATIONS
from engine.feel.values.kinds import NAMES
from engine.feel.values.types import ANY, BOOLEAN, NULL, NUMBER, UNKNOWN, ContextOf, ListOf, Simple, Type

_LOCAL = (Filter, For, Quantified, FunctionDefinition, ContextLiteral)


def review(expression: Expression, names: Iterable[str] = (), types: Mapping[str, Type] | None = None) -> list[Finding]:
    """Everything that can be said without running.

    ``names`` are the paths that may be read ("don.tuoi"); without them names are not judged. ``types`` are the types
    of those paths, as far as they are known.
    """
    known_paths = frozenset(names)
    found = [*_unknown_names(expression, known_paths)] if known_paths else []
    found += _kinds(expression.tree, _nested(types or {}))
    found += _constant(expression.tree)
    return sorted(found, key=lambda finding: finding.position)


def _unknown_names(expression: Expression, known: frozenset[str]) -> Iterator[Finding]:
    heads = {path.split(".")[0] for path in known}
    for path in sorted(expression.names_read):
        spelled = ".".join(path)
        if any(spelled == name or name.startswith(f"{spelled}.") or spelled.startswith(f"{name}.") for name in known):
            continue
        position = next((n.at for n in walk(expression.tree) if isinstance(n, Name) and n.name == path[0]), 0)
        hint = did_you_mean(spelled, known | heads)
        vi, en = f"Không có tên “{spelled}”{hint.vi}", f"There is no name “{spelled}”{hint.en}"
        yield Finding("name.unknown", position, Said(vi, en))


def _nested(types: Mapping[str, Type]) -> dict[str, Type]:
    """Types of paths gathered under their first names."""
    tree: dict[str, Type] = {}
    for path, kind in types.items():
        first, *rest = path.split(".")
        tree[first] = _put(tree.get(first), rest, kind)
    return tree


def _put(base: Type | None, rest: list[str], kind: Type) -> Type:
    if not rest:
        return kind
    entries = dict(base.entries) if isinstance(base, ContextOf) else {}
    entries[rest[0]] = _put(entries.get(rest[0]), rest[1:], kind)
    return ContextOf(tuple(entries.items()))


def _kinds(node: Node, known: Known) -> Iterator[Finding]:
    """Operations on kinds that do not have them; local names are not followed."""
    if isinstance(node, _LOCAL):
        known = {}
    if isinstance(node, Comparison):
        yield from _comparison(node, known)
    elif isinstance(node, Arithmetic):
        yield from _arithmetic(node, known)
    elif isinstance(node, Logic):
        for operand in node.operands:
            yield from _truth(operand, known, node.operator)
    elif isinstance(node, If):
        yield from _truth(node.condition, known, "if")
    elif isinstance(node, Call):
        yield from call_findings(node, known)
    for child in children(node):
        yield from _kinds(child, known)


def _plain(node: Node, known: Known) -> str:
    """The kind a node surely has, or "" when that cannot be seen."""
    kind = type_of(node, known)
    if isinstance(kind, ListOf):
        return "list"
    if isinstance(kind, ContextOf):
        return "context"
    return kind.name if isinstance(kind, Simple) and kind not in (ANY, UNKNOWN, NULL) and kind.name in NAMES else ""


def _comparison(node: Comparison, known: Known) -> Iterator[Finding]:
    left, right = _plain(node.left, known), _plain(node.right, known)
    if node.operator in ("=", "!=") and "list" in (left, right) and left != right:
        return  # a list of one element equals its element
    if left and right and left != right:
        a, b = NAMES[left], NAMES[right]
        vi = f"“{node.operator}” so sánh {a.vi} với {b.vi}: kết quả luôn là trống"
        yield Finding(
            "compare.kinds", node.at, Said(vi, f"“{node.operator}” compares {a.en} with {b.en}: always nothing")
        )
    elif left == right and left in ("boolean", "list", "context") and node.operator not in ("=", "!="):
        name = NAMES[left]
        said = Said(f"{name.vi} không có thứ tự lớn nhỏ", f"{name.en} has no order")
        yield Finding("compare.order", node.at, said)


def _arithmetic(node: Arithmetic, known: Known) -> Iterator[Finding]:
    left, right = _plain(node.left, known), _plain(node.right, known)
    if not left or not right:
        return
    fits = (left, right) == (NUMBER.name, NUMBER.name) or (left, right) in OPERATIONS.get(node.operator, {})
    if not fits:
        a, b = NAMES[left], NAMES[right]
        vi, en = (
            f"“{node.operator}” không dùng được cho {a.vi} và {b.vi}",
            f"“{node.operator}” does not work on {a.en} and {b.en}",
        )
        yield Finding("arith.kinds", node.at, Said(vi, en))


def _truth(node: Node, known: Known, word: str) -> Iterator[Finding]:
    kind = _plain(node, known)
    if kind and kind != BOOLEAN.name:
        name = NAMES[kind]
        said = Said(
            f"“{word}” cần đúng hoặc sai nhưng đây là {name.vi}", f"“{word}” needs true or false but this is {name.en}"
        )
        yield Finding("logic.kind", node.at, said)


def _constant(node: Node) -> Iterator[Finding]:
    """Conditions that are always or never true; the outermost such part only."""
    if not isinstance(node, Literal):
        condition = condition_of(node)
        if not condition.true and condition.false:
            yield Finding(
                "condition.never", node.at, Said("Điều kiện này không bao giờ đúng", "This condition never holds")
            )
            return
        if not condition.false and condition.true:
            yield Finding("condition.always", node.at, Said("Điều kiện này luôn đúng", "This condition always holds"))
            return
    for child in children(node):
        yield from _constant(child)
