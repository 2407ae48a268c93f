"""A rehearsal in a child process with limits of time and memory: what the web asks for, about files from anywhere.

``apart`` starts the child, which runs as ``python -m engine.rehearsal.apart SECONDS MEGABYTES`` and limits itself
before it reads a single byte.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from engine.bpmn.errors import Unreadable
from engine.rehearsal.rehearsing import rehearse
from engine.rehearsal.report import as_data
from engine.spiff import NotRunnable
from engine.spiff.trial import limit

SECONDS: Final = 15
MEGABYTES: Final = 768
MOST_ACTS: Final = 4_000
"""Acts a page waits for: some seconds. The command line goes on for longer."""

_ROOT = Path(__file__).resolve().parents[2]
_START_UP = 15
LANGUAGES: Final = ("vi", "en")

Report = dict[str, Any]


def apart(bpmn: bytes, tables: Mapping[str, bytes], forms: Mapping[str, bytes], seconds: int = SECONDS) -> Report:
    """The reports of ``as_data`` by language and ``passed``; or ``refused`` with [vi, en] and ``element``.

    ``seconds`` is CPU time of the child. A rehearsal that takes longer is refused as too heavy.
    """
    asked = {"bpmn": _text(bpmn), "tables": _texts(tables), "forms": _texts(forms)}
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0"}
    try:
        child = subprocess.run(
            [sys.executable, "-m", "engine.rehearsal.apart", str(seconds), str(MEGABYTES)],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=_ROOT,
            timeout=seconds + _START_UP,
            check=False,
        )
        answer = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return dict(TOO_HEAVY)
    return answer if isinstance(answer, dict) else dict(TOO_HEAVY)


TOO_HEAVY: Final[Mapping[str, Any]] = {
    "refused": [
        "Quy trình quá lớn để diễn tập trên trang này; hãy dùng lệnh quytrinh rehearse.",
        "The procedure is too large to be rehearsed on this page; use the command quytrinh rehearse.",
    ],
    "element": "",
}


def attempt(asked: Mapping[str, Any]) -> Report:
    """What the child does."""
    files = {part: {name: base64.b64decode(data) for name, data in asked[part].items()} for part in ("tables", "forms")}
    try:
        result = rehearse(base64.b64decode(asked["bpmn"]), files["tables"], files["forms"], most_acts=MOST_ACTS)
    except NotRunnable as refusal:
        return {"refused": list(refusal.text), "element": refusal.element}
    except Unreadable as refusal:
        return {"refused": [refusal.said_in("vi"), refusal.said_in("en")], "element": ""}
    return {**{language: as_data(result, language) for language in LANGUAGES}, "passed": sorted(result.passed)}


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: _text(data) for name, data in files.items()}


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def main() -> None:
    """One rehearsal."""
    limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        answer = attempt(json.load(sys.stdin))
    except MemoryError:
        answer = dict(TOO_HEAVY)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
