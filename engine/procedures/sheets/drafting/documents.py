"""The papers of a dossier out of the part "Thành phần hồ sơ": table rows with marks, or lines of a list."""

from __future__ import annotations

import re
from typing import Final

from engine.procedures.sheets.document import flat
from engine.procedures.sheets.drafting.elements import Extension
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.parts import Line, Parts

_COPIES: Final = {"ban chinh": "originals", "ban goc": "originals", "ban sao": "copies", "ban chup": "copies"}
_BULLET: Final = re.compile(r"^(?:[-+•*–]|\d{1,2}[.)]|[a-zđ]\))\s*")
_NUMBER: Final = re.compile(r"^\d{1,3}[.)]?$")
_MAX: Final = 60


def documents_of(parts: Parts) -> list[Extension]:
    """The papers that are listed; how many of each only where the sheet marks it."""
    found: list[Extension] = []
    columns: dict[int, str] = {}
    for line in parts.named("thanh phan"):
        heads = {column: _COPIES[bare(text)] for column, text in line if bare(text) in _COPIES}
        if heads:
            columns = heads
            continue
        paper = _marked(line, columns) if columns else _listed(line)
        if paper is not None and len(found) < _MAX:
            paper.attributes["id"] = f"giay_to_{len(found) + 1}"
            found.append(paper)
    return found


def _marked(line: Line, columns: dict[int, str]) -> Extension | None:
    names = [text for column, text in line if column not in columns and not _NUMBER.match(text)]
    marks = {columns[column]: text for column, text in line if column in columns}
    if not names or not marks:
        return None
    counts = {name: text if text.isdecimal() and len(text) < 3 else "1" for name, text in marks.items()}
    return _paper(names[0], counts)


def _listed(line: Line) -> Extension | None:
    text = line[0][1]
    if not _BULLET.match(text) or len(text) > 800:
        return None
    return _paper(_BULLET.sub("", text), {"copies": "1"} if bare(_BULLET.sub("", text)).startswith("ban sao") else {})


def _paper(name: str, counts: dict[str, str]) -> Extension:
    return Extension("document", {"id": "", "name": flat(name).rstrip(" ;."), "mode": "submit", **counts})
