"""Publishing ready procedures from files: what the command line and the demo use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from engine.bpmn import reader
from engine.platform.errors import Conflict
from engine.procedures import sources as files
from engine.publication.inspection import Inspection, inspect
from engine.publication.releases import publish


@dataclass(frozen=True)
class Published:
    """What became of one file: the version written (None when its content was published before or has errors)."""

    key: str
    version_id: int | None
    inspection: Inspection


def publish_file(
    session: Session,
    diagram: Path,
    *,
    drafted_by: str,
    approved_by: str,
    decision_number: str | None,
    effective_from: datetime,
    now: datetime,
) -> Published:
    """Check a diagram with the forms beside it and publish it when nothing stands in the way."""
    key = reader.read(diagram.read_bytes()).key or diagram.stem
    found = files.beside(diagram, key)
    inspection = inspect(found)
    if not inspection.publishable:
        return Published(key, None, inspection)
    try:
        version_id = publish(
            session,
            found,
            inspection.definition,
            drafted_by=drafted_by,
            approved_by=approved_by,
            decision_number=decision_number,
            effective_from=effective_from,
            now=now,
        )
    except Conflict:
        return Published(key, None, inspection)
    return Published(key, version_id, inspection)


def library_files(root: Path) -> list[Path]:
    """The diagrams of a library folder, in name order."""
    return sorted((root / "procedures_bpmn").glob("*.bpmn"))
