"""What the tabs share that edit a list of the official sheet: who asked for what, and how mistakes are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import request

from admin_ui.declare.conditions import State
from admin_ui.declare.working.cells import Cells
from engine.bpmn.conditions.names import CHANNELS
from engine.bpmn.definition import Definition
from engine.bpmn.edit import EditRefused, Problem
from engine.procedures import labels
from engine.text import Text

NEW = "moi"
NOTHING = Text("", "")
_ORDERS = {"len": -1, "xuong": 1, "bo": 0}


@dataclass(frozen=True)
class Order:
    """A button beside a part of a list: move it by so many places, or (0) take it out."""

    at: int
    by: int


def ordered() -> Order | None:
    """The button pressed on this request, if it is one of those."""
    verb, _, place = request.form.get("viec", "").partition(":")
    if verb not in _ORDERS or not place.isdigit() or len(place) > 4:
        return None
    return Order(int(place), _ORDERS[verb])


def place_of(place: str, count: int) -> int | None:
    """The number of a part in its list; None for a new one. Raises ValueError for no such part."""
    if place == NEW:
        return None
    at = int(place) if place.isdigit() and len(place) < 5 else count
    if at >= count:
        raise ValueError(place)
    return at


def mistakes(cells: Cells, *states: State) -> EditRefused | None:
    """Everything to correct on a form, each at its cell; None when there is nothing."""
    found = [(name, said) for name, said in cells.errors.items()]
    found += [problem for state in states for problem in state.problems]
    return EditRefused(*(Problem(where, said, NOTHING) for where, said in found)) if found else None


def cases_of(definition: Definition) -> list[tuple[str, Text]]:
    """The cases of the procedure by id, with what they are called."""
    return [(one.id, labels.translated(definition, f"case.{one.id}", one.name or one.id)) for one in definition.cases]


def channels() -> list[tuple[str, Text]]:
    """How a dossier may come in."""
    return list(CHANNELS)


def said_cases(cases: Iterable[str], called: Mapping[str, Text]) -> Text:
    """The names of some cases in one line."""
    named = [called.get(one, Text(one, one)) for one in cases]
    return Text("; ".join(one.vi for one in named), "; ".join(one.en for one in named))


def refused(where: str, why: Text, what_to_do: Text) -> EditRefused:
    """A refusal with one reason, told at ``where``."""
    return EditRefused(Problem(where, why, what_to_do))
