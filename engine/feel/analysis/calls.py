"""Calls that can be seen to fail: unknown functions, wrong numbers or names of arguments, wrong kinds."""

from __future__ import annotations

from collections.abc import Iterator

from engine.feel.analysis.findings import Finding
from engine.feel.builtins import BUILTINS
from engine.feel.errors import Said
from engine.feel.inference import Known, type_of
from engine.feel.signature import Signature
from engine.feel.tree import Call, Name
from engine.feel.values.types import ANY, NULL, UNKNOWN, ListOf, Simple, Type


def call_findings(node: Call, known: Known) -> Iterator[Finding]:
    """What is wrong with a call of a built-in function; other functions are known only when running."""
    if not isinstance(node.function, Name) or node.function.name in known:
        return
    name, at = node.function.name, node.function.at
    builtin = BUILTINS.get(name)
    if builtin is None:
        return
    arranged = [each for each in builtin.signatures if each.arrange(list(node.arguments), node.names) is not None]
    if not arranged:
        said = Said(f"Tham số của hàm “{name}” không đúng số lượng hoặc tên", f"“{name}” does not take such arguments")
        yield Finding("call.count", at, said)
        return
    types = [type_of(argument, known) for argument in node.arguments]
    if not node.names and not any(_may_fit(signature, types) for signature in arranged):
        said = Said(f"Hàm “{name}” không nhận giá trị loại này", f"“{name}” does not accept such values")
        yield Finding("call.argument", at, said)


def _may_fit(signature: Signature, types: list[Type]) -> bool:
    parameters = signature.parameters
    return all(
        _may_be(
            kind,
            parameters[min(index, len(parameters) - 1)].kinds,
            parameters[min(index, len(parameters) - 1)].nullable,
        )
        for index, kind in enumerate(types)
    )


def _may_be(kind: Type, accepted: frozenset[str] | None, nullable: bool) -> bool:
    if accepted is None or kind in (ANY, UNKNOWN) or "list" in accepted:
        return True
    if kind == NULL:
        return nullable
    if isinstance(kind, ListOf):
        return kind.element in (ANY, UNKNOWN) or _may_be(kind.element, accepted, nullable)
    return kind.name in accepted if isinstance(kind, Simple) else bool(accepted & {"context", "range", "function"})
