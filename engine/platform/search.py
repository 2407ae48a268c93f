"""Vietnamese search and sort keys, computed here and stored, so that no database collation ever decides."""

from __future__ import annotations

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_WEIGHT = {letter: f"{index:02d}" for index, letter in enumerate(_LETTERS, start=20)}
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_NO_TONE = "1"


def normal(text: str) -> str:
    """Return the text in NFC with single spaces; what is stored of a name."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def search_key(text: str) -> str:
    """Return the text without accents, đ as d, lower case: "Nguyễn Thị Đào" and "nguyen thi dao" meet."""
    bare = unicodedata.normalize("NFD", normal(text).lower()).replace("đ", "d")
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def sort_key(text: str) -> str:
    """Return a key whose plain byte order is Vietnamese dictionary order, syllable by syllable.

    In a syllable letters decide first (a ă â … d đ … o ô ơ … u ư), then tones: none, huyền, hỏi, ngã, sắc, nặng.
    """
    return "!".join(_weigh(syllable) for syllable in normal(text).lower().split(" "))


def name_sort_key(full_name: str) -> str:
    """Return the order of Vietnamese personal names: by given name, which stands last, then by the rest."""
    *rest, given = normal(full_name).split(" ")
    return sort_key(" ".join([given, *rest]))


def _weigh(syllable: str) -> str:
    tone = _NO_TONE
    kept: list[str] = []
    for mark in unicodedata.normalize("NFD", syllable):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            kept.append(mark)
    letters = unicodedata.normalize("NFC", "".join(kept))
    return "".join(_LETTER_WEIGHT.get(letter, _other(letter)) for letter in letters) + " " + tone


def _other(letter: str) -> str:
    return f"1{letter}" if letter.isdigit() else f"9{letter}"
