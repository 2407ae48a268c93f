"""Lists of the official sheet as administrators edit them: one part put in, changed, moved or taken out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from engine.bpmn.edit.names import free, slug
from engine.bpmn.sheet import Translation

Part = TypeVar("Part")


def put(parts: Sequence[Part], at: int | None, part: Part) -> tuple[Part, ...]:
    """With ``part`` in place ``at``; None: at the end."""
    if at is None or not 0 <= at < len(parts):
        return (*parts, part)
    return (*parts[:at], part, *parts[at + 1 :])


def moved(parts: Sequence[Part], at: int, by: int) -> tuple[Part, ...]:
    """With the part in place ``at`` moved by that many places, as far as there are any."""
    if not 0 <= at < len(parts):
        return tuple(parts)
    left = [one for number, one in enumerate(parts) if number != at]
    to = min(max(at + by, 0), len(left))
    return (*left[:to], parts[at], *left[to:])


def without(parts: Sequence[Part], at: int) -> tuple[Part, ...]:
    """Without the part in place ``at``."""
    return tuple(one for number, one in enumerate(parts) if number != at)


def new_id(name: str, fallback: str, taken: Collection[str]) -> str:
    """A speaking id for a new part: from its name, none of those taken."""
    return free(slug(name, fallback), taken)


def worded(texts: Sequence[Translation], of: str, content: str, lang: str = "en") -> tuple[Translation, ...]:
    """With the wording of one thing in a language; "" takes it away. A wording there was keeps its place."""
    mine = [one.of == of and one.lang == lang for one in texts]
    kept = tuple(one for one, gone in zip(texts, mine, strict=True) if not gone)
    if not content:
        return kept
    place = mine.index(True) if True in mine else len(kept)
    known = next((one for one, found in zip(texts, mine, strict=True) if found), Translation(lang, of))
    return (*kept[:place], replace(known, content=content), *kept[place:])


def wording_of(texts: Sequence[Translation], of: str, lang: str = "en") -> str:
    """The wording of one thing in a language, or ""."""
    return next((one.content for one in texts if one.of == of and one.lang == lang), "")


def unworded(texts: Sequence[Translation], gone: Callable[[str], bool]) -> tuple[Translation, ...]:
    """Without the wordings of what is gone."""
    return tuple(one for one in texts if not gone(one.of))
