"""Reads an untrusted sheet in a child process with little time and memory; only JSON comes back.

``python -m engine.procedures.sheets.child`` takes the file on standard input. It limits itself before it looks at a
byte, so a file that finds a gap in the other limits costs one process and a few seconds (see decision 0094).
"""

from __future__ import annotations

import base64
import contextlib
import json
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import IO, Any, Final

from engine.procedures.sheets.as_data import as_data
from engine.procedures.sheets.document import Table
from engine.procedures.sheets.drafting.drafts import drafts_of
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.importing import import_sheet
from engine.procedures.sheets.progress import Progress, Tell
from engine.text import Text

CPU_SECONDS: Final = 60
MEMORY: Final = 1_500 * 1024 * 1024
PATIENCE: Final = 120.0
_MODULE: Final = "engine.procedures.sheets.child"

_TOO_HEAVY: Final = Text(
    "Đọc tệp này mất quá nhiều thời gian hoặc bộ nhớ. Hãy chia nhỏ tệp rồi thử lại.",
    "Reading this file takes too much time or memory. Split it and try again.",
)


def read_in_child(
    data: bytes, *, patience: float = PATIENCE, progress: Tell | None = None, module: str = _MODULE
) -> dict[str, Any]:
    """What ``report`` says of ``data``, worked out in a child process. Raises UnreadableSheet.

    ``progress`` is told how far the child is, from another thread; ``module`` is another one that calls ``main``.
    """
    command = [sys.executable, "-m", module]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child, _listening(child.stderr, progress):  # fmt: skip
        end = threading.Timer(patience, child.kill)
        end.start()
        feeding = threading.Thread(target=_feed, args=(child.stdin, data), daemon=True)
        feeding.start()
        answer = child.stdout.read() if child.stdout is not None else b""
        child.wait()
        end.cancel()
        feeding.join()
    try:
        said: dict[str, Any] = json.loads(answer) if child.returncode == 0 else {}
    except ValueError:
        said = {}
    if "refused" in said:
        raise UnreadableSheet(Text(said["refused"]["vi"], said["refused"]["en"]))
    if "procedures" not in said:
        raise UnreadableSheet(_TOO_HEAVY)
    return said


def _feed(stream: IO[bytes] | None, data: bytes) -> None:
    """Hand the file over; a child that has given up closes its end."""
    if stream is not None:
        with contextlib.suppress(OSError):
            stream.write(data)
        with contextlib.suppress(OSError):
            stream.close()


@contextlib.contextmanager
def _listening(stream: IO[bytes] | None, progress: Tell | None) -> Iterator[None]:
    """Pass on what the child says of its progress, line by line."""

    def listen() -> None:
        for line in stream or ():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                said = json.loads(line)
                told = Progress(said["stage"], said["done"], said["all"], Text(*said["what"]))
                if progress is not None:
                    progress(told)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _tell(progress: Progress) -> None:
    line = {"stage": progress.stage, "done": progress.done, "all": progress.all, "what": list(progress.what)}
    sys.stderr.write(json.dumps(line) + "\n")
    sys.stderr.flush()


def report(data: bytes, progress: Tell | None = None) -> dict[str, Any]:
    """The processes, their drafts (BPMN and forms as base64) and the tables as printed, all plain data."""
    imported = import_sheet(data, progress=progress)
    drafts = [
        {
            "key": one.key,
            "bpmn": base64.b64encode(one.bpmn).decode(),
            "forms": {name: base64.b64encode(form).decode() for name, form in one.forms.items()},
            "processes": list(one.processes),
        }
        for one in drafts_of(imported, progress=progress)
    ]
    tables = [_table(one) for one in imported.document.tables()]
    return {**as_data(imported.processes), "drafts": drafts, "tables": tables}


def _table(table: Table) -> dict[str, Any]:
    cells = [
        {"row": cell.row, "column": cell.column, "rows": cell.rows, "columns": cell.columns, "text": cell.text}
        for cell in table.cells()
    ]
    return {"table": table.name, "rows": len(table.grid), "columns": table.width, "cells": cells}


def main(work: Callable[[bytes, Tell], dict[str, Any]] = report) -> None:
    """Read standard input, write what ``work`` makes of it on standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = work(sys.stdin.buffer.read(), _tell)
    except UnreadableSheet as refusal:
        answer = {"refused": {"vi": refusal.text.vi, "en": refusal.text.en}}
    except (MemoryError, RecursionError):
        answer = {"refused": {"vi": _TOO_HEAVY.vi, "en": _TOO_HEAVY.en}}
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
