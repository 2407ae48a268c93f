"""The answer to a question cannot be accepted: the only exception a field kind raises."""

from __future__ import annotations

from engine.text import Text


class Wrong(Exception):
    """Carries what to tell the person; ``part`` names one input of a field made of several."""

    def __init__(self, text: Text, part: str = "") -> None:
        self.text = text
        self.part = part
        super().__init__(text.en)
