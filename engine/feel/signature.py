"""Signatures of built-in functions: which arguments each accepts, and which of several signatures a call means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import DecimalException
from functools import partial
from typing import Any

from engine.feel.errors import Said
from engine.feel.run import Run
from engine.feel.suggest import did_you_mean
from engine.feel.values.functions import Function
from engine.feel.values.kinds import kind_of
from engine.feel.values.types import ANY, UNTYPED, Type
from engine.feel.values.types import NAMED as TYPES
from engine.feel.warnings import Kind

_ABSENT: Any = object()


class NoResult(Exception):
    """Raised by a built-in function whose arguments are of the right kinds but outside its domain."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.said = Said(vi, en)


class Failed(Exception):
    """Raised by a built-in function with a warning of its own."""

    def __init__(self, code: str, *details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; ``kinds`` is None when it takes anything, null included."""

    name: str
    kinds: frozenset[str] | None
    optional: bool
    nullable: bool

    def accept(self, value: Any) -> tuple[bool, Any]:
        """Whether the value fits, after the implicit conversions, and what it becomes."""
        if self.kinds is None:
            return True, value
        if value is None:
            return self.nullable, None
        kind = kind_of(value)
        if kind in self.kinds:
            return True, value
        if kind == "list" and len(value) == 1:
            return self.accept(value[0])
        if "list" in self.kinds:
            return True, [value]
        return False, None


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a built-in function; ``many`` lets the last parameter take any number of arguments."""

    parameters: tuple[Parameter, ...]
    many: bool
    body: Callable[..., Any]
    result: Type

    def arrange(self, arguments: list[Any], names: Sequence[str]) -> list[Any] | None:
        """The arguments in the order of the parameters; None when they are not those of this signature."""
        if names:
            return self._by_name(arguments, names)
        least = sum(1 for parameter in self.parameters if not parameter.optional)
        if len(arguments) < least or (not self.many and len(arguments) > len(self.parameters)):
            return None
        return arguments

    def _by_name(self, arguments: list[Any], names: Sequence[str]) -> list[Any] | None:
        given = dict(zip(names, arguments, strict=True))
        known = [parameter.name for parameter in self.parameters]
        if self.many or any(name not in known for name in given):
            return None
        last = max(known.index(name) for name in given)
        wanted = [p for index, p in enumerate(self.parameters) if index <= last or not p.optional]
        return [given.get(parameter.name, _ABSENT) for parameter in wanted]

    def fit(self, arguments: list[Any]) -> tuple[list[Any] | None, int]:
        """The arguments as the parameters want them, or None and the number of the first that does not fit."""
        fitted: list[Any] = []
        for index, argument in enumerate(arguments):
            parameter = self.parameters[min(index, len(self.parameters) - 1)]
            if argument is _ABSENT:
                fits, value = parameter.optional or parameter.nullable or parameter.kinds is None, None
            else:
                fits, value = parameter.accept(argument)
            if not fits:
                return None, index
            fitted.append(value)
        return fitted, -1


class Builtin(Function):
    """A built-in function with all its signatures, tried in the order they were written."""

    __slots__ = ("signatures",)

    def __init__(self, name: str) -> None:
        super().__init__(name, (), lambda run, arguments: self.call(run, arguments, (), 0), ANY)
        self.signatures: list[Signature] = []

    def add(self, signature: Signature) -> None:
        """One more way to call it; the first one is what ``instance of`` sees."""
        self.signatures.append(signature)
        if len(self.signatures) == 1:
            self.parameters = tuple((each.name, _type_of(each)) for each in signature.parameters)
            self.result = signature.result

    def call(self, run: Run, arguments: list[Any], names: Sequence[str], at: int) -> Any:
        """Call the first signature the arguments fit; null with a warning when there is none."""
        misfit: tuple[Signature, list[Any], int] | None = None
        for signature in self.signatures:
            arranged = signature.arrange(arguments, names)
            if arranged is None:
                continue
            fitted, wrong = signature.fit(arranged)
            if fitted is not None:
                return self._result(run, signature, fitted, at)
            misfit = misfit or (signature, arranged, wrong)
        if misfit is None:
            return self._unlike(run, arguments, names, at)
        signature, arranged, wrong = misfit
        parameter = signature.parameters[min(wrong, len(signature.parameters) - 1)]
        if arranged[wrong] is _ABSENT:
            return run.warn("call.missing", at, self.name, parameter.name)
        return run.warn("call.argument", at, self.name, parameter.name, Kind(kind_of(arranged[wrong])))

    def _result(self, run: Run, signature: Signature, arguments: list[Any], at: int) -> Any:
        try:
            return signature.body(run, *arguments)
        except NoResult as nothing:
            return run.warn("call.domain", at, self.name, nothing.said)
        except Failed as failed:
            return run.warn(failed.code, at, *failed.details)
        except (DecimalException, OverflowError):
            return run.warn("arith.range", at, self.name)

    def _unlike(self, run: Run, arguments: list[Any], names: Sequence[str], at: int) -> Any:
        known = list(dict.fromkeys(each.name for signature in self.signatures for each in signature.parameters))
        for name in names:
            if name not in known:
                return run.warn("call.parameter", at, self.name, name, partial(did_you_mean, name, known))
        counts = sorted({count for signature in self.signatures for count in _counts(signature)})
        return run.warn("call.count", at, self.name, "/".join(map(str, counts)), len(arguments))


def _counts(signature: Signature) -> range:
    least = sum(1 for parameter in signature.parameters if not parameter.optional)
    return range(least, len(signature.parameters) + 1)


def _type_of(parameter: Parameter) -> Type:
    if parameter.kinds is None or len(parameter.kinds) != 1:
        return ANY
    name = next(iter(parameter.kinds))
    return TYPES.get(name) or UNTYPED.get(name, ANY)


REGISTRY: dict[str, Builtin] = {}


def builtin(name: str, parameters: str = "", result: str = "Any") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function under its FEEL name.

    ``parameters`` reads "string: string, start position: number, length?: number?": a question mark after the name
    makes it optional, after the type lets it be null; "|" separates kinds, "any" takes everything, and "…" after the
    last type takes any number of arguments.
    """

    def register(body: Callable[..., Any]) -> Callable[..., Any]:
        many = parameters.endswith("…")
        parsed = tuple(_parameter(each) for each in parameters.removesuffix("…").split(",") if each.strip())
        kind = TYPES.get(result) or UNTYPED.get(result, ANY)
        REGISTRY.setdefault(name, Builtin(name)).add(Signature(parsed, many, body, kind))
        return body

    return register


def _parameter(text: str) -> Parameter:
    name, kinds = (part.strip() for part in text.split(":"))
    nullable = kinds.endswith("?")
    accepted = None if kinds == "any" else frozenset(kinds.removesuffix("?").split("|"))
    return Parameter(name.removesuffix("?"), accepted, name.endswith("?"), nullable)
