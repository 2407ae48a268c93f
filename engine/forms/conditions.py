"""A FEEL expression inside a form: compiled once, and never a reason for a page to fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine import feel
from engine.text import Text

if TYPE_CHECKING:
    from engine.feel import Expression


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression with the problem its compilation met, if any; a broken one evaluates to nothing."""

    source: str
    expression: Expression | None = field(default=None, repr=False)
    problem: Text | None = None

    @property
    def reads(self) -> frozenset[tuple[str, ...]]:
        """Paths of the names the expression reads."""
        return frozenset() if self.expression is None else self.expression.names_read

    def to_json(self) -> Any:
        """The condition as data the browser's interpreter runs, or None when it needs the server."""
        return None if self.expression is None else self.expression.to_json()

    def value(self, scope: Mapping[str, object], now: datetime | None) -> object:
        """The value in ``scope``; null when the expression is broken or cannot be computed."""
        if self.expression is None:
            return None
        try:
            return self.expression.evaluate(scope, now=now).value
        except TypeError:  # the caller's context holds something the language has no notion of
            return None

    def holds(self, scope: Mapping[str, object], now: datetime | None) -> bool | None:
        """True, False, or None for anything that is not a boolean."""
        value = self.value(scope, now)
        return value if isinstance(value, bool) else None


def condition(source: str) -> Condition:
    """Compile ``source``; the leading ``=`` of form-js is optional."""
    text = source.strip().removeprefix("=").strip()
    try:
        return Condition(text, feel.compile(text))
    except feel.FeelError as error:
        return Condition(text, None, Text(error.said_in("vi"), error.said_in("en")))
