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


def snapshot(state: bytes) -> bytes:
    """A compressed copy of ``state``."""
    return zlib.compress(state, 6)


def restored(data: bytes, counter: int, bundle: Bundle, world: World) -> Run:
    """A run as the snapshot had it, every token under a new id (ids are never used twice in a dossier).

    Connector calls that were under way, and automatic steps that were in error, run again.
    """
    try:
        state = zlib.decompress(data)
    except zlib.error:
        raise BadState from None
    document = _renumber(read_document(state, bundle), counter)
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
