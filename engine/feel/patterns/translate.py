"""XPath patterns (F&O 7.6.1) rewritten for RE2, or for the engine that knows back-references."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from engine.feel.patterns.blocks import named, named_text, shorthand, shorthand_text
from engine.feel.patterns.classes import Class, Member, one, spread
from engine.feel.patterns.ranges import complement, written

_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"} | {mark: mark for mark in "\\|.?*+(){}-[]^$"}
_NOT_PLAIN = frozenset("?*+{}])")
_WHITE = " \t\n\r"


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
            return self._class().text()
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
        member = self._escaped()
        return f"[{member.text}]" if plain else f"(?-i:[{member.text}])"

    def _back_reference(self) -> str:
        digits = self.take()
        while self.mark.isdigit() and int(digits + self.mark) <= self.opened:
            digits += self.take()
        if int(digits) not in self.closed:
            raise PatternError(f"\\{digits}")
        self.backtracks = True
        return f"(?:\\{digits})"

    def _escaped(self) -> Member:
        mark = self.take()
        if mark in "pP":
            return self._property(mark == "P")
        if mark in "sSdDwWiIcC":
            return Member(shorthand_text(mark), partial(shorthand, mark))
        plain = _ESCAPED.get(mark)
        if plain is None:
            raise PatternError(f"\\{mark}")
        return one(ord(plain))

    def _property(self, negated: bool) -> Member:
        end = self.text.find("}", self.index)
        name = self.text[self.index + 1 : end]
        text = named_text(name, negated) if self.mark == "{" and end > 0 else None
        if text is None:
            raise PatternError("\\p")
        self.index = end + 1
        return Member(text, lambda: complement(named(name) or ()) if negated else named(name) or ())

    def _class(self) -> Class:
        """A class after its "[": members, perhaps less another class."""
        negated = self.mark == "^"
        self.index += negated
        members: dict[str, Member] = {}
        while self.mark != "]" or not members:
            if members and self.text.startswith("-[", self.index):
                self.index += 2
                removed = self._class()
                self._close()
                return Class(tuple(members.values()), negated).without(removed)
            member = self._member()
            members[member.text] = member
        self._close()
        return Class(tuple(members.values()), negated)

    def _close(self) -> None:
        if self.take() != "]":
            raise PatternError("“[”")

    def _member(self) -> Member:
        low = self._one()
        follows = self.text[self.index + 1 : self.index + 2]
        if self.mark != "-" or follows in ("]", "[", "") or low.code is None:
            return low
        self.index += 1
        high = self._one()
        if high.code is None or high.code < low.code:
            raise PatternError("“-”")
        return spread(low.code, high.code)

    def _one(self) -> Member:
        mark = self.take()
        if mark == "\\":
            return self._escaped()
        if mark in "[]":
            raise PatternError(f"“{mark}”")
        return one(ord(mark))
