"""What is wrong with declared files, said so that their author can mend it: as values, and as JSON with a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.procedures.sources import DIAGRAM
from engine.text import Text

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True)
class Found:
    """One thing that is wrong: where (element, or file and place in it), what and why, and what to do.

    ``file`` is the path inside the bundle and ``element`` the id in the diagram, empty when it is about no element.
    """

    code: str
    severity: str
    where: str
    message: Text
    hint: Text
    file: str = DIAGRAM
    element: str = ""

    def as_data(self) -> dict[str, Any]:
        """The finding as JSON, both languages; whatever JSON cannot carry is replaced."""
        return {
            "code": self.code,
            "severity": self.severity,
            "where": _clean(self.where),
            "message": [_clean(self.message.vi), _clean(self.message.en)],
            "hint": [_clean(self.hint.vi), _clean(self.hint.en)],
            "file": _clean(self.file),
            "element": _clean(self.element),
        }


def from_data(data: Mapping[str, Any]) -> Found:
    """Read a finding back."""
    return Found(
        code=data["code"],
        severity=data["severity"],
        where=data["where"],
        message=Text(*data["message"]),
        hint=Text(*data["hint"]),
        file=data.get("file", DIAGRAM),
        element=data.get("element", ""),
    )


def _clean(text: str) -> str:
    """The text without halves of surrogate pairs and zero characters, which hostile JSON can hold."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
