"""Names: where each one is found is settled once; only the entries of a filtered item are looked up while running."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from engine.feel.build.builder import MISSING, Builder, Code, Local
from engine.feel.builtins import BUILTINS
from engine.feel.suggest import did_you_mean
from engine.feel.tree import Literal, Name
from engine.feel.values.incoming import READY, incoming

if TYPE_CHECKING:
    from engine.feel.run import Run


def literal(node: Literal, _: Builder) -> Code:
    """A literal is its own value."""
    value = node.value
    return lambda run, local: value


def name(node: Name, builder: Builder) -> Code:
    """The closure that finds a name."""
    filters: list[int] = []
    for hops, frame in enumerate(reversed(builder.frames)):
        if frame.filtered and node.name == "item":
            return _after_filters(filters, node.name, _item(hops))
        if not frame.filtered and node.name in frame.names:
            return _after_filters(filters, node.name, _local(hops, node.name))
        if frame.filtered:
            filters.append(hops)
    return _after_filters(filters, node.name, outside(node))


def is_outside(node: Name, builder: Builder) -> bool:
    """Whether the name can only be one given from outside (or a built-in function)."""
    return not any(frame.filtered or node.name in frame.names for frame in builder.frames)


def _local(hops: int, key: str) -> Code:
    if hops == 0:
        return lambda run, local: local[0][key]
    if hops == 1:
        return lambda run, local: local[1][0][key]

    def far(run: Run, local: Local) -> Any:
        for _ in range(hops):
            local = local[1]
        return local[0][key]

    return far


def _item(hops: int) -> Code:
    def item(run: Run, local: Local) -> Any:
        for _ in range(hops):
            local = local[1]
        return local[0].get("item", local[2])

    return item


def _after_filters(filters: list[int], key: str, otherwise: Code) -> Code:
    if not filters:
        return otherwise
    last = filters[-1]
    places = frozenset(filters)

    def code(run: Run, local: Local) -> Any:
        place = local
        for hops in range(last + 1):
            if hops in places:
                value = place[0].get(key, MISSING)
                if value is not MISSING:
                    return value
            place = place[1]
        return otherwise(run, local)

    return code


def outside(node: Name) -> Code:
    """A name given from outside; failing that the built-in function of that name."""
    key, at, builtin = node.name, node.at, BUILTINS.get(node.name)

    def code(run: Run, local: Local) -> Any:
        value = run.root.get(key, MISSING)
        if type(value) in READY:
            return value
        if value is not MISSING:
            return remembered(run, key, value)
        if builtin is not None:
            return builtin
        return unknown_name(run, key, at)

    return code


def unknown_name(run: Run, key: str, at: int) -> None:
    """Warn of a name nobody gave, with the nearest one that exists."""
    run.warn("name.unknown", at, key, partial(did_you_mean, key, run.root))


def remembered(run: Run, key: Any, value: Any) -> Any:
    """The converted form of a value from outside, converted once per evaluation."""
    if type(value) is Decimal:
        return value if value.is_finite() else None
    if run.clean:
        return value
    if run.seen is None:
        run.seen = {}
    found = run.seen.get(key, MISSING)
    if found is MISSING:
        found = run.seen[key] = incoming(value)
    return found
