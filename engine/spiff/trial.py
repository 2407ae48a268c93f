"""The child process that tries a foreign diagram: reads it from standard input, compiles and starts it, and reports.

It runs as ``python -m engine.spiff.trial SECONDS MEGABYTES`` and limits itself before it reads a single byte.
"""

from __future__ import annotations

import base64
import json
import resource
import sys
from datetime import UTC, datetime
from typing import Any


def limit(seconds: int, megabytes: int) -> None:
    """CPU seconds, memory, and no writing of files, for this process from now on."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    used = int(spent.ru_utime + spent.ru_stime)
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, used + seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class TrialWorld:
    """Assigns everything to nobody in particular; a trial only asks whether the diagram can be started."""

    now = datetime(2026, 1, 1, tzinfo=UTC)

    def resolve(self, request: Any) -> Any:
        """Anybody."""
        from engine.spiff.world import Assigned

        return Assigned("trial", request.post)


def attempt(bpmn: bytes, dmn: dict[str, bytes]) -> dict[str, Any]:
    """Compile and start; the answer is empty when all went well, else it says what was refused and why."""
    from engine.bpmn.errors import Unreadable
    from engine.spiff.acts import Start
    from engine.spiff.advancing import advance
    from engine.spiff.errors import NotRunnable
    from engine.spiff.specs import compile_version

    try:
        advance(compile_version(bpmn, dmn), None, Start(), TrialWorld())
    except NotRunnable as refusal:
        said = {"code": refusal.code, "element": refusal.element, "line": refusal.line}
        return {**said, "vi": refusal.text.vi, "en": refusal.text.en}
    except Unreadable as refusal:
        return {"code": "unreadable", "element": "", "line": refusal.line, **refusal.text._asdict()}
    except MemoryError:
        return {"code": "too_heavy"}
    except Exception as problem:
        return {"code": "unexpected", "kind": type(problem).__name__}
    return {}


def main() -> None:
    """One trial."""
    limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        asked = json.load(sys.stdin)
        dmn = {name: base64.b64decode(data) for name, data in asked["dmn"].items()}
        answer = attempt(base64.b64decode(asked["bpmn"]), dmn)
    except MemoryError:
        answer = {"code": "too_heavy"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
