"""Compiles a diagram nobody vouches for: first in a child process with limits, and only then here."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.spiff.bundle import Bundle
from engine.spiff.errors import NotRunnable
from engine.spiff.specs import compile_version
from engine.text import Text

SECONDS = 2
MEGABYTES = 512
_ROOT = Path(__file__).resolve().parents[2]
_START_UP = 8
"""Seconds a loaded machine may take to start Python; the trial's own time is limited as CPU time."""


def compile_untrusted(
    bpmn: bytes, dmn: Mapping[str, bytes] | None = None, *, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> Bundle:
    """Like ``compile_version``, for an upload. Raises NotRunnable with a reason for anything refused or too heavy.

    ``seconds`` is CPU time and ``megabytes`` address space of the child that tries to compile and start the diagram.
    What the child managed within them is then done here again, at the same cost.
    """
    answer = _try(bpmn, dict(dmn or {}), seconds, megabytes)
    if answer:
        raise _refusal(answer)
    return compile_version(bpmn, dmn)


def _try(bpmn: bytes, dmn: Mapping[str, bytes], seconds: int, megabytes: int) -> dict[str, Any]:
    asked = {"bpmn": _text(bpmn), "dmn": {name: _text(data) for name, data in dmn.items()}}
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0"}
    try:
        child = subprocess.run(
            [sys.executable, "-m", "engine.spiff.trial", str(seconds), str(megabytes)],
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
        return {"code": "too_heavy"}
    return answer if isinstance(answer, dict) else {"code": "too_heavy"}


def _refusal(answer: Mapping[str, Any]) -> NotRunnable:
    if "vi" in answer:
        return NotRunnable(Text(answer["vi"], answer["en"]), answer["element"], answer["line"], answer["code"])
    if answer["code"] == "too_heavy":
        text = Text(
            "Sơ đồ quá nặng: đọc và khởi tạo nó vượt quá thời gian hoặc bộ nhớ cho phép.",
            "The diagram is too heavy: reading and starting it exceeds the time or memory allowed.",
        )
    else:
        text = Text(
            "Sơ đồ không đọc được vì một lỗi ngoài dự kiến. Vui lòng báo cho quản trị hệ thống.",
            "The diagram cannot be read because of an unexpected error. Please tell the administrator.",
        )
    return NotRunnable(text, code=str(answer["code"]))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
