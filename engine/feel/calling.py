"""Calling functions: arguments by place or by name, converted to what the parameters want, never too deep."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from engine.feel.limits import CALLS
from engine.feel.run import Run, Stopped
from engine.feel.signature import Builtin
from engine.feel.suggest import did_you_mean
from engine.feel.values.functions import Function
from engine.feel.values.kinds import kind_of
from engine.feel.values.types import ANY, converted
from engine.feel.warnings import Kind


def call(run: Run, function: Any, arguments: list[Any], names: Sequence[str], at: int) -> Any:
    """Call whatever stands before the brackets; null with a warning when it cannot be called like that."""
    run.spend()
    if isinstance(function, Builtin):
        return function.call(run, arguments, names, at)
    if not isinstance(function, Function):
        return run.warn("call.notafunction", at, Kind(kind_of(function)))
    ordered = _in_order(run, function, arguments, names, at)
    fitting = None if ordered is None else _fitting(run, function, ordered, at)
    if fitting is None:
        return None
    run.depth += 1
    if run.depth > CALLS:
        raise Stopped("limit.calls", CALLS)
    result = function.body(run, fitting)
    run.depth -= 1
    return result


def _in_order(run: Run, function: Function, arguments: list[Any], names: Sequence[str], at: int) -> Any:
    wanted = function.names
    if not names:
        if len(arguments) != len(wanted):
            return run.warn("call.count", at, function.name, len(wanted), len(arguments))
        return arguments
    for name in names:
        if name not in wanted:
            return run.warn("call.parameter", at, function.name, name, partial(did_you_mean, name, wanted))
    given = dict(zip(names, arguments, strict=True))
    return [given.get(name) for name in wanted]


def _fitting(run: Run, function: Function, arguments: list[Any], at: int) -> Any:
    fitting: list[Any] = []
    for (name, kind), argument in zip(function.parameters, arguments, strict=True):
        if kind is ANY or argument is None:
            fitting.append(argument)
            continue
        run.weigh(argument)
        fits, value = converted(argument, kind)
        if not fits:
            return run.warn("call.argument", at, function.name, name, Kind(kind_of(argument)))
        fitting.append(value)
    return fitting
