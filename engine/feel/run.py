"""One evaluation: what it may read, what time it is, how much work it may still do, and what it warns of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from engine.feel.home import HOME
from engine.feel.limits import LIST_SIZE, STEPS, TEXT_BLOCK, TEXT_SIZE, WARNINGS
from engine.feel.warnings import Warning_

_CONTAINERS = frozenset((list, dict))


class Stopped(Exception):
    """A bound was reached; caught where the evaluation began."""

    def __init__(self, code: str, *details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Run:
    """The state of one evaluation; compiled code gets it as its first argument.

    ``root`` holds the names given from outside; ``seen`` the lists and contexts among them already converted, unless
    ``clean`` says that all of them already are values of the language (as within a decision model).
    """

    __slots__ = ("clean", "depth", "left", "now", "root", "seen", "warnings")

    def __init__(self, root: Mapping[str, Any], now: datetime | None = None, *, clean: bool = False) -> None:
        self.root = root
        self.clean = clean
        self.now = now
        self.left = STEPS
        self.depth = 0
        self.seen: dict[Any, Any] | None = None
        self.warnings: list[Warning_] | None = None

    def warn(self, code: str, position: int, *details: Any) -> Any:
        """Remember why something became null; gives None, so that the caller can give it back."""
        if self.warnings is None:
            self.warnings = [Warning_(code, position, details)]
        elif len(self.warnings) < WARNINGS:
            self.warnings.append(Warning_(code, position, details))
        return None

    def spend(self, steps: int = 1) -> None:
        """Account for work; stops the evaluation when its budget is gone."""
        self.left -= steps
        if self.left < 0:
            raise Stopped("limit.steps")

    def weigh(self, value: Any) -> None:
        """Account for looking at everything inside a value: lists inside lists may be far larger than they seem."""
        if type(value) not in _CONTAINERS:
            return
        waiting = [value]
        while waiting:
            each = waiting.pop()
            self.spend(1 + len(each) // 4)
            items = each.values() if isinstance(each, dict) else each
            waiting.extend(item for item in items if type(item) in _CONTAINERS)

    def allow_list(self, size: int) -> None:
        """Account for a list of that size about to be made."""
        if size > LIST_SIZE:
            raise Stopped("limit.list", LIST_SIZE)
        self.spend(1 + size // 16)

    def read_text(self, size: int) -> None:
        """Account for looking through text of that size."""
        self.spend(1 + size // TEXT_BLOCK)

    def allow_text(self, size: int) -> None:
        """Account for text of that size about to be made."""
        if size > TEXT_SIZE:
            raise Stopped("limit.text", TEXT_SIZE)
        self.read_text(size)

    def elsewhere(self, root: Mapping[str, Any], work: Callable[[], Any]) -> Any:
        """Work with other names: a function sees what was there when it was made, a boxed context its entries."""
        self.spend(len(root) // 16)
        kept = self.root, self.seen
        self.root, self.seen = root, None
        try:
            return work()
        finally:
            self.root, self.seen = kept

    def clock(self) -> datetime:
        """The moment given by the caller, or failing that the computer's own, as clocks show it at home."""
        if self.now is None:
            self.now = datetime.now(HOME)
        elif self.now.tzinfo is None:
            self.now = self.now.replace(tzinfo=HOME)
        return self.now.astimezone(HOME)
