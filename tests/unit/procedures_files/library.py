"""The declared procedures with their forms, read once for the tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from engine.bpmn.definition import Definition, Step
from engine.bpmn.reader import read
from engine.forms import Form, load

ROOT = Path(__file__).parents[3]
KEYS = tuple(sorted(path.stem for path in (ROOT / "procedures_bpmn").glob("*.bpmn")))


def source(key: str) -> bytes:
    """The bytes of a procedure's diagram."""
    return (ROOT / "procedures_bpmn" / f"{key}.bpmn").read_bytes()


@lru_cache
def definition(key: str) -> Definition:
    """A procedure as the program reads it."""
    return read(source(key))


@lru_cache
def forms(key: str) -> Mapping[str, Form]:
    """The forms of a procedure by name."""
    return {path.stem: load(path.read_bytes(), name=path.stem) for path in (ROOT / "forms" / key).glob("*.json")}


def steps(key: str) -> list[tuple[str, Step]]:
    """Ids and steps in the order of the file."""
    return [(node.id, node.step) for node in definition(key).steps() if node.step]
