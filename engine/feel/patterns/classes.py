"""Character classes: written for the engine as they stand, worked out as sets only when one is taken from another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.feel.patterns.ranges import Ranges, complement, difference, union, written

_NOTHING = "[^\\x{0}-\\x{10ffff}]"


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a class: its text between brackets, its set when needed, its code when it is one character."""

    text: str
    ranges: Callable[[], Ranges]
    code: int | None = None


def one(code: int) -> Member:
    """A single character."""
    return Member(written(((code, code),)), lambda: ((code, code),), code)


def spread(low: int, high: int) -> Member:
    """All characters from one to another."""
    return Member(written(((low, high),)), lambda: ((low, high),))


@dataclass(frozen=True, slots=True)
class Class:
    """Members in brackets. The negation is left to the engine, so that letters are folded before it."""

    members: tuple[Member, ...]
    negated: bool

    def without(self, removed: Class) -> Class:
        """The class less another one."""
        mine = union(*(member.ranges() for member in self.members))
        theirs = union(*(member.ranges() for member in removed.members))
        if removed.negated:
            theirs = complement(theirs)
        left = union(mine, theirs) if self.negated else difference(mine, theirs)
        return Class((Member(written(left), lambda: left),), self.negated)

    def text(self) -> str:
        """The class as the engine reads it."""
        inside = "".join(member.text for member in self.members)
        if not inside:
            return f"[{_NOTHING[2:-1]}]" if self.negated else _NOTHING
        return f"[{'^' * self.negated}{inside}]"
