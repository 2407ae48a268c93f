"""Sets of values of one kind as unions of intervals, with or without null: the arithmetic of conditions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import total_ordering
from typing import Any

from engine.feel.values.comparing import compare
from engine.feel.values.durations import DayTimeDuration
from engine.feel.values.kinds import BOOLEAN, kind_of


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A place between values: just before a value, just after it, or beyond all (``end`` is -1 or 1)."""

    value: Any = None
    after: bool = False
    end: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cut) and not self < other and not other < self

    def __lt__(self, other: Cut) -> bool:
        if self.end or other.end:
            return self.end < other.end
        order = ordered(self.value, other.value)
        return order < 0 or (order == 0 and not self.after and other.after)

    def __hash__(self) -> int:
        return hash((self.end, self.after))


FIRST, LAST = Cut(end=-1), Cut(end=1)
Piece = tuple[Cut, Cut]


def ordered(left: Any, right: Any) -> int:
    """The order of two values of one kind; false comes before true."""
    if isinstance(left, bool) and isinstance(right, bool):
        return left - right
    return compare(left, right) or 0


@dataclass(frozen=True, slots=True)
class ValueSet:
    """Values of one kind (``kind`` is "" when any kind is meant), between cuts in order, and perhaps null."""

    kind: str
    pieces: tuple[Piece, ...]
    null: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is in the set."""
        return not self.pieces and not self.null

    def __and__(self, other: ValueSet) -> ValueSet:
        null = self.null and other.null
        if self.kind and other.kind and self.kind != other.kind:
            return ValueSet("", (), null)
        pieces = [
            (low, high)
            for a in self.pieces
            for b in other.pieces
            if (low := max(a[0], b[0])) < (high := min(a[1], b[1]))
        ]
        return _tidy(self.kind or other.kind, pieces, null)

    def __or__(self, other: ValueSet) -> ValueSet | None:
        """Both together; None when they are of different kinds."""
        null = self.null or other.null
        if not self.pieces or not other.pieces:
            mine = self if self.pieces else other
            return ValueSet(mine.kind, mine.pieces, null)
        if self.kind != other.kind:
            return None
        return _tidy(self.kind, [*self.pieces, *other.pieces], null)

    def others(self) -> ValueSet:
        """The other values of the same kind; null is not among them."""
        missing: list[Piece] = []
        start = FIRST
        for low, high in self.pieces:
            if start < low:
                missing.append((start, low))
            start = high
        if start < LAST:
            missing.append((start, LAST))
        return _tidy(self.kind, missing, False)

    def sample(self) -> Any:
        """Some value of the set, a plain one if possible."""
        if not self.pieces:
            return None
        low, high = self.pieces[0]
        return _between(low, high)


def _tidy(kind: str, pieces: list[Piece], null: bool) -> ValueSet:
    merged: list[Piece] = []
    for low, high in sorted(pieces, key=lambda piece: piece[0]):
        if kind == BOOLEAN:
            low, high = _boolean_ends(low, high)
        if not low < high:
            continue
        if merged and not merged[-1][1] < low:
            merged[-1] = merged[-1][0], max(merged[-1][1], high)
        else:
            merged.append((low, high))
    return ValueSet(kind, tuple(merged), null)


def _boolean_ends(low: Cut, high: Cut) -> Piece:
    """Only two truth values exist, so the ends are drawn in to them."""
    low = max(low, Cut(False))
    high = min(high, Cut(True, True))
    low = Cut(True) if low == Cut(False, True) else low
    return low, Cut(False, True) if high == Cut(True) else high


def _between(low: Cut, high: Cut) -> Any:
    if low.end and high.end:
        return "…"
    if low.end:
        return high.value if high.after else _step(high.value, -1)
    if not low.after:
        return low.value
    if high.end:
        return _step(low.value, 1)
    if isinstance(low.value, Decimal):
        return low.value + 1 if low.value + 1 < high.value else (low.value + high.value) / 2
    return high.value if high.after else _step(low.value, 1)


def _step(value: Any, by: int) -> Any:
    if isinstance(value, Decimal):
        return value + by
    if isinstance(value, date):
        return value + timedelta(days=by)
    if isinstance(value, DayTimeDuration):
        return DayTimeDuration(value.nanoseconds + by * 1_000_000_000)
    if isinstance(value, str):
        return value + "a" if by > 0 else ""
    return not value if isinstance(value, bool) else value


def everything(kind: str = "", *, null: bool = False) -> ValueSet:
    """All values of a kind, or of any."""
    return _tidy(kind, [(FIRST, LAST)], null)


def only(value: Any) -> ValueSet:
    """One value alone."""
    if value is None:
        return ValueSet("", (), True)
    return _tidy(kind_of(value), [(Cut(value), Cut(value, True))], False)


def compared(operator: str, value: Any) -> ValueSet:
    """The values for which ``x operator value`` is true; operator is one of < <= > >=."""
    kind = kind_of(value)
    if operator.startswith("<"):
        return _tidy(kind, [(FIRST, Cut(value, operator == "<="))], False)
    return _tidy(kind, [(Cut(value, operator == ">"), LAST)], False)
