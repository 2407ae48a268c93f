"""The decision tables of a version: loaded when it is compiled, found by the id or name a rule task gives."""

from __future__ import annotations

from collections.abc import Mapping

from engine.decisions import Model, UnreadableModel, load
from engine.spiff.errors import NotRunnable
from engine.text import Text


def load_decisions(tables: Mapping[str, bytes]) -> dict[str, Model]:
    """Id or name of everything that can be decided -> the model that holds it; ids win over names.

    Raises NotRunnable for a file that is no decision model or holds a text that cannot be read.
    """
    models = [_load(name, tables) for name in tables]
    by_name = {one.name: model for model in models for one in model.elements}
    return by_name | {one.id: model for model in models for one in model.elements}


def _load(name: str, tables: Mapping[str, bytes]) -> Model:
    try:
        model = load(tables[name], imports=[data for other, data in tables.items() if other != name])
    except UnreadableModel as problem:
        raise _bad(name, Text(problem.vi, problem.en)) from None
    for wrong in model.problems:
        said = Text(wrong.error.said_in("vi"), wrong.error.said_in("en"))
        raise _bad(f"{name}: {wrong.element}", said)
    return model


def _bad(where: str, why: Text) -> NotRunnable:
    return NotRunnable(
        Text(f"Bảng quyết định “{where}”: {why.vi}", f"Decision table “{where}”: {why.en}"), where, None, "bad_decision"
    )
