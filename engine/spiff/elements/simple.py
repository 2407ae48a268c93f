"""Elements a token just passes: the process itself, start events, plain intermediate events, exclusive merges."""

from __future__ import annotations

from engine.spiff.elements.base import Element
from engine.spiff.task import Token


class Root(Element):
    """The process itself: the scope of every token that lives in no smaller one."""

    shown = False

    def child_done(self, scope: Token, child: Token) -> Token:
        """Successors live where their predecessor lived."""
        return scope


class Passing(Element):
    """A start event or a plain intermediate throw event: recorded in the path, nothing else."""
