"""Suggestions: the name somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from engine.feel.errors import FeelError, Said

_WORDS = {
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not(…)",
    "'": '"',
    "“": '"',
    "”": '"',
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    ";": ",",
}
_NOTHING = Said("", "")


def did_you_mean(name: str, known: Iterable[str]) -> Said:
    """ " (did you mean “…”?)" when a known name is close to the one written, otherwise nothing."""
    candidates = list(known)
    close = get_close_matches(name, candidates, n=1, cutoff=0.6)
    if not close:
        folded = {candidate.casefold(): candidate for candidate in candidates}
        found = get_close_matches(name.casefold(), folded, n=1, cutoff=0.7)
        close = [folded[each] for each in found]
    if not close or close[0] == name:
        return _NOTHING
    return Said(f" (có phải “{close[0]}”?)", f" (did you mean “{close[0]}”?)")


def instead_of_word(error: FeelError, found: str) -> FeelError:
    """Add what the language writes instead, when somebody used another language's mark."""
    word = _WORDS.get(found)
    if word is None:
        return error
    said = Said(f"{error.said.vi}; hãy viết {word}", f"{error.said.en}; write {word}")
    return FeelError(said, error.position, code=error.code, source=error.source)
