"""Lists page by page: which slice, and the addresses of the pages before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from flask import request

Item = TypeVar("Item")
_PARAMETER = "trang"


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a list; ``total`` counts all of it, ``capped`` says the count stopped there ("1.000+")."""

    items: Sequence[Item]
    number: int
    size: int
    total: int
    capped: bool = False

    @property
    def first(self) -> int:
        """Number of the first item shown, counted from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """Number of the last item shown."""
        return self.first + len(self.items) - 1

    @property
    def previous_url(self) -> str | None:
        """Address of the page before, or None."""
        return _url(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        """Address of the page after, or None."""
        return _url(self.number + 1) if self.last < self.total else None


def asked_page() -> int:
    """Return the page number the address asks for; 1 for anything that is not one."""
    number = request.args.get(_PARAMETER, 1, type=int)
    return max(1, min(number, 100_000))


def slice_of(items: Sequence[Item], size: int = 50) -> Page[Item]:
    """Cut the asked page out of a whole list."""
    number = min(asked_page(), max(1, -(-len(items) // size)))
    start = (number - 1) * size
    return Page(items[start : start + size], number, size, len(items))


def _url(number: int) -> str:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != _PARAMETER]
    return f"{request.script_root}{request.path}?{urlencode([*kept, (_PARAMETER, number)])}"
