"""The scenarios among declared files, as a check sees them: whether they can be read, and what comes otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from engine.forms import Form
from engine.procedures.sources import SCENARIOS, Sources
from engine.publication.findings import ERROR, WARNING, Found
from engine.rehearsal.rehearsing import NOON
from engine.rehearsal.scenarios import Scenario, ScenarioProblem, parse, run, written
from engine.rehearsal.scenarios.differing import UNREADABLE
from engine.rehearsal.scenarios.scenario import Answers
from engine.rehearsal.subject import Subject
from engine.spiff import Bundle
from engine.text import Text

_HINT = Text("Mở thẻ Diễn tập, hoặc thay tệp kịch bản.", "Open Rehearsal, or replace the file of scenarios.")


def checked(sources: Sources) -> list[Found]:
    """An error when there is a file of scenarios that cannot be read."""
    if not sources.scenarios:
        return []
    try:
        parse(sources.scenarios)
    except ScenarioProblem as problem:
        return [Found(UNREADABLE, ERROR, SCENARIOS, problem.said, _HINT, file=SCENARIOS)]
    return []


def replayed(sources: Sources, bundle: Bundle, forms: Mapping[str, Form]) -> list[Found]:
    """What comes otherwise than the scenarios expect, as notes: who accepts them by name decides in the rehearsal."""
    _, found = run(Subject(bundle, forms), sources.scenarios, NOON)
    return [Found(one.code, WARNING, one.element, one.message, one.hint, element=one.element) for one in found]


def followed(sources: Sources, roots: Collection[str], place: Sequence[str], key: str) -> Sources:
    """The files with an answer's new key in every scenario; ``place`` is its old way of keys inside its form."""
    try:
        held = parse(sources.scenarios) if sources.scenarios else ()
    except ScenarioProblem:
        return sources
    told = tuple(_followed(one, roots, tuple(place), key) for one in held)
    return Sources({**sources.files, SCENARIOS: written(told)}) if told != held else sources


def _followed(one: Scenario, roots: Collection[str], place: tuple[str, ...], key: str) -> Scenario:
    filed = replace(one.filed, answers=_renamed(one.filed.answers, place, key)) if "don" in roots else one.filed
    moves = [
        replace(move, answers=_renamed(move.answers, place, key)) if move.at in roots else move for move in one.moves
    ]
    return replace(one, filed=filed, moves=tuple(moves))


def _renamed(answers: Answers, place: tuple[str, ...], key: str) -> Answers:
    first, *rest = place
    if not rest:
        return {key if name == first else name: value for name, value in answers.items()}
    rows = answers.get(first)
    if not isinstance(rows, list):
        return answers
    inner = [_renamed(row, tuple(rest), key) if isinstance(row, Mapping) else row for row in rows]
    return {**answers, first: inner}
