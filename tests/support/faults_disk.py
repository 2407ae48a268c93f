"""A disk that fails or a process that dies at the n-th thing the file store does to it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from engine.documents.store import FileStore
from tests.support.faults_child import die

Reach = Callable[[int, str], None]

TOUCHES = ("mkdir", "open", "write", "fsync", "replace")
"""All that keeping a file asks of the disk, except removing what is left of it."""


class FullDisk(OSError):
    """What a full disk answers."""

    def __init__(self) -> None:
        super().__init__(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Disk:
    """Counts what is done to the disk and calls ``reach`` before each touch."""

    def __init__(self, reach: Reach) -> None:
        self.count = 0
        self._reach = reach

    def under(self, name: str) -> Callable[..., Any]:
        """One function of ``os``, watched."""
        real = getattr(os, name)

        def touched(*given: Any, **more: Any) -> Any:
            self.count += 1
            self._reach(self.count, name)
            return real(*given, **more)

        return touched


@contextmanager
def disk(reach: Reach) -> Iterator[Disk]:
    """Watch every touch of the file store for a while."""
    watched = Disk(reach)
    kept = FileStore._keep

    def keep(self: FileStore, target: Path, data: bytes) -> None:
        with ExitStack() as stack:
            for name in TOUCHES:
                stack.enter_context(patch.object(os, name, watched.under(name)))
            kept(self, target, data)

    with patch.object(FileStore, "_keep", keep):
        yield watched


def full_at(number: int) -> Reach:
    """A disk that is full from the n-th touch on; reading and removing still work."""

    def reach(count: int, name: str) -> None:
        if count >= number:
            raise FullDisk

    return reach


def dying_at(number: int) -> Reach:
    """A process that dies just before the n-th touch."""

    def reach(count: int, name: str) -> None:
        if count == number:
            die()

    return reach
