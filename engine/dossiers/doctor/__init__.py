"""The doctor: examines any database for what must always hold (invariants I1–I10), one check per module."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.dossiers.doctor.alarms import alarms
from engine.dossiers.doctor.audit_trail import audit_trail
from engine.dossiers.doctor.calls import calls
from engine.dossiers.doctor.codes import codes
from engine.dossiers.doctor.effects import effects
from engine.dossiers.doctor.endings import endings
from engine.dossiers.doctor.files import stored_files
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.doctor.incidents import incidents
from engine.dossiers.doctor.life import life
from engine.dossiers.doctor.papers import papers
from engine.dossiers.doctor.submissions import submissions
from engine.dossiers.doctor.versions import versions
from engine.dossiers.doctor.workers import workers

Check = Callable[[Session, FileStore], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    submissions,
    life,
    incidents,
    workers,
    endings,
    audit_trail,
    alarms,
    calls,
    effects,
    versions,
    codes,
    papers,
    stored_files,
)


def examine(session: Session, files: FileStore) -> list[Finding]:
    """Run every check; an empty list means the installation is sound."""
    return [finding for check in CHECKS for finding in check(session, files)]


__all__ = ["CHECKS", "Finding", "examine"]
