"""A rehearsal in a child process with limits of time and memory: what the web asks for, about files from anywhere.

``Child`` starts it, hears how far it is, and can call it off. The child runs as ``python -m engine.rehearsal.apart
SECONDS MEGABYTES`` and limits itself before it reads a single byte; it says one line of JSON per piece of news, the
answer last.
"""

from __future__ import annotations

import base64
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from engine.bpmn.errors import Unreadable
from engine.rehearsal.comparing import told
from engine.rehearsal.rehearsing import NOON, rehearse
from engine.rehearsal.report import as_data
from engine.rehearsal.scenarios.told import told as told_of_scenarios
from engine.spiff import SpiffError, compile_version
from engine.spiff.trial import limit

SECONDS: Final = 90
"""CPU time of a child: what nobody waits for may take its time."""
MEGABYTES: Final = 1024
LANGUAGES: Final = ("vi", "en")

_ROOT = Path(__file__).resolve().parents[2]
_START_UP = 30
_BETWEEN_NEWS: Final = 0.25

Report = dict[str, Any]


class Child:
    """One rehearsal on its way."""

    def __init__(
        self,
        bpmn: bytes,
        tables: Mapping[str, bytes],
        forms: Mapping[str, bytes],
        scenarios: bytes | None = None,
        seconds: int = SECONDS,
    ) -> None:
        environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0"}
        self._child = subprocess.Popen(
            [sys.executable, "-m", "engine.rehearsal.apart", str(seconds), str(MEGABYTES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=_ROOT,
        )
        self._until = time.monotonic() + seconds + _START_UP
        self._heard = b""
        self.progress = (0, 0, 0)
        """Acts done, standings met, standings still to be walked on from."""
        asked = {"bpmn": _text(bpmn), "tables": _texts(tables), "forms": _texts(forms)}
        self._say({**asked, "scenarios": _text(scenarios or b"")})

    def wait(self, seconds: float) -> Report | None:
        """Listen for so long; the answer once there is one. A child that ends without one was too heavy."""
        assert self._child.stdout is not None
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._child.stdout, selectors.EVENT_READ)
            while (left := until - time.monotonic()) > 0:
                if not selector.select(left):
                    break
                data = os.read(self._child.stdout.fileno(), 1 << 20)
                if not data:
                    return self._ended()
                self._heard += data
                self._news()
        return self._late() if time.monotonic() > self._until else None

    def stop(self) -> None:
        """Call it off."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()

    def _say(self, asked: Mapping[str, Any]) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(json.dumps(asked).encode())
            self._child.stdin.close()
        except BrokenPipeError:
            pass
        finally:
            self._child.stdin = None

    def _news(self) -> None:
        """Take in every whole line that only tells how far it is; the last line is the answer."""
        while (end := self._heard.find(b"\n")) >= 0:
            said = json.loads(self._heard[:end])
            self.progress = tuple(said["progress"])
            self._heard = self._heard[end + 1 :]

    def _ended(self) -> Report:
        heard = self._heard
        self.stop()
        try:
            answer = json.loads(heard)
        except ValueError:
            return dict(TOO_HEAVY)
        return answer if isinstance(answer, dict) else dict(TOO_HEAVY)

    def _late(self) -> Report:
        self.stop()
        return dict(TOO_HEAVY)


def apart(
    bpmn: bytes,
    tables: Mapping[str, bytes],
    forms: Mapping[str, bytes],
    scenarios: bytes | None = None,
    seconds: int = SECONDS,
) -> Report:
    """The reports of ``as_data`` by language, ``passed``, ``ways`` and ``scenarios``; or ``refused`` with [vi, en]
    and ``element``.

    ``seconds`` is CPU time of the child. A rehearsal that takes longer is refused as too heavy.
    """
    child = Child(bpmn, tables, forms, scenarios, seconds)
    while (answer := child.wait(1.0)) is None:
        pass
    return answer


TOO_HEAVY: Final[Mapping[str, Any]] = {
    "refused": [
        "Quy trình quá lớn để diễn tập trên trang này; hãy dùng lệnh quytrinh rehearse.",
        "The procedure is too large to be rehearsed on this page; use the command quytrinh rehearse.",
    ],
    "element": "",
}


def attempt(asked: Mapping[str, Any], tell: Callable[[int, int, int], None] | None = None) -> Report:
    """What the child does."""
    files = {part: {name: base64.b64decode(data) for name, data in asked[part].items()} for part in ("tables", "forms")}
    bpmn, scenarios = base64.b64decode(asked["bpmn"]), base64.b64decode(asked.get("scenarios", ""))
    try:
        definition = compile_version(bpmn, files["tables"]).definition
        result = rehearse(bpmn, files["tables"], files["forms"], NOON, progress=tell, scenarios=scenarios)
    except SpiffError as refusal:
        return {"refused": list(refusal.text), "element": getattr(refusal, "element", "")}
    except Unreadable as refusal:
        return {"refused": [refusal.said_in("vi"), refusal.said_in("en")], "element": ""}
    return {
        **{language: as_data(result, language) for language in LANGUAGES},
        "passed": sorted(result.passed),
        "ways": told(definition, result),
        "kept": told_of_scenarios(definition, result.scenarios),
    }


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: _text(data) for name, data in files.items()}


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


class _Teller:
    """Says how far the walk is, not more often than somebody would look."""

    def __init__(self) -> None:
        self.said = 0.0

    def __call__(self, acts: int, standings: int, waiting: int) -> None:
        now = time.monotonic()
        if now - self.said >= _BETWEEN_NEWS:
            self.said = now
            sys.stdout.write(json.dumps({"progress": [acts, standings, waiting]}) + "\n")
            sys.stdout.flush()


def main() -> None:
    """One rehearsal."""
    limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        answer = attempt(json.load(sys.stdin), _Teller())
    except MemoryError:
        answer = dict(TOO_HEAVY)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
