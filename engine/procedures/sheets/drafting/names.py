"""Names out of Vietnamese titles: keys of procedures, ids of elements, short names of steps."""

from __future__ import annotations

import re
from collections.abc import Container

from engine.procedures.sheets.document import flat
from engine.procedures.sheets.language import bare

MAX_KEY = 60
MAX_NAME = 60
_LEAD = re.compile(r"^(?:thu tuc|tthc|quy trinh)\s+")


def key_of(title: str, taken: Container[str]) -> str:
    """A stable key for a procedure: the title as a slug, numbered when it is taken."""
    words = re.findall(r"[a-z0-9]+", _LEAD.sub("", bare(title)))
    key = ""
    for word in words:
        if key and len(key) + len(word) + 1 > MAX_KEY:
            break
        key = f"{key}-{word}" if key else word[:MAX_KEY]
    key = key or "quy-trinh"
    return numbered(key if key[0].isalpha() else f"qt-{key}", taken, "-")


def numbered(name: str, taken: Container[str], sign: str = "_") -> str:
    """``name``, or the first of name_2, name_3 … that is not taken."""
    if name not in taken:
        return name
    count = 2
    while f"{name}{sign}{count}" in taken:
        count += 1
    return f"{name}{sign}{count}"


def short(text: str, limit: int = MAX_NAME) -> str:
    """The first clause of ``text``, cut at a word."""
    line = flat(text.split("\n")[0]).strip(" -+•*:;.")
    line = re.sub(r"^\d{1,2}[.)]\s+", "", line)
    clause = re.split(r"(?<=\S)[;:.](?=\s)", line)[0].strip(" ,;:.")
    if len(clause) <= limit:
        return clause[:1].upper() + clause[1:]
    cut = clause[:limit].rsplit(" ", 1)[0].rstrip(" ,;:(-")
    return cut[:1].upper() + cut[1:] + " …"
