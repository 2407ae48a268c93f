"""Follows the headings of a decision, so that a step table knows which procedure, case, level and field it is."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import Final

from engine.procedures.sheets.document import Table, Where, flat
from engine.procedures.sheets.headings import (
    CASE,
    MARKER,
    PART,
    TITLE,
    Heading,
    codes_in,
    heading_of,
    is_term,
    mostly_upper,
)
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.parts import Parts
from engine.procedures.sheets.titles import name_in

_CODE_LINE: Final = re.compile(
    r"^[-+(\s]*(?:\d{1,2}[.)]\s*)?(?:ma|so)?(?: so)?(?: ho so)?(?: tthc"
    r"| thu tuc(?: hanh chinh)?)?\s*[:.]?\s*[1-9]\.\d{6}[\w.]*\)?[.;]?$"
)
_SHORTEST: Final = 12
_ALSO: Final = re.compile(r"moi ban hanh|sua doi|bo sung|thay the|quy trinh|chuan hoa")


@dataclass(frozen=True)
class Place:
    """Where in the outline a process stands."""

    title: str = ""
    titles: tuple[str, ...] = ()
    printed: str = ""
    case: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    level: str | None = None
    field: str | None = None
    terms: tuple[tuple[str, Where], ...] = ()
    parts: Parts = dataclasses.field(default_factory=Parts)
    banner: str = ""
    where: Where = Where()


@dataclass
class Outline:
    """The headings open at the present place, outermost first."""

    stack: list[Heading] = field(default_factory=list)
    terms: list[tuple[str, Where]] = field(default_factory=list)
    touched: bool = False
    banner: Heading | None = None
    parts: Parts = field(default_factory=Parts)
    by_code: dict[str, Parts] = field(default_factory=dict)
    _part: str | None = None
    _awaited: bool = False
    _abolished: float | None = None

    def line(self, text: str, where: Where, outline: int | None = None, *, band: bool = False) -> None:
        """Take in one line outside the step tables; ``band``: it stands right above one, across its columns."""
        if is_term(text):
            self.terms.append((flat(text), where))
            return
        if _CODE_LINE.match(bare(text)) and (titles := [one for one in self.stack if self._may_be_title(one)]):
            titles[-1].printed += f" ({flat(text)})"
            return
        heading = heading_of(text, where, outline)
        if heading is not None and heading.rank == MARKER:
            self.touched = self._awaited = True
            return
        if heading is None and (band or self._awaited):
            heading = Heading(TITLE if self._awaited else CASE, "", flat(text), flat(text), where)
        self._awaited = False
        if heading is not None:
            self._push(heading)
        elif self._part is not None:
            self.parts.add(self._part, [(0, flat(text))])

    def rows_of_part(self, table: Table) -> bool:
        """A table below the heading of a part ("Thành phần hồ sơ") is the rest of that part; False: there is none."""
        if self._part is None:
            return False
        for row in range(len(table.grid)):
            self.parts.add(self._part, [(cell.column, cell.text) for cell in table.own(row)])
        return True

    def take(self) -> Place:
        """The place of a process that begins here; its term lines are used up, its headings stay open."""
        named = self._title()
        below = self.stack[self.stack.index(named) + 1 :] if named else [one for one in self.stack if one.is_case]
        above = self.stack[: self.stack.index(named)] if named else self.stack
        group = named is not None and named.is_group
        cases = [one.text for one in below if one.is_case or not (group or one.is_part or one.is_level or not one.text)]
        levels = [one.text for one in [*above, *below] if one.is_level and one is not named and one.rank >= 1]
        fields = [one.text for one in above if one.is_field]
        titles = self._titles(named)
        terms, self.terms, self.touched = tuple(self.terms), [], False
        return Place(
            "; ".join(titles),
            titles,
            named.printed if named else "",
            " – ".join(case.rstrip(" :.;") for case in cases) or None,
            tuple(code for one in ([named, *named.members] if named else []) for code in codes_in(one.printed)),
            levels[-1] if levels else None,
            fields[-1] if fields else None,
            terms,
            self.parts,
            name_in(self.banner.text) if self.banner is not None else "",
            named.where if named else Where(),
        )

    def _push(self, heading: Heading) -> None:
        self.touched = True
        self._abolish(heading)
        self._follow(heading)
        if heading.rank <= 4.5 or (heading.rank == 5 and not heading.is_case):
            self.terms = []
        if heading.rank <= 1 and heading.text:
            self.banner = heading
        while self.stack and self.stack[-1].rank >= heading.rank:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else None
        if parent is not None and parent.is_group and heading.rank == parent.rank + 1 and not heading.is_case:
            parent.members.append(heading)
        self.stack.append(heading)

    @property
    def abolished(self) -> bool:
        """Whether what is listed here is no longer in force."""
        return self._abolished is not None

    def _abolish(self, heading: Heading) -> None:
        if self._abolished is not None and heading.rank <= self._abolished:
            self._abolished = None
        if "bai bo" in heading.plain and not _ALSO.search(heading.plain):
            self._abolished = heading.rank

    def _follow(self, heading: Heading) -> None:
        """A part collects the lines below it; a heading that may be a title begins new parts."""
        if heading.rank >= PART:
            name, _, value = heading.text.partition(":")
            self._part = bare(name)
            self.parts.add(self._part, [(0, value.strip())])
            return
        self._part = None
        if self._may_be_title(heading) or heading.rank < 1:
            self.parts = Parts()
            for code, _ in codes_in(heading.printed):
                self.by_code.setdefault(code, self.parts)

    def _title(self) -> Heading | None:
        candidates = [one for one in self.stack if self._may_be_title(one)]
        coded = [one for one in candidates if codes_in(one.printed)]
        if coded:
            return coded[-1]
        groups = [one for one in candidates if one.is_group]
        if groups:
            return groups[-1]
        numbered = [one for one in candidates if 3 <= one.rank <= 4.5]
        if numbered:
            return numbered[-1]
        return candidates[-1] if candidates else None

    @staticmethod
    def _may_be_title(one: Heading) -> bool:
        if not one.text or one.rank < 0.5 or one.rank >= 7:
            return False
        if one.is_case or one.is_part or one.is_level or one.is_field:
            return False
        return not (one.rank in (1, 2) and mostly_upper(one.text))

    @staticmethod
    def _titles(named: Heading | None) -> tuple[str, ...]:
        if named is None:
            return ()
        if named.is_group and named.members:
            return tuple(name_in(one.text) for one in named.members)
        return _names(named.text) or (name_in(named.text),)


def _names(text: str) -> tuple[str, ...]:
    """The names in a heading that lists several procedures, each with its code behind it."""
    codes = [printed for _, printed in codes_in(text)]
    if len(codes) < 2:
        return ()
    names, start = [], 0
    for code in codes:
        end = text.index(code, start) + len(code)
        names.append(name_in(text[start:end].strip(" );,.-–") + ")"))
        start = end
    return tuple(names) if all(len(name) > _SHORTEST for name in names) else ()
