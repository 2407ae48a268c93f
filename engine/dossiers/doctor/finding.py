"""What the doctor says."""

from __future__ import annotations

from dataclasses import dataclass

from engine.text import Text


@dataclass(frozen=True)
class Finding:
    """One broken invariant: its number, whose it is, and what is wrong."""

    invariant: str
    subject: str
    message: Text
