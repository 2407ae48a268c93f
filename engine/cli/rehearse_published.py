"""`quytrinh rehearse --all --published`: every version an installation has published, against its people of today."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bpmn import reader
from engine.bpmn.checks import Finding
from engine.cli.installation import installation
from engine.platform.db import reading
from engine.platform.time import local_day
from engine.procedures import catalogue, store
from engine.procedures.models import procedure, procedure_version
from engine.procedures.sources import Sources
from engine.publication.findings import ERROR
from engine.publication.performing import unperformed
from engine.rehearsal import as_data, as_entry, rehearse
from engine.spiff import SpiffError

Report = dict[str, Any]


def of_installation(language: str, acts: int) -> dict[str, Report]:
    """A report per version, oldest first, walked side by side; those in force also say who is missing today."""
    now = datetime.now(UTC)
    with installation(), reading() as session:
        versions = dict(_versions(session))
        missing = dict(_missing(session, language, now))
    if not versions:
        return {}
    asked = [(name, sources, language, acts) for name, sources in versions.items()]
    with ProcessPoolExecutor(max_workers=min(len(asked), os.cpu_count() or 1)) as pool:
        reports = dict(pool.map(_one, asked))
    for name, report in reports.items():
        report["findings"] += missing.get(name, [])
    return reports


def _versions(session: Session) -> Iterator[tuple[str, Sources]]:
    rows = session.execute(
        select(procedure_version.c.id, procedure_version.c.number, procedure.c.key)
        .join(procedure, procedure.c.id == procedure_version.c.procedure_id)
        .order_by(procedure.c.key, procedure_version.c.number)
    ).all()
    for row in rows:
        yield _named(row.key, row.number), store.of_version(session, row.id)


def _missing(session: Session, language: str, now: datetime) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Steps nobody may do at some unit; a note here, as people and procedures change apart."""
    for row in catalogue.in_force(session, now):
        definition = reader.read(store.of_version(session, row.version_id).bpmn)
        found = unperformed(session, definition, local_day(now))
        notes = [
            Finding(one.code, "error" if one.severity == ERROR else "warning", one.where, one.message, one.hint)
            for one in found
        ]
        yield _named(row.key, row.number), [as_entry(one, language) for one in notes]


def _named(key: str, number: int) -> str:
    return f"{key} v{number}"


def _one(asked: tuple[str, Sources, str, int]) -> tuple[str, Report]:
    name, sources, language, acts = asked
    try:
        result = rehearse(sources.bpmn, sources.tables, sources.forms, most_acts=acts, scenarios=sources.scenarios)
    except SpiffError as refusal:
        said = Finding(refusal.code, "error", getattr(refusal, "element", ""), refusal.text, refusal.text)
        entry = {**as_entry(said, language), "hint": ""}
        return name, {
            "paths": 0, "nodes_covered": 0, "flows_covered": 0, "bounds": [], "findings": [entry], "stories": [],
        }  # fmt: skip
    return name, as_data(result, language)
