"""The reader's place among the tokens, and the errors it raises there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from engine.feel.errors import FeelError, Said
from engine.feel.limits import CHAIN, NESTING, READINGS
from engine.feel.parse.scope import Frame, Scope
from engine.feel.parse.tokens import END, MARK, NAME, Token, tokens_of
from engine.feel.values.types import Type

CLOSING = {")": "(", "]": "[", "}": "{"}


class Cursor:
    """Tokens, a place among them, the names in scope and the types that exist."""

    def __init__(self, source: str, scope: Scope, types: Mapping[str, Type], properties: Frame) -> None:
        self.source = source
        self.tokens = tokens_of(source)
        self.index = 0
        self.scope = scope
        self.types = types
        self.properties = properties
        self._depth = 0
        self._readings = 0

    @property
    def token(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.index]

    def ahead(self, distance: int = 1) -> Token:
        """A later token; the end stays the end."""
        return self.tokens[min(self.index + distance, len(self.tokens) - 1)]

    def at(self, text: str) -> bool:
        """Whether the next token is this mark or keyword."""
        token = self.token
        return token.text == text and token.kind in (MARK, NAME)

    def at_any(self, texts: frozenset[str]) -> bool:
        """Whether the next token is one of these marks or keywords."""
        token = self.token
        return token.text in texts and token.kind in (MARK, NAME)

    def take(self) -> Token:
        """Read the next token, whatever it is."""
        token = self.token
        if token.kind != END:
            self.index += 1
        return token

    def accept(self, text: str) -> bool:
        """Read the next token if it is this mark or keyword."""
        if self.at(text):
            self.index += 1
            return True
        return False

    def expect(self, text: str, what: Said | None = None) -> Token:
        """Read this mark or keyword, or raise what was expected."""
        if not self.at(text):
            raise self.wrong(what or Said(f"cần “{text}”", f"“{text}” is needed"))
        return self.take()

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Account for one level of nesting."""
        self._depth += 1
        self._readings += 1
        if self._depth > NESTING or self._readings > READINGS:
            raise self.too_deep()
        yield
        self._depth -= 1

    def link(self, count: int) -> int:
        """Account for one more link of a chain such as a + b + c; gives the new count."""
        if count >= CHAIN:
            raise self.too_deep()
        return count + 1

    def too_deep(self) -> FeelError:
        """The error of an expression with too many levels or links."""
        said = Said("Biểu thức quá phức tạp; hãy tách nhỏ ra", "The expression is too complicated; please split it")
        return FeelError(said, self.token.start, code="limit.nesting", source=self.source)

    def wrong(self, expected: Said, *, at: int | None = None, code: str = "syntax") -> FeelError:
        """The error of finding something else than what was expected here."""
        token = self.token
        found = (
            Said("nhưng biểu thức đã hết", "but the expression ends here")
            if token.kind == END
            else Said(f"nhưng gặp “{token.text}”", f"but found “{token.text}”")
        )
        said = Said(f"Ở đây {expected.vi} {found.vi}", f"Here {expected.en} {found.en}")
        return FeelError(said, token.start if at is None else at, code=code, source=self.source)

    def refuse(self, said: Said, at: int, code: str) -> FeelError:
        """An error worded by the caller."""
        return FeelError(said, at, code=code, source=self.source)
