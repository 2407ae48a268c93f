"""Names in scope while an expression is read: the longest one that fits the tokens wins (10.3.1.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from engine.feel.parse.tokens import END, NAME, NUMBER, STRING, Token, tokens_of

JOINTS = frozenset(("and", "or", "in", "between", "instance", "of", "then", "else", "return", "satisfies"))
"""Words that end a name nobody has declared."""

KEYWORDS = JOINTS | {"if", "for", "some", "every", "function", "external", "true", "false", "null"}
"""Words no name can begin with."""

Frame = dict[str, list[tuple[tuple[str, ...], str]]]


@lru_cache(maxsize=4096)
def pieces_of(name: str) -> tuple[str, ...]:
    """The tokens a name consists of."""
    return tuple(token.text for token in tokens_of(name) if token.kind != END)


def frame_of(names: Iterable[str]) -> Frame:
    """Names indexed by their first token, the longest first."""
    frame: Frame = {}
    for name in names:
        if '"' in name:
            continue
        pieces = pieces_of(name)
        if pieces:
            frame.setdefault(pieces[0], []).append((pieces, name))
    for choices in frame.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return frame


class Scope:
    """The stack of names declared around the place being read: built-in, given from outside, then local ones."""

    def __init__(self, builtins: Frame, names: Iterable[str]) -> None:
        self._frames: list[Frame] = [builtins, frame_of(names)]

    def push(self, names: Iterable[str]) -> None:
        """Enter a place where these names exist too."""
        self._frames.append(frame_of(names))

    def add(self, name: str) -> None:
        """Declare one more name in the innermost place."""
        frame = self._frames[-1]
        for first, choices in frame_of([name]).items():
            frame[first] = sorted([*choices, *frame.get(first, [])], key=lambda choice: -len(choice[0]))

    def pop(self) -> None:
        """Leave that place."""
        self._frames.pop()

    def match(self, tokens: list[Token], start: int) -> tuple[str, int] | None:
        """The longest declared name that begins at that token, and how many tokens it takes."""
        best: tuple[str, int] | None = None
        first = tokens[start].text
        for frame in reversed(self._frames):
            for pieces, name in frame.get(first, ()):
                if (best is None or len(pieces) > best[1]) and _fits(pieces, tokens, start):
                    best = name, len(pieces)
                    break
        return best


def _fits(pieces: tuple[str, ...], tokens: list[Token], start: int) -> bool:
    if start + len(pieces) > len(tokens):
        return False
    return all(tokens[start + index].text == piece for index, piece in enumerate(pieces))


def joined(tokens: list[Token], start: int) -> int:
    """How many tokens a name nobody declared takes: words side by side, up to a joining word."""
    count = 1
    while tokens[start + count].kind == NAME and tokens[start + count].text not in JOINTS:
        count += 1
    return count


def spelled(tokens: Sequence[Token], source: str) -> str:
    """The name a run of tokens spells, with single spaces where the source has white space."""
    text = tokens[0].text
    for before, token in zip(tokens, tokens[1:], strict=False):
        text += (" " if token.start > before.end else "") + token.text
    return text


def name_like(token: Token) -> bool:
    """Whether a token may be part of a name (grammar rules 26 to 30)."""
    if token.kind in (NAME, NUMBER):
        return True
    return token.kind != STRING and token.text in (".", "/", "-", "'", "’", "+", "*", "**")
