"""Writes the shipped templates into the package, one .docx per role."""

from __future__ import annotations

from pathlib import Path

from engine.documents.printing.drawing.forms import FORMS
from engine.documents.printing.drawing.sheet import Sheet
from engine.documents.printing.roles import ROLES

FOLDER = Path(__file__).resolve().parents[1] / "templates"


def main() -> None:
    """Draw every form."""
    for role, draw in FORMS.items():
        sheet = Sheet(ROLES[role].paper)
        draw(sheet)
        (FOLDER / f"{role}.docx").write_bytes(sheet.data())


if __name__ == "__main__":
    main()
