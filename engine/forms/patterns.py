"""Regular expressions of form documents, on RE2 only: linear time whatever the pattern or the answer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import re2

_LONGEST: Final = 500


class BadPattern(ValueError):
    """The pattern is not one RE2 can run; the text says what it tripped over."""


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    return options


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> Any:
    try:
        return re2.compile(pattern, _options())
    except re2.error as error:
        said = error.args[0] if error.args else "invalid"
        raise BadPattern(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)) from None


def verify(pattern: str) -> None:
    """Raises BadPattern when ``pattern`` is too long or uses what RE2 refuses (look-around, back-reference)."""
    if len(pattern) > _LONGEST:
        raise BadPattern(f"longer than {_LONGEST} characters")
    _compiled(pattern)


def fits(pattern: str, text: str) -> bool:
    """True when ``pattern`` is found in ``text`` (as in HTML and form-js, anchors are the author's)."""
    return _compiled(pattern).search(text) is not None
