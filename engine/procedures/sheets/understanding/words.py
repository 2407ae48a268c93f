"""The words of the sheets as data: loaded from ``vocabulary.json``, extended by what an administrator adds."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.procedures.sheets.language import bare, small

_FILE = Path(__file__).parents[1] / "vocabulary.json"


@dataclass(frozen=True)
class Phrases:
    """Phrases that mean the same, whole words only. Several words together are known without their tones, so that
    misprints do not matter; a single word needs them ("sở" is an office, "số" a number)."""

    several: re.Pattern[str]
    single: re.Pattern[str]

    @classmethod
    def of(cls, says: Iterable[str]) -> Phrases:
        """Phrases out of plain text."""
        phrases = [small(one) for one in says if one.strip()]
        several = sorted({bare(one) for one in phrases if not one.isalpha()}, key=len, reverse=True)
        return cls(_any_of(several), _any_of([one for one in phrases if one.isalpha()]))

    def at(self, text: str) -> int | None:
        """Where the first of them stands in ``text``, None when none does."""
        found = [match.start() for match in (self.several.search(bare(text)), self.single.search(small(text))) if match]
        return min(found) if found else None

    def within(self, text: str) -> bool:
        """Whether one of them stands in ``text``."""
        return bool(self.several.search(bare(text)) or self.single.search(small(text)))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    escaped = [re.escape(word) for word in words]
    return re.compile(r"(?<![\w])(?:" + "|".join(escaped) + r")(?![\w])" if escaped else r"(?!)")


@dataclass(frozen=True)
class UnitWords:
    """A kind of unit: what it is called, where it belongs, which posts do its work."""

    kind: str
    level: str
    phrases: Phrases
    but_not: Phrases
    posts: Mapping[str, str]
    default: str
    whole: bool = False
    anchor: str | None = None
    external: str | None = None
    clerk_kind: str | None = None
    staff_kind: str | None = None


@dataclass(frozen=True)
class Words:
    """Everything the importer knows of the language of the sheets."""

    ranks: tuple[tuple[str, Phrases], ...]
    applicant: Phrases
    asked: Phrases
    councils: Phrases
    units: tuple[UnitWords, ...]
    departments: tuple[tuple[str, Phrases], ...]
    forms: tuple[tuple[str, Phrases], ...]
    form_numbers: Mapping[str, str]
    work: tuple[tuple[str, Phrases], ...]


@functools.cache
def shipped_words() -> Words:
    """The words that come with the program."""
    return words_of(json.loads(_FILE.read_text(encoding="utf-8")))


def words_with(additions: Mapping[str, Mapping[str, Iterable[str]]]) -> Words:
    """The shipped words and an administrator's: section -> kind, role or rank -> further phrases.

    For example ``{"units": {"phong_kt": ["phòng Kinh tế tổng hợp"]}}``. Unknown kinds are refused with KeyError.
    """
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    for section, added in additions.items():
        entries = {one.get("kind") or one.get("role") or one.get("rank"): one for one in data[section]}
        for name, phrases in added.items():
            entries[name]["says"] = [*phrases, *entries[name]["says"]]
    return words_of(data)


def words_of(data: Mapping[str, Any]) -> Words:
    """Words out of the data of a vocabulary file."""
    return Words(
        ranks=tuple((one["rank"], Phrases.of(one["says"])) for one in data["ranks"]),
        applicant=Phrases.of(data["applicant"]),
        asked=Phrases.of(data["asked"]),
        councils=Phrases.of(data["councils"]),
        units=tuple(_unit(one) for one in data["units"]),
        departments=tuple((one["kind"], Phrases.of(one["says"])) for one in data["departments"]),
        forms=tuple((one["role"], Phrases.of(one["says"])) for one in data["forms"]),
        form_numbers=dict(data["form_numbers"]),
        work=tuple((one["kind"], Phrases.of(one["says"])) for one in data["work"]),
    )


def _unit(data: Mapping[str, Any]) -> UnitWords:
    return UnitWords(
        kind=data["kind"],
        level=data.get("level", "any"),
        phrases=Phrases.of(data["says"]),
        but_not=Phrases.of(data.get("not", ())),
        posts=dict(data["posts"]),
        default=data["default"],
        whole=bool(data.get("whole")),
        anchor=data.get("anchor"),
        external=data.get("external"),
        clerk_kind=data.get("clerk_kind"),
        staff_kind=data.get("staff_kind"),
    )
