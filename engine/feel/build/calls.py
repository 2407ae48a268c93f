"""Closures of function definitions and of calls."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from engine.feel.build.builder import MISSING, Builder, Code, Local
from engine.feel.build.names import is_outside
from engine.feel.builtins import BUILTINS
from engine.feel.calling import call
from engine.feel.inference import type_of
from engine.feel.names import weight
from engine.feel.suggest import did_you_mean
from engine.feel.tree import Call, FunctionDefinition, Name
from engine.feel.values.functions import Function
from engine.feel.values.types import UNKNOWN, FunctionOf

if TYPE_CHECKING:
    from engine.feel.run import Run


def definition(node: FunctionDefinition, builder: Builder) -> Code:
    """The closure that makes a function; it keeps the names around it, and what was given from outside then."""
    if node.external:
        return lambda run, local: Function(
            "external", node.parameters, lambda during, arguments: during.warn("call.external", node.at), UNKNOWN
        )
    names = tuple(name for name, _ in node.parameters)
    body = builder.inside(node.body, names)
    result, cost = type_of(node, {}), weight(node.body)

    def code(run: Run, local: Local) -> Function:
        root = run.root

        def invoke(during: Run, arguments: list[Any]) -> Any:
            during.spend(cost)
            inner = (dict(zip(names, arguments, strict=True)), local)
            if during.root is root:
                return body(during, inner)
            return during.elsewhere(root, lambda: body(during, inner))

        return Function(
            "function", node.parameters, invoke, result.result if isinstance(result, FunctionOf) else UNKNOWN
        )

    return code


def invocation(node: Call, builder: Builder) -> Code:
    """The closure of a call."""
    arguments = tuple(builder.code(argument) for argument in node.arguments)
    names, at = node.names, node.at
    if isinstance(node.function, Name) and is_outside(node.function, builder):
        return _by_name(node.function, arguments, names)
    function = builder.code(node.function)
    return lambda run, local: call(run, function(run, local), [code(run, local) for code in arguments], names, at)


def _by_name(function: Name, arguments: tuple[Code, ...], names: tuple[str, ...]) -> Code:
    """A call of a function given from outside or built in; data of the same name does not hide a built-in one."""
    key, at, builtin = function.name, function.at, BUILTINS.get(function.name)

    def code(run: Run, local: Local) -> Any:
        target = run.root.get(key, MISSING)
        if not isinstance(target, Function) and builtin is not None:
            target = builtin
        given = [argument(run, local) for argument in arguments]
        if target is MISSING:
            return run.warn("call.unknown", at, key, partial(did_you_mean, key, [*run.root, *BUILTINS]))
        return call(run, target, given, names, at)

    return code
