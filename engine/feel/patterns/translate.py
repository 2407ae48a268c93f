"""XPath patterns (F&O 7.6.1) rewritten for RE2, or for the engine that knows back-references."""

from __future__ import annotations

from dataclasses import dataclass

from engine.feel.patterns.blocks import named, shorthand
from engine.feel.patterns.ranges import Ranges, complement, difference, union, written

_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"} | {mark: mark for mark in "\\|.?*+(){}-[]^$"}
_NOT_PLAIN = frozenset("?*+{}])")
_WHITE = " \t\n\r"
_NOTHING = "^\\x{0}-\\x{10ffff}"


class PatternError(ValueError):
    """The pattern is not one of XPath."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A pattern ready to be compiled; ``groups`` counts its capturing groups."""

    text: str
    groups: int
    backtracks: bool


def translated(pattern: str, flags: str) -> Translated:
    """Rewrite a pattern under the flags s, m, i and x; raises PatternError."""
    if any(flag not in "smix" for flag in flags):
        raise PatternError("flags")
    reader = _Reader(_without_space(pattern) if "x" in flags else pattern, flags)
    body = reader.alternatives()
    if reader.index < len(reader.text):
        raise PatternError("“)”")
    return Translated(("(?i)" if "i" in flags else "") + body, reader.opened, reader.backtracks)


def _without_space(pattern: str) -> str:
    kept: list[str] = []
    depth, escaped = 0, False
    for mark in pattern:
        if not escaped:
            depth += (mark == "[") - (mark == "]" and depth > 0)
        if mark in _WHITE and depth == 0:
            continue
        escaped = mark == "\\" and not escaped
        kept.append(mark)
    return "".join(kept)


def _plain(ranges: Ranges, negated: bool) -> Ranges:
    return complement(ranges) if negated else ranges


class _Reader:
    """Reads the pattern once, from left to right, writing the other engine's syntax."""

    def __init__(self, text: str, flags: str) -> None:
        self.text = text
        self.index = 0
        self.opened = 0
        self.closed: set[int] = set()
        self.backtracks = False
        self._depth = 0
        self._dot = "(?s:.)" if "s" in flags else "[^\\n\\r]"
        self._start, self._end = ("(?m:^)", "(?m:$)") if "m" in flags else ("\\A", "(?:\\z)")

    @property
    def mark(self) -> str:
        return self.text[self.index] if self.index < len(self.text) else ""

    def take(self) -> str:
        mark = self.mark
        if not mark:
            raise PatternError("end")
        self.index += 1
        return mark

    def alternatives(self) -> str:
        self._depth += 1
        if self._depth > 50:
            raise PatternError("depth")
        branches = [self._branch()]
        while self.mark == "|":
            self.index += 1
            branches.append(self._branch())
        self._depth -= 1
        return "|".join(branches)

    def _branch(self) -> str:
        pieces: list[str] = []
        while self.mark and self.mark not in "|)":
            pieces.append(self._atom() + self._quantifier())
        return "".join(pieces)

    def _atom(self) -> str:
        mark = self.take()
        if mark == "(":
            return self._group()
        if mark == "[":
            ranges, negated = self._set()
            return f"[{'^' * negated}{written(ranges) or _NOTHING}]"
        if mark == "\\":
            return self._escape()
        special = {".": self._dot, "^": self._start, "$": self._end}.get(mark)
        if special is not None:
            return special
        if mark in _NOT_PLAIN:
            raise PatternError(f"“{mark}”")
        return written(((ord(mark), ord(mark)),))

    def _group(self) -> str:
        if self.text.startswith("?:", self.index):
            self.index += 2
            body = f"(?:{self.alternatives()})"
        else:
            self.opened += 1
            number = self.opened
            body = f"({self.alternatives()})"
            self.closed.add(number)
        if self.mark != ")":
            raise PatternError("“(”")
        self.index += 1
        return body

    def _quantifier(self) -> str:
        mark = self.mark
        if not mark or mark not in "?*+{":
            return ""
        text = self.take()
        if mark == "{":
            text = self._counts()
        if self.mark == "?":
            text += self.take()
        return text

    def _counts(self) -> str:
        end = self.text.find("}", self.index)
        least, comma, most = self.text[self.index : end].partition(",") if end > 0 else ("", "", "")
        numbers = [number for number in (least, most) if number]
        if not least or any(not (number.isascii() and number.isdigit()) or len(number) > 4 for number in numbers):
            raise PatternError("“{”")
        if most and int(most) < int(least):
            raise PatternError("“{”")
        self.index = end + 1
        return f"{{{least}{comma}{most}}}"

    def _escape(self) -> str:
        if self.mark.isdigit():
            return self._back_reference()
        plain = self.mark in _ESCAPED
        ranges = written(self._escaped_set())
        return f"[{ranges}]" if plain else f"(?-i:[{ranges}])"

    def _back_reference(self) -> str:
        digits = self.take()
        while self.mark.isdigit() and int(digits + self.mark) <= self.opened:
            digits += self.take()
        if int(digits) not in self.closed:
            raise PatternError(f"\\{digits}")
        self.backtracks = True
        return f"(?:\\{digits})"

    def _escaped_set(self) -> Ranges:
        mark = self.take()
        if mark in "pP":
            return self._property(mark)
        ranges = shorthand(mark)
        if ranges is not None:
            return ranges
        plain = _ESCAPED.get(mark)
        if plain is None:
            raise PatternError(f"\\{mark}")
        return ((ord(plain), ord(plain)),)

    def _property(self, letter: str) -> Ranges:
        end = self.text.find("}", self.index)
        if self.mark != "{" or end < 0:
            raise PatternError(f"\\{letter}")
        name = self.text[self.index + 1 : end]
        self.index = end + 1
        ranges = named(name)
        if ranges is None:
            raise PatternError(f"\\{letter}{{{name}}}")
        return complement(ranges) if letter == "P" else ranges

    def _set(self) -> tuple[Ranges, bool]:
        """A class after its "[": members, perhaps less another class, and whether all that is negated.

        The negation is left to the engine, so that letters are folded before they are excluded.
        """
        negated = self.mark == "^"
        self.index += negated
        ranges: Ranges = ()
        first = True
        removed: Ranges | None = None
        while self.mark != "]" or first:
            if self.mark == "-" and self.text.startswith("-[", self.index) and not first:
                self.index += 2
                removed = _plain(*self._set())
                break
            ranges = union(ranges, self._member())
            first = False
        if self.take() != "]":
            raise PatternError("“[”")
        if removed is None:
            return ranges, negated
        return (union(ranges, removed) if negated else difference(ranges, removed)), negated

    def _member(self) -> Ranges:
        low = self._one()
        follows = self.text[self.index + 1 : self.index + 2]
        if self.mark != "-" or follows in ("]", "[", "") or len(low) != 1 or low[0][0] != low[0][1]:
            return low
        self.index += 1
        high = self._one()
        if len(high) != 1 or high[0][0] != high[0][1] or high[0][0] < low[0][0]:
            raise PatternError("“-”")
        return ((low[0][0], high[0][0]),)

    def _one(self) -> Ranges:
        mark = self.take()
        if mark == "\\":
            return self._escaped_set()
        if mark in "[]":
            raise PatternError(f"“{mark}”")
        return ((ord(mark), ord(mark)),)
