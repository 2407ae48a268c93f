"""The parent's side of reading a sheet: the envelope out, plain data back; the file is never opened here."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from engine.procedures.sheets.child import read_in_child
from engine.procedures.sheets.progress import Tell
from engine.procedures.sources import Sources

_CHILD: Final = "engine.publication.imports.child"


def procedures_in(data: bytes, tell: Tell | None = None) -> list[dict[str, Any]]:
    """The procedures of a file, as ``report`` tells them. Raises UnreadableSheet."""
    found: list[dict[str, Any]] = _asked({"data": _text(data)}, tell)["procedures"]
    return found


def compared(data: bytes, against: Mapping[int, Sources], tell: Tell | None = None) -> dict[int, dict[str, Any]]:
    """By position: what the file makes of declared procedures. Raises UnreadableSheet."""
    asked = [
        {"position": position, "files": {path: _text(one) for path, one in sources.files.items()}}
        for position, sources in against.items()
    ]
    answers: Iterable[dict[str, Any]] = _asked({"data": _text(data), "against": asked}, tell)["compared"]
    return {one["position"]: one for one in answers}


def _asked(envelope: Mapping[str, Any], tell: Tell | None) -> dict[str, Any]:
    return read_in_child(json.dumps(envelope).encode(), progress=tell, module=_CHILD)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
