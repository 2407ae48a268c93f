"""Small copies of a state to come back to. Coming back is a forward act: nothing that happened is unsaid."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from engine.spiff.codec import open_document, read_document
from engine.spiff.elements.automatic import ConnectorStep
from engine.spiff.errors import BadState
from engine.spiff.handling import revive
from engine.spiff.library import TaskState

if TYPE_CHECKING:
    from engine.spiff.bundle import Bundle
    from engine.spiff.run import Run
    from engine.spiff.world import World

_LEVEL, _MEMORY = 6, 5
"""How hard zlib tries, and how much memory it takes to begin with: less is faster for states of a few kilobytes."""

_NEEDS_DICTIONARY = 0x20
"""The bit of zlib's header that says so (RFC 1950)."""


def snapshot(state: bytes, after: bytes | None = None) -> bytes:
    """A compressed copy of ``state``; told by how it differs from the state ``after`` it, when that is given.

    An act changes little, so the copy of a long state takes some fifty bytes, whatever happened before.
    """
    dictionary = {} if after is None else {"zdict": after}
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, _MEMORY, zlib.Z_DEFAULT_STRATEGY, **dictionary)
    return packer.compress(state) + packer.flush()


def stands_alone(data: bytes) -> bool:
    """Whether a snapshot can be read without the state after it."""
    return not (len(data) > 1 and data[1] & _NEEDS_DICTIONARY)


def state_in(data: bytes, after: bytes | None = None) -> bytes:
    """The state ``snapshot`` was given, checked byte by byte. Raises BadState, also for another ``after``."""
    dictionary = {} if after is None else {"zdict": after}
    try:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS, **dictionary)
        state = unpacker.decompress(data) + unpacker.flush()
    except zlib.error:
        raise BadState from None
    if not unpacker.eof:
        raise BadState
    return state


def restored(data: bytes, counter: int, bundle: Bundle, world: World) -> Run:
    """A run as a snapshot that stands alone had it, every token under a new id (ids are never used twice in a dossier).

    Connector calls that were under way, and automatic steps that were in error, run again.
    """
    document = _renumber(read_document(state_in(data), bundle), counter)
    run = open_document(document, bundle, world)
    for instance in list(run.instance.everywhere()):
        for token in instance.live():
            if token._state == TaskState.ERROR:
                revive(token)
            elif isinstance(token.task_spec, ConnectorStep) and token._state == TaskState.STARTED:
                token._set_state(TaskState.READY)
    return run


def _renumber(document: dict[str, Any], counter: int) -> dict[str, Any]:
    numbers: dict[int, int] = {}

    def fresh(rows: list[list[Any]]) -> list[list[Any]]:
        for row in rows:
            numbers[row[0]] = counter + len(numbers) + 1
        return [[numbers[row[0]], *row[1:]] for row in rows]

    tokens = fresh(document["t"])
    inner = []
    for owner, number, local, rows in document.get("s", ()):
        inner.append([numbers[owner], number, local, fresh(rows)])
    return {**document, "t": tokens, "s": inner, "n": max(document["n"], counter) + len(numbers)}
