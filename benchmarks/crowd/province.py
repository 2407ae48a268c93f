"""Fills an empty database with the whole province."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from benchmarks.crowd.copies import LOADED, Copies, batches
from benchmarks.crowd.loading import columns_of, loading
from benchmarks.crowd.organisation import PEOPLE, Unit, make_units, people
from benchmarks.crowd.templates import instant, played
from benchmarks.support.installation import publish_all
from benchmarks.support.reference_procedures import THREE_STEPS
from benchmarks.support.servers import Database
from engine.platform.db import db, transaction

_ORGANISATION = ("person", "account", "assignment")


@dataclass(frozen=True)
class Province:
    """What was loaded, and in how many seconds."""

    units: list[Unit]
    people: int
    rows: dict[str, int]
    seconds: float


def fill(database: Database, dossiers: int, now: datetime, say: Callable[[str], None] = print) -> Province:
    """Make tables, units, people, procedures and ``dossiers`` dossiers; needs a pushed application."""
    began = time.perf_counter()
    count = max(600, min(PEOPLE, PEOPLE * dossiers // 100_000))
    templates = played(now)
    db.create_all()
    with transaction() as session:
        units = make_units(session, now)
    publish_all(THREE_STEPS, now)
    db.engine.dispose()
    made = dict.fromkeys(LOADED, 0)
    with loading(database, (*_ORGANISATION, *LOADED)) as load:
        ordered = sorted(people(units, count, instant(now)), key=lambda one: _ORGANISATION.index(one[0]))
        for table, rows in groupby(ordered, key=lambda one: one[0]):
            listed = [row for _, row in rows]
            load(table, [*listed[0]], [[*row.values()] for row in listed])
        for batch in batches(Copies(templates, units, count, now), dossiers):
            for table, cells in batch.items():
                load(table, columns_of(table), cells)
                made[table] += len(cells)
            if made["dossier"] % 100_000 == 0:
                say(f"  {made['dossier']:,} dossiers after {time.perf_counter() - began:.0f} s")
    return Province(units, count, made, time.perf_counter() - began)
