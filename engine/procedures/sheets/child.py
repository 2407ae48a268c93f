"""Reads an untrusted sheet in a child process with little time and memory; only JSON comes back.

``python -m engine.procedures.sheets.child`` takes the file on standard input. It limits itself before it looks at a
byte, so a file that finds a gap in the other limits costs one process and a few seconds (see decision 0094).
"""

from __future__ import annotations

import base64
import json
import resource
import subprocess
import sys
from typing import Any, Final

from engine.procedures.sheets.as_data import as_data
from engine.procedures.sheets.document import Table
from engine.procedures.sheets.drafting.drafts import drafts_of
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.importing import import_sheet
from engine.text import Text

CPU_SECONDS: Final = 60
MEMORY: Final = 1_500 * 1024 * 1024
PATIENCE: Final = 120.0

_TOO_HEAVY: Final = Text(
    "Đọc tệp này mất quá nhiều thời gian hoặc bộ nhớ. Hãy chia nhỏ tệp rồi thử lại.",
    "Reading this file takes too much time or memory. Split it and try again.",
)


def read_in_child(data: bytes, *, patience: float = PATIENCE) -> dict[str, Any]:
    """What ``report`` says of ``data``, worked out in a child process. Raises UnreadableSheet."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "engine.procedures.sheets.child"],
            input=data,
            capture_output=True,
            timeout=patience,
            check=False,
        )
        said: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        said = {}
    if "refused" in said:
        raise UnreadableSheet(Text(said["refused"]["vi"], said["refused"]["en"]))
    if "procedures" not in said:
        raise UnreadableSheet(_TOO_HEAVY)
    return said


def report(data: bytes) -> dict[str, Any]:
    """The processes, their drafts (BPMN and forms as base64) and the tables as printed, all plain data."""
    imported = import_sheet(data)
    drafts = [
        {
            "key": one.key,
            "bpmn": base64.b64encode(one.bpmn).decode(),
            "forms": {name: base64.b64encode(form).decode() for name, form in one.forms.items()},
            "processes": list(one.processes),
        }
        for one in drafts_of(imported)
    ]
    tables = [_table(one) for one in imported.document.tables()]
    return {**as_data(imported.processes), "drafts": drafts, "tables": tables}


def _table(table: Table) -> dict[str, Any]:
    cells = [
        {"row": cell.row, "column": cell.column, "rows": cell.rows, "columns": cell.columns, "text": cell.text}
        for cell in table.cells()
    ]
    return {"table": table.name, "rows": len(table.grid), "columns": table.width, "cells": cells}


def main() -> None:
    """Read standard input, write the report on standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = report(sys.stdin.buffer.read())
    except UnreadableSheet as refusal:
        answer = {"refused": {"vi": refusal.text.vi, "en": refusal.text.en}}
    except (MemoryError, RecursionError):
        answer = {"refused": {"vi": _TOO_HEAVY.vi, "en": _TOO_HEAVY.en}}
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
