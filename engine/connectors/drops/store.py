"""What a connector needs of such a place; names are plain file names below it, never paths that climb."""

from __future__ import annotations

from typing import Protocol

from engine.connectors.base import Unreachable

MOST_BYTES = 1024 * 1024


class Store(Protocol):
    """Whatever fails raises ``Unreachable`` or ``Blocked``."""

    async def read(self, folder: str, name: str) -> bytes | None:
        """A file of at most 1 MiB; None when it is not there."""
        ...

    async def leave(self, folder: str, name: str, data: bytes) -> bool:
        """Leave a whole file under a name at once; False when the name is taken already."""
        ...


def bounded(data: bytes) -> bytes:
    """The data again. Raises ``Unreachable`` when there is too much of it."""
    if len(data) > MOST_BYTES:
        raise Unreachable("the file is larger than 1 MiB")
    return data


def part(name: str) -> str:
    """The name while a file is being written."""
    return f".{name}.part"
