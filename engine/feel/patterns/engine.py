"""Compiled patterns: RE2 for all that it can do, the timed engine for back-references only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import re2
import regex

from engine.feel.limits import BACKTRACK_INPUT, BACKTRACK_SECONDS, BACKTRACK_STEPS, PATTERN_LENGTH, PATTERN_STEPS
from engine.feel.patterns.translate import PatternError, translated

_MEMORY = 16 << 20
_LONGEST = 200_000


class PatternTooSlow(Exception):
    """The pattern took its whole time, or the text is too long for a pattern with back-references."""


class Pattern:
    """A pattern ready to search; finds the same matches whatever engine is behind it."""

    __slots__ = ("_backtracks", "_compiled", "_used", "groups")

    def __init__(self, compiled: Any, groups: int, backtracks: bool) -> None:
        self._compiled = compiled
        self._backtracks = backtracks
        self.groups = groups
        self._used = False

    def cost(self) -> int:
        """The units of work this use counts for; the first use pays for making the pattern ready."""
        made, self._used = (0 if self._used else PATTERN_STEPS), True
        return made + (BACKTRACK_STEPS if self._backtracks else 0)

    def found_in(self, text: str) -> bool:
        """Whether the pattern matches somewhere in the text."""
        return self._guarded(text, self._compiled.search) is not None

    def matches(self, text: str) -> Iterator[Any]:
        """All matches, from left to right."""
        yield from self._guarded(text, lambda given, **limits: list(self._compiled.finditer(given, **limits)))

    def _guarded(self, text: str, search: Callable[..., Any]) -> Any:
        if not self._backtracks:
            return search(text)
        if len(text) > BACKTRACK_INPUT:
            raise PatternTooSlow
        try:
            return search(text, timeout=BACKTRACK_SECONDS)
        except TimeoutError:
            raise PatternTooSlow from None


@lru_cache(maxsize=256)
def compiled(pattern: str, flags: str) -> Pattern:
    """The pattern under its flags; raises PatternError, or PatternTooSlow when it is too large."""
    if len(pattern) > PATTERN_LENGTH:
        raise PatternTooSlow
    made = translated(pattern, flags)
    if len(made.text) > _LONGEST:
        raise PatternTooSlow
    if made.backtracks:
        return Pattern(_timed(made.text), made.groups, True)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return Pattern(re2.compile(made.text, options), made.groups, False)
    except re2.error:
        raise PatternTooSlow from None


def _timed(text: str) -> Any:
    spelled = text.replace("\\z", "\\Z")
    try:
        return regex.compile(_brace_codes(spelled), regex.VERSION0)
    except regex.error as error:
        raise PatternError(str(error)) from None


def _brace_codes(text: str) -> str:
    """Code points written \\x{41} as the other engine writes them."""
    return regex.sub(r"\\x\{([0-9a-f]+)\}", lambda found: f"\\U{int(found[1], 16):08x}", text)
