"""Who does a step, read from its actor text: unit words, rank words, councils, the applicant, those who are asked."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import Final

from engine.procedures.sheets.language import bare, small
from engine.procedures.sheets.understanding.words import UnitWords, Words

_APART: Final = re.compile(
    r"\n+|;|\bhoặc\b|(?<!\w)/(?!\w)|,(?=\s*(?:lãnh đạo|chuyên viên|trưởng|văn thư|công chức|cán bộ|cơ quan|ubnd"
    r"|ủy ban))"
)
_ASIDE: Final = re.compile(r"\([^()]*\)")

GENERAL: Final = "phong_chuyen_mon"
"""The kind of every division that has no name of its own in the vocabulary."""


@dataclass(frozen=True)
class Actor:
    """One actor: the kind of unit, the rank of the person in it, and special parts in the play."""

    unit: UnitWords | None
    rank: str | None
    role: str = "officer"
    text: str = ""


def actors_in(text: str, words: Words) -> tuple[Actor, ...]:
    """The actors of one cell in printed order; the first that is an officer does the step."""
    plain = "\n".join(small(line) for line in text.split("\n"))
    parts = [part.strip(" .,-+*•") for part in _APART.split(_ASIDE.sub(" ", plain))]
    found = tuple(_actor(part, words) for part in parts if part)
    if any(words.asked.within(aside) for aside in _ASIDE.findall(plain)):
        return tuple(dataclasses.replace(one, role="asked") for one in found)
    return found


def level_said(text: str) -> str | None:
    """commune or province when the text names one of them and not both."""
    plain = bare(text)
    commune = re.search(r"\b(?:cap xa|xa|phuong|thi tran|dac khu)\b(?! hoi)", plain.replace("xa hoi", ""))
    province = re.search(r"\b(?:cap tinh|tinh|so)\b", plain)
    if bool(commune) == bool(province):
        return None
    return "commune" if commune else "province"


def _actor(part: str, words: Words) -> Actor:
    rank = _rank(part, words)
    unit = _unit(part, words)
    if words.asked.within(part):
        return Actor(unit, rank, "asked", part)
    if words.councils.within(part) and (unit is None or unit.kind in ("so", GENERAL)):
        return Actor(None, rank, "council", part)
    general = unit is not None and unit.kind == GENERAL and words.applicant.at(part) == 0
    if rank is None and (unit is None or general) and words.applicant.within(part):
        return Actor(None, None, "applicant", part)
    return Actor(unit, rank, "officer", part)


def _rank(part: str, words: Words) -> str | None:
    found = [(place, rank) for rank, phrases in words.ranks if (place := phrases.at(part)) is not None]
    clerks = [place for place, rank in found if rank == "clerk"]
    if clerks and min(clerks) <= 12:
        return "clerk"
    return min(found)[1] if found else None


def _unit(part: str, words: Words) -> UnitWords | None:
    found = []
    for order, unit in enumerate(words.units):
        place = unit.phrases.at(part)
        if place is None or unit.but_not.within(part):
            continue
        if unit.kind in ("one_stop", "vp_ubnd_tinh"):
            return unit
        found.append((place, order, unit))
    if not found:
        return None
    first = min(found, key=lambda one: (one[0], one[1]))[2]
    named = [one for one in found if one[2].level != "any" and not one[2].whole and not one[2].external]
    return min(named, key=lambda one: one[:2])[2] if named and first.kind == GENERAL else first
