"""What is said when a file cannot be opened at all; everything milder is a finding."""

from __future__ import annotations

from engine.text import Text


class Unreadable(ValueError):
    """The bytes are no BPMN diagram this program can open, not even as a draft."""

    def __init__(self, text: Text, line: int | None = None) -> None:
        """Keep ``text`` (what and why, two languages) and the line of the file, when one is known."""
        super().__init__(text.en if line is None else f"line {line}: {text.en}")
        self.text = text
        self.line = line

    def said_in(self, language: str) -> str:
        """Return the message in ``language`` with the line in front."""
        if self.line is None:
            return self.text.said_in(language)
        return Text(f"Dòng {self.line}: {self.text.vi}", f"Line {self.line}: {self.text.en}").said_in(language)


class UnsafeXml(Unreadable):
    """The bytes are refused before they are looked at as a diagram: not XML, too big, or dangerous."""
