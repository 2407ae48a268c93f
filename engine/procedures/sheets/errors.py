"""What is said when an office file cannot be read at all; everything milder is an open point."""

from __future__ import annotations

from engine.text import Text


class UnreadableSheet(ValueError):
    """The bytes are no Word or Excel file this program opens: wrong kind, damaged, too big or dangerous."""

    def __init__(self, text: Text) -> None:
        """Keep ``text``: what is wrong and what to do, in both languages."""
        super().__init__(text.en)
        self.text = text
