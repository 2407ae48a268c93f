"""What the commands on a single diagram share: opening it, and the forms and decision tables that go with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import click

from engine import forms as form_language
from engine.bpmn.checks import Finding
from engine.bpmn.definition import Definition
from engine.bpmn.errors import Unreadable
from engine.bpmn.reader import read
from engine.bpmn.xml import MAX_BYTES
from engine.forms import Form, FormProblems

LIBRARY = Path(__file__).parents[2]
"""The folder that holds the shipped procedures_bpmn/ and forms/."""

MAX_FORM_BYTES = 1024 * 1024


def open_diagram(file: Path) -> Definition:
    """Read a diagram, or leave the program with exit code 2 and one line on stderr."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        refuse(f"{file}: không mở được tệp ({error.strerror or 'lỗi'})")
    try:
        return read(data)
    except Unreadable as error:
        refuse(f"{file}: {error.said_in('vi')}")


def refuse(message: str) -> NoReturn:
    """Leave the program: unreadable input or wrong call."""
    click.echo(f"quytrinh: {' '.join(message.split())}", err=True)
    sys.exit(2)


def forms_of(file: Path, key: str | None) -> tuple[dict[str, Form], list[Finding]]:
    """The forms of procedure ``key``: in forms/ beside the file's folder, then in the library; and what is wrong."""
    forms: dict[str, Form] = {}
    wrong: list[Finding] = []
    for name, path in _form_files(file, key).items():
        try:
            forms[name] = form_language.load(path.read_bytes()[: MAX_FORM_BYTES + 1], name=name)
        except FormProblems as problems:
            wrong += [
                Finding("form_invalid", "error", f"forms/{name}.json {one.path}".strip(), one.what, one.hint)
                for one in problems.problems
            ]
    return forms, wrong


def _form_files(file: Path, key: str | None) -> dict[str, Path]:
    if not key:
        return {}
    found: dict[str, Path] = {}
    for root in (file.absolute().parent.parent, LIBRARY):
        for path in _json_files(root / "forms", key):
            found.setdefault(path.stem, path)
    return found


def _json_files(root: Path, key: str) -> Iterator[Path]:
    folder = root / key
    if folder.resolve().parent == root.resolve() and folder.is_dir():
        yield from sorted(folder.glob("*.json"))


def number(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
