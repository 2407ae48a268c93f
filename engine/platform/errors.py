"""Errors a person can act on: what happened, where, what to do, and the HTTP status the screens answer with."""

from __future__ import annotations

from typing import ClassVar

from engine.text import Text


class AppError(Exception):
    """Root of every expected failure; anything else that escapes is a defect.

    ``what`` says what happened and why, ``fix`` what the reader can do, ``where`` names the field, cell or element.
    """

    status: ClassVar[int] = 500

    def __init__(self, what: Text, fix: Text | None = None, where: str | None = None) -> None:
        super().__init__(what.en)
        self.what = what
        self.fix = fix
        self.where = where

    def said_in(self, language: str) -> str:
        """Return the whole message, what then what to do, in one language."""
        parts = [self.what.said_in(language)]
        if self.fix is not None:
            parts.append(self.fix.said_in(language))
        return " ".join(parts)


class Invalid(AppError):
    """The data given cannot be accepted (422)."""

    status: ClassVar[int] = 422


class Unauthenticated(AppError):
    """Nobody is logged in, or the log-in failed (401)."""

    status: ClassVar[int] = 401


class Refused(AppError):
    """The person is known and may know the subject exists, but may not do this (403)."""

    status: ClassVar[int] = 403


class Missing(AppError):
    """There is no such thing, or it is none of this person's business (404, deliberately the same answer)."""

    status: ClassVar[int] = 404


class Conflict(AppError):
    """Somebody else was first, or the subject is no longer in the state the caller saw (409)."""

    status: ClassVar[int] = 409


class TooLarge(AppError):
    """An upload or text goes beyond its limit (413)."""

    status: ClassVar[int] = 413


class TooMany(AppError):
    """Too many attempts; ``retry_after`` is in whole seconds (429)."""

    status: ClassVar[int] = 429

    def __init__(self, what: Text, fix: Text | None = None, where: str | None = None, *, retry_after: int = 1) -> None:
        super().__init__(what, fix, where)
        self.retry_after = retry_after
