"""One deadline for everything an attempt does, also against a partner that sends one byte now and then."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Ticks = Callable[[], float]


@dataclass
class Bound:
    """Begins with its first question. ``ticks`` measures it in seconds."""

    seconds: float
    ticks: Ticks = time.monotonic
    _until: float | None = field(default=None, init=False)

    def left(self) -> float:
        """Seconds left; TimeoutError when there are none."""
        if self._until is None:
            self._until = self.ticks() + self.seconds
        left = self._until - self.ticks()
        if left <= 0:
            raise TimeoutError(f"more than {self.seconds:g} s")
        return left

    @contextlib.contextmanager
    def over(self, connection: socket.socket) -> Iterator[None]:
        """Cut the connection when the time is up; what broke because of that is a TimeoutError."""
        held = socket.socket(fileno=os.dup(connection.fileno()))
        cut = threading.Timer(self.left(), _cut, (held,))
        cut.daemon = True
        cut.start()
        try:
            yield
        except Exception as error:
            self.left()
            raise error
        finally:
            cut.cancel()
            held.close()


def _cut(held: socket.socket) -> None:
    with contextlib.suppress(OSError):
        held.shutdown(socket.SHUT_RDWR)
