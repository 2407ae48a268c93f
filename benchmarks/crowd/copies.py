"""Copies of the templates: other people, other communes, other days, numbers of their own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from benchmarks.crowd.organisation import COMMUNES, Unit, commune_name, full_name, posts_of
from benchmarks.crowd.templates import TABLES, Template, instant
from engine.dossiers.words import words_of, words_of_code
from engine.platform.db import metadata
from engine.platform.search import search_key
from engine.platform.types import Instant

OPEN = {"submitted": 0.01, "checked": 0.03, "ready": 0.01}
"""Shares of dossiers still open at each stage; all others have been returned."""

CLAIMED = 0.3
"""Share of open work somebody has taken."""

LOADED = (*TABLES, "dossier_word")

SEED = 20261207
YEARS = timedelta(days=3 * 365)
RECENT = timedelta(days=10)
_UNITS = {"unit_id", "receiving_unit_id", "resolving_unit_id", "asked_by_unit_id"}
_NAMED = {"unit_name", "unit", "stage"}
_DOSSIER = {"dossier": "id"}

Rows = dict[str, list[list[Any]]]


@dataclass(frozen=True)
class Hole:
    """A cell that differs from copy to copy."""

    place: int
    kind: str
    value: Any


@dataclass
class Mould:
    """One row of a template with its holes."""

    cells: list[Any]
    holes: list[Hole] = field(default_factory=list)


@dataclass(frozen=True)
class Case:
    """What makes one copy different."""

    id: int
    shift: timedelta
    commune: int
    code: str | None
    person: int


class Copies:
    """Makes rows of any number of dossiers, the same ones on every run."""

    def __init__(self, templates: list[Template], units: list[Unit], people: int, now: datetime) -> None:
        self._random = random.Random(SEED)
        self._now = now
        self._people = people
        self._step = next(unit.id for unit in units if unit.commune == 1) - _first(units)
        self._by_stage: dict[str, list[tuple[Template, dict[str, list[Mould]]]]] = {}
        for template in templates:
            moulds = {name: [_mould(name, row) for row in template.rows[name]] for name in TABLES}
            self._by_stage.setdefault(template.stage, []).append((template, moulds))
        self._ids = dict.fromkeys(TABLES, 0)
        self._holders = _holders(units, people)

    def batch(self, first: int, count: int) -> Rows:
        """Rows of dossiers ``first`` to ``first + count - 1``, by table, in the order of the table's columns."""
        rows: Rows = {name: [] for name in LOADED}
        for number in range(first, first + count):
            template, moulds = self._random.choice(self._by_stage[self._stage()])
            case = self._case(number, template)
            for name in TABLES:
                rows[name].extend(self._fill(name, mould, case) for mould in moulds[name])
        rows["dossier_word"] = [pair for cells in rows["dossier"] for pair in _words(cells)]
        return rows

    def _stage(self) -> str:
        drawn = self._random.random()
        for stage, share in OPEN.items():
            if drawn < share:
                return stage
            drawn -= share
        return "returned"

    def _case(self, number: int, template: Template) -> Case:
        back = RECENT if template.stage in OPEN else YEARS
        minutes = self._random.randrange(int(back.total_seconds() // 60))
        submitted = self._now - timedelta(minutes=minutes + 60)
        commune = self._random.randrange(COMMUNES)
        accepted = template.stage != "submitted"
        code = f"H88.{commune + 100}-{submitted:%y%m%d}-{number:07d}" if accepted else None
        return Case(number, submitted - template.submitted, commune, code, number * 7 % 3840)

    def _fill(self, table: str, mould: Mould, case: Case) -> list[Any]:
        cells = mould.cells.copy()
        self._ids[table] += 1
        for hole in mould.holes:
            cells[hole.place] = self._value(table, hole, case)
        if table == "work_item":
            self._claim(cells)
        return cells

    def _value(self, table: str, hole: Hole, case: Case) -> Any:
        match hole.kind:
            case "row":
                return self._ids[table]
            case "dossier":
                return case.id
            case "instant":
                return instant(hole.value + case.shift)
            case "unit":
                return hole.value + self._step * case.commune
            case "named":
                return hole.value.replace(commune_name(0), commune_name(case.commune))
            case "code":
                return case.code
            case "reference":
                return f"{case.id:016x}"
            case "name":
                return full_name(case.person)
        return f"{search_key(full_name(case.person))} {case.id:012d} {hole.value}"

    def _claim(self, cells: list[Any]) -> None:
        if cells[_STATUS] == "open" and self._random.random() < CLAIMED:
            held = self._holders.get((cells[_UNIT], cells[_POST]), ())
            if held:
                number = self._random.choice(held)
                cells[_PERSON], cells[_PERSON_NAME], cells[_CLAIMED] = number, full_name(number), cells[_OPENED]


def _mould(table: str, row: dict[str, Any]) -> Mould:
    mould = Mould([*row.values()])
    for place, column in enumerate(metadata.tables[table].c):
        hole = _hole(table, column, row[column.name])
        if hole is not None:
            mould.holes.append(Hole(place, *hole))
    return mould


def _hole(table: str, column: Any, value: Any) -> tuple[str, Any] | None:
    name = column.name
    special = {"code": "code", "reference": "reference", "applicant_name": "name", "search": "search"}
    if name == "dossier_id" or (table, name) == ("dossier", "id"):
        return "dossier", None
    if name == "id":
        return "row", None
    if table == "dossier" and name in special:
        return special[name], value and value.split(" ", 5)[-1]
    if value is None:
        return None
    if isinstance(column.type, Instant):
        return "instant", datetime.fromisoformat(value)
    if name in _UNITS:
        return "unit", value
    return ("named", value) if name in _NAMED else None


def _holders(units: list[Unit], people: int) -> dict[tuple[int, str], list[int]]:
    found: dict[tuple[int, str], list[int]] = {}
    for number in range(1, people + 1):
        for unit, post in posts_of(units, units[number % len(units)], number):
            found.setdefault((unit.id, post), []).append(number)
    return found


def _first(units: list[Unit]) -> int:
    return next(unit.id for unit in units if unit.commune == 0)


def _place(name: str, table: str = "work_item") -> int:
    return [column.name for column in metadata.tables[table].c].index(name)


def _words(cells: list[Any]) -> Iterator[list[Any]]:
    """The rows of words of one dossier."""
    found = {*words_of(cells[_SEARCH]), *words_of_code(cells[_CODE] or "")} - {""}
    return ([cells[0], word] for word in found)


def batches(copies: Copies, total: int, size: int = 5_000) -> Iterator[Rows]:
    """All rows, some thousand dossiers at a time."""
    for first in range(1, total + 1, size):
        yield copies.batch(first, min(size, total + 1 - first))


_SEARCH, _CODE = _place("search", "dossier"), _place("code", "dossier")
_STATUS, _UNIT, _POST, _OPENED = _place("status"), _place("unit_id"), _place("post"), _place("opened_at")
_PERSON, _PERSON_NAME, _CLAIMED = _place("person_id"), _place("person_name"), _place("claimed_at")
