"""Which standard forms a step produces: by what they are called, by the sheet's own list, by number last.

The numbers 05–07 changed their meaning between circulars 01/2018 and 03/2025, so a number alone is not believed
unless the sheet lists what it stands for (domain rule: map the role of a form, never its number).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from engine.procedures.sheets.document import flat
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import Process, Step
from engine.procedures.sheets.understanding.words import Words

_NUMBERS: Final = re.compile(r"(?:mau|bm)(?: so)?[ .:]*((?:\d{2}(?: \([^)]*\))?\s*[,;và/ ]*)+)")
_LISTED: Final = re.compile(r"(?:mau|bm)(?: so)?[ .]*(\d{2})\b\s*[:.\-]?\s*(.*)")


def numbers_of(process: Process, words: Words) -> Mapping[str, str]:
    """What the numbers of forms mean in this sheet: the safe ones, and those its own list explains."""
    known = dict(words.form_numbers)
    for line in process.parts.named("bieu mau", "mau"):
        for text in flat("  ".join(text for _, text in line)).splitlines():
            found = _LISTED.match(bare(text))
            if found and (role := role_named(found[2], words)):
                known[found[1]] = role
    return known


def papers_of(step: Step, numbers: Mapping[str, str], words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Roles of the forms a step names, and the numbers nothing explains."""
    text = f"{step.result}\n{step.whole_content}"
    roles = [role for role, phrases in words.forms if phrases.within(text)]
    unknown = []
    for found in _NUMBERS.finditer(bare(step.result)):
        for number in re.findall(r"\d{2}", found[1]):
            role = numbers.get(number)
            if role is None:
                unknown.append(number)
            elif role not in roles:
                roles.append(role)
    order = [role for role, _ in words.forms]
    return tuple(sorted(set(roles), key=order.index)), tuple(dict.fromkeys(unknown))


def role_named(text: str, words: Words) -> str | None:
    """The role of the form called ``text``."""
    return next((role for role, phrases in words.forms if phrases.within(text)), None)
