"""The words a dossier is found by: without accents, one row each, so that a search walks an index of words.

A word is what stands between blanks, without punctuation around it. A code is found by its beginning, by its date and
number, and by its number alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.dossiers.models import dossier_word
from engine.platform.several import insert_several
from engine.platform.together import Write

LONGEST = 60
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


def words_of(key: str) -> list[str]:
    """The words of a search key, each once, in order."""
    bare = (_EDGE.sub("", word)[:LONGEST] for word in key.split())
    return list(dict.fromkeys(word for word in bare if word))


def words_of_code(code: str) -> list[str]:
    """The whole code and what follows each of its dashes."""
    parts = code.lower().split("-")
    return list(dict.fromkeys("-".join(parts[place:])[:LONGEST] for place in range(len(parts))))


def kept(dossier_id: int, words: Iterable[str]) -> list[Write]:
    """The write that keeps words not kept before; none when there are none."""
    rows = [{"dossier_id": dossier_id, "word": word} for word in words]
    return [insert_several(dossier_word, rows)] if rows else []
