"""Two rehearsals beside each other: ways that came, went, or take another time, and the longest of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.bpmn.checks.time_limits import plain
from engine.bpmn.timing import HOURS_A_DAY
from engine.text import Text

Told = Mapping[str, Any]
"""One way as ``told`` gives it."""


@dataclass(frozen=True)
class Changed:
    """One way of both versions that takes another time now."""

    name: Text
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Compared:
    """What is different; ``longest`` are the hours of the longest way before and now."""

    new: tuple[Text, ...]
    gone: tuple[Text, ...]
    changed: tuple[Changed, ...]
    longest: tuple[Decimal, Decimal]

    @property
    def same(self) -> bool:
        """Whether every way is as it was."""
        return not (self.new or self.gone or self.changed) and self.longest[0] == self.longest[1]

    @property
    def said(self) -> Text:
        """In one line: “3 đường mới, 1 đường biến mất, đường dài nhất 12 → 9 ngày”."""
        if self.same:
            return Text("Các đường đi như phiên bản trước.", "The ways are those of the version before.")
        vi, en = [], []
        if self.new:
            vi.append(f"{len(self.new)} đường mới")
            en.append(f"{len(self.new)} new")
        if self.gone:
            vi.append(f"{len(self.gone)} đường biến mất")
            en.append(f"{len(self.gone)} gone")
        if self.changed:
            vi.append(f"{len(self.changed)} đường đổi thời gian")
            en.append(f"{len(self.changed)} take another time")
        before, after = self.longest
        if before != after:
            was, now = _days(before, after)
            vi.append(f"đường dài nhất {was.vi} → {now.vi}")
            en.append(f"the longest {was.en} → {now.en}")
        return Text(f"{', '.join(vi)}.".capitalize(), f"{', '.join(en)}.".capitalize())


def compared(before: Sequence[Told], after: Sequence[Told]) -> Compared:
    """What ``after`` has and ``before`` has not, and the other way round."""
    old, new = _by_signature(before), _by_signature(after)
    changed = (Changed(_name(new[key]), _hours(old[key]), _hours(new[key])) for key in new if key in old)
    return Compared(
        new=tuple(_name(one) for key, one in new.items() if key not in old),
        gone=tuple(_name(one) for key, one in old.items() if key not in new),
        changed=tuple(one for one in changed if one.before != one.after),
        longest=(_longest(before), _longest(after)),
    )


def _by_signature(ways: Sequence[Told]) -> dict[str, Told]:
    """One way per signature, the longest of those that differ in answers only."""
    found: dict[str, Told] = {}
    for one in ways:
        known = found.get(one["signature"])
        if known is None or _hours(known) < _hours(one):
            found[one["signature"]] = one
    return found


def _name(one: Told) -> Text:
    return Text(*one["name"])


def _hours(one: Told) -> Decimal:
    return Decimal(str(one["hours"]))


def _longest(ways: Sequence[Told]) -> Decimal:
    return max((_hours(one) for one in ways), default=Decimal(0))


def _days(before: Decimal, after: Decimal) -> tuple[Text, Text]:
    """In days of work where both are whole or half days, else in hours."""
    half = Decimal(HOURS_A_DAY) / 2
    if before % half == 0 and after % half == 0 and max(before, after) >= HOURS_A_DAY:
        was, now = plain(before / HOURS_A_DAY), plain(after / HOURS_A_DAY)
        return Text(was, was.replace(",", ".")), Text(f"{now} ngày", f"{now.replace(',', '.')} days")
    was, now = plain(before), plain(after)
    return Text(was, was.replace(",", ".")), Text(f"{now} giờ", f"{now.replace(',', '.')} hours")
