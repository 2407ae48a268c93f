"""Doing something in a forked copy of this process that may be killed at any moment, and hearing how far it came."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass

Tell = Callable[[str], None]

_write_now = os.write
_LIMIT_SECONDS = 120
_FAILED = 70


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code (minus the signal's number when it was killed) and what it told before."""

    code: int
    told: tuple[str, ...]

    @property
    def killed(self) -> bool:
        """Whether it died by SIGKILL."""
        return self.code == -signal.SIGKILL


class Child:
    """A running copy. ``tell`` hands one line to the parent at once: what was told before a kill is never lost."""

    def __init__(self, body: Callable[[Tell], None]) -> None:
        self._read, write = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._read)
            _run(body, write)
        os.close(write)

    def kill(self) -> None:
        """Kill it as a power cut would: no handler runs, nothing is flushed."""
        os.kill(self.pid, signal.SIGKILL)

    def join(self) -> Ended:
        """Wait until it has ended."""
        with os.fdopen(self._read, "rb") as pipe:
            told = pipe.read().decode().splitlines()
        _, status = os.waitpid(self.pid, 0)
        return Ended(os.waitstatus_to_exitcode(status), tuple(told))


def in_child(body: Callable[[Tell], None]) -> Ended:
    """Run ``body`` in a child to its end. Close every database connection first: a fork shares sockets and locks."""
    return Child(body).join()


def die() -> None:
    """Kill the present process."""
    os.kill(os.getpid(), signal.SIGKILL)


def _run(body: Callable[[Tell], None], pipe: int) -> None:
    code = _FAILED
    try:
        signal.alarm(_LIMIT_SECONDS)
        body(lambda line: _write(pipe, line))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _write(pipe: int, line: str) -> None:
    _write_now(pipe, f"{line}\n".encode())
