"""Fills an installation for the demonstration: the province, the ready procedures, a few dossiers on their way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from demo import dossiers, interlinked, partners, seed
from engine.connectors.sealing import Sealer
from engine.documents.store import FileStore
from engine.platform.db import transaction
from engine.platform.settings import Settings
from engine.publication.library import library_files, publish_file

DECISION = "Mẫu trình diễn"
IN_FORCE_FROM = datetime(2025, 7, 1, tzinfo=UTC)


def fill(settings: Settings, root: Path, now: datetime) -> None:
    """Bring the demonstration up to date; what is there already is left alone."""
    with transaction() as session:
        new = seed.seed(session, now)
        partners.seed(session, Sealer(settings.secret_key), now)
    publish_library(root, now)
    if new:
        dossiers.begin(FileStore(settings.files), now)
        interlinked.begin(FileStore(settings.files), now)
        with transaction() as session:
            partners.synchronise(session, now)


def publish_library(root: Path, now: datetime) -> None:
    """Publish every ready procedure whose content is not published yet."""
    for diagram in library_files(root):
        with transaction() as session:
            publish_file(
                session,
                diagram,
                drafted_by="Thư viện mẫu",
                approved_by="Ban biên tập thư viện",
                decision_number=DECISION,
                effective_from=IN_FORCE_FROM,
                now=now,
            )
