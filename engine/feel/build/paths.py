"""Paths: entries of contexts, the same of every element of a list, and the properties of other values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.feel.build.builder import MISSING, Builder, Code, Local
from engine.feel.build.names import is_outside, remembered, unknown_name
from engine.feel.builtins import BUILTINS
from engine.feel.tree import Name, Node, Path
from engine.feel.values.incoming import READY
from engine.feel.values.kinds import kind_of
from engine.feel.values.properties import property_of
from engine.feel.warnings import Kind

if TYPE_CHECKING:
    from engine.feel.run import Run


def path(node: Path, builder: Builder) -> Code:
    """The closure of ``base.name``."""
    keys: list[str] = []
    base: Node = node
    while isinstance(base, Path):
        keys.insert(0, base.name)
        base = base.base
    if isinstance(base, Name) and is_outside(base, builder) and base.name not in BUILTINS:
        return _from_outside(base, tuple(keys), node.at)
    code, key, at = builder.code(node.base), node.name, node.at
    return lambda run, local: entry(run, code(run, local), key, at)


def _from_outside(base: Name, keys: tuple[str, ...], at: int) -> Code:
    """A path whose every step is a mapping given from outside reads it as it is, without copying."""
    root, start, whole = base.name, base.at, (base.name, *keys)

    def code(run: Run, local: Local) -> Any:
        value = run.root.get(root, MISSING)
        if value is MISSING:
            return unknown_name(run, root, start)
        for index, key in enumerate(keys):
            if type(value) is not dict and not isinstance(value, Mapping):
                return _rest(run, remembered(run, whole[: index + 1], value), keys[index:], at)
            value = value.get(key, MISSING)
            if value is MISSING:
                return run.warn("path.missing", at, key, ".".join(whole[: index + 1]))
        return value if type(value) in READY else remembered(run, whole, value)

    return code


def _rest(run: Run, value: Any, keys: tuple[str, ...], at: int) -> Any:
    for key in keys:
        value = entry(run, value, key, at)
    return value


def entry(run: Run, value: Any, key: str, at: int) -> Any:
    """``value.key`` for any value (DMN 1.5, tables 64 to 67)."""
    if isinstance(value, dict):
        found = value.get(key, MISSING)
    elif isinstance(value, list):
        run.allow_list(len(value))
        return [entry(run, item, key, at) for item in value]
    else:
        found = property_of(value, key, MISSING)
    if found is MISSING:
        return run.warn("path.missing", at, key, Kind(kind_of(value)))
    return found
